//! What breaks, when, and for how long: drawn once from the seed.

use super::world::{SERVICE, World, stream_of};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::time::Duration;
use turmoil::Sim;

const SECOND: u64 = 1_000;

/// Something that happens to lines and computers.
#[derive(Clone, Debug)]
enum Event {
    /// Nothing gets through, either way. What was on its way is gone.
    Cut(String),
    /// Nothing of what this computer sends gets through.
    Mute(String),
    /// Nothing of what is sent to this computer gets through.
    Deafen(String),
    /// Everything is held up, and arrives later.
    Hold(String),
    /// The line is whole again.
    Mend(String),
    /// Everything takes longer from now on.
    Slow(String, u64),
    Crash(String),
    /// The service ends in good order.
    Stop,
    Start(String),
}

/// The events to come, the next one last.
pub(super) struct Weather {
    coming: Vec<(u64, Event)>,
    computers: Vec<String>,
}

impl Weather {
    /// Draws everything that breaks within this time. `computers` are those at the far ends of lines.
    pub(super) fn draw(seed: u64, within: Duration, computers: &[String], may_crash: &[String]) -> Self {
        let mut chance = StdRng::seed_from_u64(stream_of(seed, "weather"));
        let within = u64::try_from(within.as_millis()).unwrap_or(u64::MAX);
        let mut coming = Vec::new();
        for computer in computers {
            draw_line(&mut chance, within, computer, &mut coming);
        }
        for computer in may_crash {
            let pause = if computer == SERVICE { 12 * SECOND..40 * SECOND } else { 15 * SECOND..60 * SECOND };
            let mut at = chance.random_range(pause.clone()) / 2;
            while at < within {
                let is_orderly = computer == SERVICE && chance.random_bool(0.3);
                coming.push((at, if is_orderly { Event::Stop } else { Event::Crash(computer.clone()) }));
                at += chance.random_range(200..6 * SECOND);
                coming.push((at, Event::Start(computer.clone())));
                at += chance.random_range(pause.clone());
            }
        }
        // The sort is stable: what was drawn first comes first.
        coming.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Self { coming, computers: computers.to_vec() }
    }

    /// Lets happen what is due.
    pub(super) fn blow(&mut self, sim: &mut Sim<'_>, world: &World) {
        let now = u64::try_from(sim.elapsed().as_millis()).unwrap_or(u64::MAX);
        while let Some((_, event)) = self.coming.pop_if(|(at, _)| *at <= now) {
            tracing::debug!(now, ?event, "weather");
            happen(sim, world, event);
        }
    }

    /// Mends every line and starts every computer that is down.
    pub(super) fn clear_up(&mut self, sim: &mut Sim<'_>, may_crash: &[String]) {
        self.coming.clear();
        for computer in &self.computers {
            mend(sim, computer);
            sim.set_link_max_message_latency(computer.as_str(), SERVICE, Duration::from_millis(20));
        }
        for computer in may_crash {
            // A service that was told to stop may still be at it.
            if computer == SERVICE || !sim.is_host_running(computer.as_str()) {
                sim.bounce(computer.as_str());
            }
        }
    }
}

fn draw_line(chance: &mut StdRng, within: u64, computer: &str, coming: &mut Vec<(u64, Event)>) {
    let computer = computer.to_owned();
    let mut at = chance.random_range(2 * SECOND..12 * SECOND);
    while at < within {
        let event = match chance.random_range(0..10) {
            0..4 => Event::Cut(computer.clone()),
            4 => Event::Mute(computer.clone()),
            5 => Event::Deafen(computer.clone()),
            6..9 => Event::Hold(computer.clone()),
            _ => Event::Slow(computer.clone(), chance.random_range(100..3 * SECOND)),
        };
        coming.push((at, event));
        // Most faults are short; some outlast every time limit.
        let longest = if chance.random_bool(0.3) { 30 * SECOND } else { 5 * SECOND };
        at += chance.random_range(100..longest);
        coming.push((at, Event::Mend(computer.clone())));
        at += chance.random_range(2 * SECOND..15 * SECOND);
    }
}

fn happen(sim: &mut Sim<'_>, world: &World, event: Event) {
    match &event {
        Event::Cut(computer) => sim.partition(computer.as_str(), SERVICE),
        Event::Mute(computer) => sim.partition_oneway(computer.as_str(), SERVICE),
        Event::Deafen(computer) => sim.partition_oneway(SERVICE, computer.as_str()),
        Event::Hold(computer) => sim.hold(computer.as_str(), SERVICE),
        Event::Mend(computer) => mend(sim, computer),
        Event::Slow(computer, millis) => {
            let longest = Duration::from_millis(*millis);
            sim.set_link_max_message_latency(computer.as_str(), SERVICE, longest);
        }
        Event::Crash(computer) => sim.crash(computer.as_str()),
        Event::Stop => world.stop_service.notify_one(),
        Event::Start(computer) => sim.bounce(computer.as_str()),
    }
    let mut pages = world.history.pages();
    match event {
        Event::Cut(_) | Event::Mute(_) | Event::Deafen(_) | Event::Hold(_) => pages.tally.cuts += 1,
        Event::Crash(_) | Event::Stop => pages.tally.crashes += 1,
        Event::Mend(_) | Event::Slow(..) | Event::Start(_) => {}
    }
}

/// Held messages go on; a cut line is whole again.
fn mend(sim: &Sim<'_>, computer: &str) {
    sim.release(computer, SERVICE);
    sim.repair(computer, SERVICE);
}
