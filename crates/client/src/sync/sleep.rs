//! Noticing that the computer slept: every connection is dead then, without knowing it.

use crate::clock::Clock;
use crate::signed_in::SignedIn;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

const TICK: Duration = Duration::from_secs(5);
/// How much longer than a tick is taken for a sleep, not for a busy computer.
const SLACK: Duration = Duration::from_secs(20);

/// Reconnects an account at work after each sleep. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    watch(&*signed_in.clock, || signed_in.reconnect()).await;
}

/// Looks at both clocks every few seconds. Has no end.
pub(crate) async fn watch(clock: &dyn Clock, woke: impl Fn()) {
    loop {
        let (monotonic, wall) = (Instant::now(), clock.now());
        tokio::time::sleep(TICK).await;
        let passed = u64::try_from(clock.now().millis_since(wall)).unwrap_or(0);
        if slept(monotonic.elapsed(), Duration::from_millis(passed)) {
            tracing::info!(milliseconds = passed, "the computer slept");
            woke();
        }
    }
}

/// On some systems the monotonic clock stands still during sleep, on others it goes on; the wall clock always does.
/// A wall clock that was put forward looks the same, and looking for changes then does no harm.
fn slept(monotonic: Duration, wall: Duration) -> bool {
    monotonic.max(wall) > TICK + SLACK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_shows_on_either_clock_and_a_busy_computer_is_not_asleep() {
        let seconds = Duration::from_secs;
        assert!(slept(seconds(5), seconds(3_600)), "the monotonic clock stood still");
        assert!(slept(seconds(3_600), seconds(3_600)), "both went on");
        assert!(!slept(seconds(12), seconds(12)), "busy");
        assert!(!slept(seconds(5), seconds(0)), "the wall clock was put back");
    }
}
