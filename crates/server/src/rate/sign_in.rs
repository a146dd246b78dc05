//! Slowing down whoever guesses passwords, without ever locking the account's owner out.
//!
//! Ten failures a minute are free. From then on every further failure doubles the wait before the next try,
//! up to a minute. After the wait the right password works, and clears the account. A try that is under way counts like a failure until it is
//! known how it ended: making them all at once is no way around.

use crate::Refusal;
use allia_protocol::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const FREE_FAILURES: u32 = 10;
const WINDOW_MILLIS: i64 = 60_000;
const FIRST_WAIT_MILLIS: i64 = 1_000;
const LONGEST_WAIT_MILLIS: i64 = 60_000;
/// What a caller is told to wait while as many tries as may be are under way.
const WHILE_OTHERS_TRY: Duration = Duration::from_secs(1);
/// After so long without a failure all is forgotten.
const MEMORY_MILLIS: i64 = 15 * 60_000;
/// Beyond so many remembered accounts the quiet ones are forgotten at once.
const TIDY_AT: usize = 10_000;

/// Remembers each account's failures and the tries under way, under its hashed name.
#[derive(Default)]
pub(crate) struct SignInBrake(Mutex<HashMap<[u8; 32], Account>>);

/// What is remembered of one account.
#[derive(Clone, Copy)]
struct Account {
    /// Tries whose outcome is not known yet. Each may fail, so each counts like a failure.
    trying: u32,
    failures: Failures,
}

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

/// A try under way. However it ends, also when its caller hangs up, dropping it makes room for the next.
pub(crate) struct Try<'b> {
    brake: &'b SignInBrake,
    account: [u8; 32],
}

impl SignInBrake {
    /// Begins a try, if one may be made now.
    pub(crate) fn admit(&self, account: [u8; 32], now: Timestamp) -> Result<Try<'_>, Refusal> {
        let mut accounts = self.lock();
        if accounts.len() >= TIDY_AT {
            accounts.retain(|_, known| known.trying > 0 || !known.failures.are_forgotten(now));
        }
        let known = accounts.entry(account).or_insert(Account { trying: 0, failures: Failures::none(now) });
        known.failures.forget(now);
        match known.wait(now) {
            Some(retry_after) => Err(Refusal::RateLimited { retry_after }),
            None => {
                known.trying = known.trying.saturating_add(1);
                Ok(Try { brake: self, account })
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Account>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Try<'_> {
    /// Counts this try as a failure.
    pub(crate) fn fail(self, now: Timestamp) {
        if let Some(known) = self.brake.lock().get_mut(&self.account) {
            known.failures.add(now);
        }
    }

    /// Clears the account, whose owner has come.
    pub(crate) fn succeed(self, now: Timestamp) {
        if let Some(known) = self.brake.lock().get_mut(&self.account) {
            known.failures = Failures::none(now);
        }
    }
}

impl Drop for Try<'_> {
    fn drop(&mut self) {
        let mut accounts = self.brake.lock();
        let Some(known) = accounts.get_mut(&self.account) else { return };
        known.trying = known.trying.saturating_sub(1);
        if known.trying == 0 && known.failures.count == 0 {
            accounts.remove(&self.account);
        }
    }
}

impl Account {
    /// How long to wait before the next try; nothing when it may be made now. From the first wait on there is
    /// one try at a time, and before it no more than are free, so that trying all at once gains nothing.
    fn wait(&self, now: Timestamp) -> Option<Duration> {
        let left = u64::try_from(self.failures.wait_until.millis_since(now)).unwrap_or(0);
        if left > 0 {
            return Some(Duration::from_millis(left));
        }
        let at_once = FREE_FAILURES.saturating_sub(self.failures.count).max(1);
        (self.trying >= at_once).then_some(WHILE_OTHERS_TRY)
    }
}

impl Failures {
    const fn none(now: Timestamp) -> Self {
        Self { count: 0, window_began: now, doublings: 0, last: now, wait_until: now }
    }

    fn are_forgotten(&self, now: Timestamp) -> bool {
        now.millis_since(self.last) >= MEMORY_MILLIS
    }

    fn forget(&mut self, now: Timestamp) {
        if self.are_forgotten(now) {
            *self = Self::none(now);
        }
        if self.doublings == 0 && now.millis_since(self.window_began) >= WINDOW_MILLIS {
            (self.count, self.window_began) = (0, now);
        }
    }

    fn add(&mut self, now: Timestamp) {
        self.forget(now);
        self.last = now;
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
        match brake.admit(ACCOUNT, now) {
            Err(Refusal::RateLimited { retry_after }) => Some(retry_after),
            _ => None,
        }
    }

    fn fail(brake: &SignInBrake, now: Timestamp) {
        brake.admit(ACCOUNT, now).ok().unwrap().fail(now);
    }

    #[test]
    fn ten_failures_are_free_then_waits_double_up_to_a_minute() {
        let brake = SignInBrake::default();
        let mut now = Timestamp::from_millis(0);
        for _ in 0..FREE_FAILURES {
            assert_eq!(wait(&brake, now), None);
            fail(&brake, now);
        }
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(wait(&brake, now), Some(Duration::from_secs(seconds)));
            now = now.plus_millis(i64::try_from(seconds).unwrap() * 1_000);
            assert_eq!(wait(&brake, now), None, "after the wait a try is admitted");
            fail(&brake, now);
        }
    }

    #[test]
    fn success_clears_the_account() {
        let brake = SignInBrake::default();
        let now = Timestamp::from_millis(0);
        for _ in 0..9 {
            fail(&brake, now);
        }
        brake.admit(ACCOUNT, now).ok().unwrap().succeed(now);
        assert!(brake.lock().is_empty());
        fail(&brake, now);
        assert_eq!(wait(&brake, now), None);
    }

    #[test]
    fn slow_failures_never_add_up() {
        let brake = SignInBrake::default();
        for minute in 0..100 {
            let now = Timestamp::from_millis(minute * 60_000);
            assert_eq!(wait(&brake, now), None);
            fail(&brake, now);
        }
    }

    #[test]
    fn tries_under_way_count_like_failures_until_they_end() {
        let brake = SignInBrake::default();
        let now = Timestamp::from_millis(0);
        for _ in 0..4 {
            fail(&brake, now);
        }
        let mut tries: Vec<_> = std::iter::from_fn(|| brake.admit(ACCOUNT, now).ok()).collect();
        assert_eq!(tries.len(), 6);
        assert!(brake.admit([2; 32], now).is_ok(), "another account is another matter");
        tries.pop();
        assert_eq!(wait(&brake, now), None, "one was given up, so there is room for one");
        tries.into_iter().for_each(|attempt| attempt.fail(now));
        fail(&brake, now);
        assert_eq!(wait(&brake, now), Some(Duration::from_secs(1)));
    }

    #[test]
    fn after_a_wait_there_is_one_try_at_a_time() {
        let brake = SignInBrake::default();
        let mut now = Timestamp::from_millis(0);
        for _ in 0..FREE_FAILURES {
            fail(&brake, now);
        }
        now = now.plus_millis(1_000);
        let first = brake.admit(ACCOUNT, now).ok().unwrap();
        assert_eq!(wait(&brake, now), Some(WHILE_OTHERS_TRY));
        first.fail(now);
        assert_eq!(wait(&brake, now), Some(Duration::from_secs(2)));
    }

    #[test]
    fn a_try_that_is_given_up_leaves_nothing_behind() {
        let brake = SignInBrake::default();
        drop(brake.admit(ACCOUNT, Timestamp::from_millis(0)));
        assert!(brake.lock().is_empty());
    }
}
