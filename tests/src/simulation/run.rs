//! One simulation from its seed to its findings.

use super::cast::{self, HOW_MANY};
use super::check;
use super::desk::{self, Desk};
use super::dock;
use super::findings::{Finding, Kind};
use super::history::Tally;
use super::ledger::Ledger;
use super::office;
use super::phone;
use super::weather::Weather;
use super::world::{SERVICE, World, lock};
use std::cell::Cell;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Once};
use std::time::Duration;
use turmoil::{Builder, Sim};

/// How long everything is in trouble.
const TROUBLE: Duration = Duration::from_secs(45);
/// How long everything may then take to come to an end.
const HEALING: Duration = Duration::from_secs(180);
/// How often it is looked whether it has.
const GLANCE: Duration = Duration::from_secs(3);
/// The simulated computers take turns this often; each turn costs, whether anything happens or not.
const TICK: Duration = Duration::from_millis(20);
const PHONES: &str = "phones";
const OFFICE: &str = "office";

/// What one run showed.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Which run.
    pub seed: u64,
    /// What must not have happened. Empty, one hopes.
    pub findings: Vec<Finding>,
    /// How much happened.
    pub tally: Tally,
}

/// Runs a simulation. Several may run at a time, each on a thread of its own.
pub fn run(seed: u64) -> Outcome {
    watch_panics();
    allia_client::database::work_on_callers_thread();
    let folder = cast::quick_folder();
    let service = folder.path().join(SERVICE);
    std::fs::create_dir(&service).expect("a folder for the service");
    let world = Arc::new(World::new(seed, folder.path().to_owned(), cast::found(&service)));
    let desks: Vec<_> = (0..HOW_MANY).map(|index| Desk::new(&world, index)).collect();
    let mut sim = build(seed, &world, &desks);
    let may_crash: Vec<String> =
        [SERVICE.to_owned()].into_iter().chain((0..HOW_MANY).map(cast::clinician_name)).collect();
    let far_ends: Vec<String> =
        [PHONES.to_owned()].into_iter().chain((0..HOW_MANY).map(cast::clinician_name)).collect();

    let mut weather = Weather::draw(seed, TROUBLE, &far_ends, &may_crash);
    while sim.elapsed() < TROUBLE {
        weather.blow(&mut sim, &world);
        step(&mut sim, &world);
    }
    weather.clear_up(&mut sim, &may_crash);
    world.calm_down();
    let mut findings = heal(&mut sim, &world, &desks);
    // Whatever runs ends here, so that nothing comes to light later.
    drop(sim);
    if PANICS.take() > 0 {
        findings.push(Finding::new(Kind::Broken, "something panicked"));
    }
    let mut pages = world.history.pages();
    findings.append(&mut pages.findings);
    Outcome { seed, findings, tally: pages.tally }
}

fn build(seed: u64, world: &Arc<World>, desks: &[Arc<Desk>]) -> Sim<'static> {
    let mut sim = Builder::new()
        .rng_seed(seed)
        .tick_duration(TICK)
        .simulation_duration(TROUBLE + 2 * HEALING)
        .min_message_latency(Duration::from_millis(1))
        .max_message_latency(Duration::from_millis(80))
        .tcp_capacity(1_024)
        .enable_random_order()
        .build();
    let shared = Arc::clone(world);
    sim.host(SERVICE, move || dock::serve(Arc::clone(&shared)));
    for desk in desks {
        let desk = Arc::clone(desk);
        sim.host(desk.name.clone(), move || desk::work(Arc::clone(&desk)));
    }
    let shared = Arc::clone(world);
    sim.host(PHONES, move || {
        let world = Arc::clone(&shared);
        async move {
            let [one, two, three] = [0, 1, 2].map(|index| phone::live(Arc::clone(&world), index));
            tokio::join!(one, two, three);
            Ok(())
        }
    });
    let shared = Arc::clone(world);
    sim.host(OFFICE, move || {
        let world = Arc::clone(&shared);
        async move {
            office::administer(world).await;
            Ok(())
        }
    });
    sim
}

fn step(sim: &mut Sim<'_>, world: &World) {
    world.clock.set(sim.elapsed());
    if let Err(error) = sim.step() {
        world.history.find(Kind::Broken, format!("a computer stopped: {error}"));
    }
}

/// Lets everything come to an end, and says what is wrong then.
fn heal(sim: &mut Sim<'_>, world: &World, desks: &[Arc<Desk>]) -> Vec<Finding> {
    let deadline = sim.elapsed() + HEALING;
    loop {
        let glance = sim.elapsed() + GLANCE;
        while sim.elapsed() < glance {
            step(sim, world);
        }
        let mut findings = judge(world, desks);
        if world.busy.load(Ordering::Relaxed) > 0 {
            findings.push(Finding::new(Kind::Stuck, "a patient or the office has something under way"));
        }
        if findings.is_empty() || sim.elapsed() >= deadline {
            return findings;
        }
    }
}

fn judge(world: &World, desks: &[Arc<Desk>]) -> Vec<Finding> {
    let ledger = Ledger::read(&world.folder.join(SERVICE)).expect("the service's database can be read");
    let mut pages = world.history.pages();
    pages.tally.messages = ledger.messages.values().map(|entries| entries.len() as u64).sum();
    let mut findings = check::service(&pages, &ledger);
    for desk in desks {
        findings.extend(check::desk(&pages, &ledger, desk, lock(&desk.seen).as_ref()));
    }
    findings
}

thread_local! {
    static PANICS: Cell<u32> = const { Cell::new(0) };
}

/// A task that panics is quietly gone; here it counts.
fn watch_panics() {
    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICS.set(PANICS.get() + 1);
            usual(panic);
        }));
    });
}
