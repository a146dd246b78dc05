//! Runs of the simulated practice, and what was found.
//!
//! `ALLIA_SEEDS=20000` runs that many, `ALLIA_SEED=n` just that one; both together run so many from that one on.
//! `RUST_LOG=allia_client=debug` beside a single one tells what happened, with the simulated computer in each line.

use allia_tests::simulation::{self, Kind, Outcome, Tally};
use std::io::stderr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tracing_subscriber::EnvFilter;

/// How many are run without being asked for more: what two busy cores do in four minutes without optimization, at about a
/// second of computing each.
const SHORT: u64 = 300;

#[test]
fn nothing_is_lost_doubled_invented_reordered_or_shown_to_those_who_left() {
    let (first, count) = match (number("ALLIA_SEED"), number("ALLIA_SEEDS")) {
        (Some(first), count) => (first, count.unwrap_or(1)),
        (None, count) => (1, count.unwrap_or(SHORT)),
    };
    tracing_subscriber::fmt().with_env_filter(EnvFilter::from_default_env()).with_writer(stderr).init();
    let begun = Instant::now();
    let outcomes = run_all(first, count);
    print_table(&outcomes, begun.elapsed());
    let failed: Vec<_> = outcomes.iter().filter(|outcome| !outcome.findings.is_empty()).collect();
    assert!(failed.is_empty(), "{} of {count} runs failed; ALLIA_SEED=n repeats one", failed.len());
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is not a number: {text}")))
}

fn run_all(first: u64, count: u64) -> Vec<Outcome> {
    let next = AtomicU64::new(first);
    let outcomes = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count {
                        return;
                    }
                    let outcome = simulation::run(seed);
                    for finding in &outcome.findings {
                        println!("ALLIA_SEED={seed} {finding}");
                    }
                    outcomes.lock().expect("no run panics").push(outcome);
                }
            });
        }
    });
    outcomes.into_inner().expect("no run panics")
}

fn print_table(outcomes: &[Outcome], took: Duration) {
    let mut tally = Tally::default();
    outcomes.iter().for_each(|outcome| tally.add(&outcome.tally));
    println!(
        "| runs | messages | requests | answers lost | doubled | lines cut | crashes | removals | seconds |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    println!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {:.0} |\n",
        outcomes.len(),
        tally.messages,
        tally.requests,
        tally.lost_answers,
        tally.doubled,
        tally.cuts,
        tally.crashes,
        tally.removals,
        took.as_secs_f64()
    );
    println!("| found | findings | runs with one |\n|---|---|---|");
    for kind in Kind::ALL {
        let of_kind =
            |outcome: &Outcome| outcome.findings.iter().filter(|finding| finding.kind == kind).count();
        let findings: usize = outcomes.iter().map(of_kind).sum();
        let runs = outcomes.iter().filter(|outcome| of_kind(outcome) > 0).count();
        println!("| {} | {findings} | {runs} |", kind.word());
    }
}
