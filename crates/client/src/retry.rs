//! When to try again: a decision that errors carry as data, and the waiting in between.

use rand::RngExt;
use std::time::Duration;

/// Whether, and when, what failed may be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Never by itself: the same request would be refused again.
    Never,
    /// Not before this much time has passed: the service said so.
    After(Duration),
    /// Later, waiting longer each time.
    Backoff,
}

/// The longest that a service's `Retry-After` is obeyed to the letter; a service that asks for a day is asked
/// again after this.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(10 * 60);

/// Waiting times that double from `first` to `cap`, each drawn evenly from zero to the current bound ("full
/// jitter"), so that a thousand programs that lost the same service do not come back in step.
#[derive(Clone, Debug)]
pub struct Backoff {
    first: Duration,
    cap: Duration,
    attempts: u32,
}

impl Backoff {
    /// Waits that begin with up to `first` and grow up to `cap`.
    pub const fn new(first: Duration, cap: Duration) -> Self {
        Self { first, cap, attempts: 0 }
    }

    /// The usual one for the network: half a second, doubling up to 30 seconds.
    pub const fn network() -> Self {
        Self::new(Duration::from_millis(500), Duration::from_secs(30))
    }

    /// Forgets past failures.
    pub const fn reset(&mut self) {
        self.attempts = 0;
    }

    /// The largest that the next wait can be.
    pub fn bound(&self) -> Duration {
        self.first.saturating_mul(1_u32.checked_shl(self.attempts).unwrap_or(u32::MAX)).min(self.cap)
    }

    /// How long to wait now, given what the failure says; `None` when it must not be tried again.
    pub fn next_wait(&mut self, retry: Retry) -> Option<Duration> {
        let jittered = self.bound().mul_f64(rand::rng().random::<f64>());
        self.attempts = self.attempts.saturating_add(1).min(31);
        match retry {
            Retry::Never => None,
            // The jitter spreads those who were all told the same second.
            Retry::After(asked) => {
                Some(asked.min(LONGEST_RETRY_AFTER).saturating_add(jittered.min(self.first)))
            }
            Retry::Backoff => Some(jittered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIRST: Duration = Duration::from_millis(500);
    const CAP: Duration = Duration::from_secs(30);

    #[test]
    fn bounds_double_up_to_the_cap_and_begin_anew_after_a_success() {
        let mut backoff = Backoff::network();
        let mut bounds = Vec::new();
        for _ in 0..8 {
            bounds.push(backoff.bound().as_millis());
            backoff.next_wait(Retry::Backoff);
        }
        assert_eq!(bounds, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
        backoff.reset();
        assert_eq!(backoff.bound(), FIRST);
    }

    #[test]
    fn a_refusal_for_good_gives_no_wait() {
        assert_eq!(Backoff::network().next_wait(Retry::Never), None);
    }

    proptest! {
        #[test]
        fn waits_stay_below_the_bound_however_often_it_fails(failures in 0_u32..100) {
            let mut backoff = Backoff::new(FIRST, CAP);
            for _ in 0..failures {
                let bound = backoff.bound();
                let wait = backoff.next_wait(Retry::Backoff);
                prop_assert!(wait.is_some_and(|wait| wait <= bound && wait <= CAP));
            }
        }

        #[test]
        fn the_service_is_never_asked_before_the_time_it_named(seconds in 0_u64..600, failures in 0_u32..40) {
            let mut backoff = Backoff::new(FIRST, CAP);
            for _ in 0..failures {
                backoff.next_wait(Retry::Backoff);
            }
            let asked = Duration::from_secs(seconds);
            let wait = backoff.next_wait(Retry::After(asked)).unwrap_or_default();
            prop_assert!(wait >= asked && wait <= asked + FIRST);
        }
    }

    #[test]
    fn a_service_that_asks_for_a_day_is_asked_again_after_ten_minutes() {
        let wait = Backoff::network().next_wait(Retry::After(Duration::from_secs(86_400)));
        assert!(wait.is_some_and(|wait| wait <= LONGEST_RETRY_AFTER + FIRST));
    }
}
