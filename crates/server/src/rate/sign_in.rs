//! Slowing down whoever guesses passwords, without ever locking the account's owner out.
//!
//! Ten failures a minute are free. From then on every further failure doubles the wait before the next try,
//! up to a minute. After the wait the right password works, and clears the account.

use crate::Refusal;
use allia_protocol::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const FREE_FAILURES: u32 = 10;
const WINDOW_MILLIS: i64 = 60_000;
const FIRST_WAIT_MILLIS: i64 = 1_000;
const LONGEST_WAIT_MILLIS: i64 = 60_000;
/// After so long without a failure all is forgotten.
const MEMORY_MILLIS: i64 = 15 * 60_000;
/// Beyond so many remembered accounts the quiet ones are forgotten at once.
const TIDY_AT: usize = 10_000;

/// Remembers each account's failures, under its hashed name.
#[derive(Default)]
pub(crate) struct SignInBrake(Mutex<HashMap<[u8; 32], Failures>>);

#[derive(Clone, Copy)]
struct Failures {
    /// How many in the window that is running.
    count: u32,
    window_began: Timestamp,
    /// How often the wait has doubled.
    doublings: u32,
    last: Timestamp,
    wait_until: Timestamp,
}

impl SignInBrake {
    /// Whether a try may be made now.
    pub(crate) fn admit(&self, account: &[u8; 32], now: Timestamp) -> Result<(), Refusal> {
        let wait = self.lock().get(account).map_or(0, |failures| failures.wait_until.millis_since(now));
        match u64::try_from(wait) {
            Ok(wait) if wait > 0 => Err(Refusal::RateLimited { retry_after: Duration::from_millis(wait) }),
            _ => Ok(()),
        }
    }

    /// Counts a failed try.
    pub(crate) fn failed(&self, account: [u8; 32], now: Timestamp) {
        let mut accounts = self.lock();
        if accounts.len() >= TIDY_AT {
            accounts.retain(|_, failures| now.millis_since(failures.last) < MEMORY_MILLIS);
        }
        accounts.entry(account).or_insert_with(|| Failures::none(now)).add(now);
    }

    /// Clears an account whose owner has come.
    pub(crate) fn succeeded(&self, account: &[u8; 32]) {
        self.lock().remove(account);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Failures {
    const fn none(now: Timestamp) -> Self {
        Self { count: 0, window_began: now, doublings: 0, last: now, wait_until: now }
    }

    fn add(&mut self, now: Timestamp) {
        if now.millis_since(self.last) >= MEMORY_MILLIS {
            *self = Self::none(now);
        }
        self.last = now;
        if self.doublings == 0 && now.millis_since(self.window_began) >= WINDOW_MILLIS {
            (self.count, self.window_began) = (0, now);
        }
        self.count = self.count.saturating_add(1);
        if self.count >= FREE_FAILURES {
            let wait = FIRST_WAIT_MILLIS.saturating_mul(1 << self.doublings.min(16)).min(LONGEST_WAIT_MILLIS);
            self.doublings = self.doublings.saturating_add(1);
            self.wait_until = now.plus_millis(wait);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: [u8; 32] = [1; 32];

    fn wait(brake: &SignInBrake, now: Timestamp) -> Option<Duration> {
        match brake.admit(&ACCOUNT, now) {
            Err(Refusal::RateLimited { retry_after }) => Some(retry_after),
            _ => None,
        }
    }

    #[test]
    fn ten_failures_are_free_then_waits_double_up_to_a_minute() {
        let brake = SignInBrake::default();
        let mut now = Timestamp::from_millis(0);
        for _ in 0..FREE_FAILURES {
            assert_eq!(wait(&brake, now), None);
            brake.failed(ACCOUNT, now);
        }
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(wait(&brake, now), Some(Duration::from_secs(seconds)));
            now = now.plus_millis(i64::try_from(seconds).unwrap() * 1_000);
            assert_eq!(wait(&brake, now), None, "after the wait a try is admitted");
            brake.failed(ACCOUNT, now);
        }
    }

    #[test]
    fn success_clears_the_account() {
        let brake = SignInBrake::default();
        let now = Timestamp::from_millis(0);
        for _ in 0..12 {
            brake.failed(ACCOUNT, now);
        }
        assert!(wait(&brake, now).is_some());
        brake.succeeded(&ACCOUNT);
        assert_eq!(wait(&brake, now), None);
    }

    #[test]
    fn slow_failures_never_add_up() {
        let brake = SignInBrake::default();
        for minute in 0..100 {
            let now = Timestamp::from_millis(minute * 60_000);
            assert_eq!(wait(&brake, now), None);
            brake.failed(ACCOUNT, now);
        }
    }
}
