//! Both programs as real processes over real files, killed (`SIGKILL`) at random moments of a storm of sends, drafts,
//! incoming messages and removals.
//!
//! Short: 60 kills. Long: `ALLIA_KILLS=2000`. A failure prints its seed; `ALLIA_SEED` draws it again (the moments of the
//! kills are the operating system's all the same).

mod desk;
mod model;
mod service;
mod tally;
mod world;

use allia_tests::seed;
use tally::Tally;
use world::World;

/// Kills in one practice; then a new one, so that files and histories stay of a size that can be checked each time.
const KILLS_EACH: u64 = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_killed_nothing_acknowledged_is_lost_or_doubled() {
    let kills = seed::number("ALLIA_KILLS").unwrap_or(KILLS_EACH);
    let seed = seed::of_this_run();
    let mut tally = Tally::default();
    let mut done = 0;
    while done < kills {
        let round = (kills - done).min(KILLS_EACH);
        println!("practice with ALLIA_SEED={}, {round} kills", seed.wrapping_add(done));
        let mut world = World::open(seed.wrapping_add(done)).await;
        for _ in 0..round {
            world.storm_and_kill(&mut tally).await;
        }
        world.settle_and_compare(&mut tally).await;
        done += round;
        println!("{tally}");
    }
}
