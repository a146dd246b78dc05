//! When the program locks by itself: a pure decision over the time since somebody last used it.

use allia_protocol::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::time::Instant;

/// Wrong passwords in a row after which a locked program ends the session.
pub const ATTEMPTS: u32 = 10;
/// The warning comes this long before the lock.
pub const WARNING: Duration = Duration::from_secs(60);
/// The fewest and the most minutes that a person may set.
pub const SHORTEST: u32 = 1;
/// See [`SHORTEST`].
pub const LONGEST: u32 = 30;
/// A clock that shows an earlier time than it did before was put back; this much is an ordinary correction.
const CORRECTION_MILLIS: i64 = 60_000;

/// A moment on both clocks. On some systems the monotonic one stands still while the computer sleeps; the wall clock
/// can be put back. The larger of the two times that passed is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// By the time of day.
    pub wall: Timestamp,
    /// By the clock that only goes forward.
    pub monotonic: Instant,
}

impl Moment {
    /// How long ago `earlier` was.
    pub fn since(&self, earlier: &Self) -> Duration {
        let wall = u64::try_from(self.wall.millis_since(earlier.wall)).unwrap_or(0);
        self.monotonic.saturating_duration_since(earlier.monotonic).max(Duration::from_millis(wall))
    }
}

/// What to do about somebody who may have left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Nothing: they are there.
    Active,
    /// Warn them: the program locks in this many seconds; 1 to 60.
    LockSoon(u32),
    /// Lock.
    Lock,
}

/// Decides by the last activity, the present, and the setting (minutes, taken as 1 to 30).
pub fn decide(last: &Moment, now: &Moment, lock_after_minutes: u32) -> Idle {
    let left = limit(lock_after_minutes).saturating_sub(now.since(last));
    if left.is_zero() {
        return Idle::Lock;
    }
    // A limit of one minute would begin with its warning.
    let warning = WARNING.min(limit(lock_after_minutes) / 2);
    if left > warning {
        return Idle::Active;
    }
    Idle::LockSoon(u32::try_from(left.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX))
}

/// Whether the program locks at its start: somebody used it last at `last`. A clock that shows an earlier time proves
/// nothing, so the program locks.
pub fn locks_at_start(last: Timestamp, now: Timestamp, lock_after_minutes: u32) -> bool {
    let passed = now.millis_since(last);
    let limit = i64::try_from(limit(lock_after_minutes).as_millis()).unwrap_or(i64::MAX);
    passed >= limit || passed < -CORRECTION_MILLIS
}

/// The minutes that a person set, within what they may set.
pub fn clamp_minutes(minutes: u32) -> u32 {
    minutes.clamp(SHORTEST, LONGEST)
}

fn limit(minutes: u32) -> Duration {
    Duration::from_secs(60) * clamp_minutes(minutes)
}

/// What the lock remembers from one start to the next, unencrypted: no name and no text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockState {
    /// The program was locked and nobody has unlocked it since.
    pub locked: bool,
    /// Wrong passwords since the last right one.
    pub failed_unlocks: u32,
    /// When somebody last used the program, to the minute.
    pub last_active_at: Option<Timestamp>,
    /// Whether the closed journal holds text that never went out; `None` when that is not known.
    pub unsent_text: Option<bool>,
}

impl LockState {
    /// Attempts left before the session ends; 1 to [`ATTEMPTS`].
    pub fn attempts_left(&self) -> u32 {
        ATTEMPTS.saturating_sub(self.failed_unlocks).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall_seconds: i64, monotonic: Instant) -> Moment {
        Moment { wall: Timestamp::from_millis(1_790_000_000_000 + wall_seconds * 1_000), monotonic }
    }

    fn after(wall_seconds: i64, monotonic_seconds: u64, minutes: u32) -> Idle {
        let start = Instant::now();
        decide(&at(0, start), &at(wall_seconds, start + Duration::from_secs(monotonic_seconds)), minutes)
    }

    #[test]
    fn locks_after_the_minutes_that_were_set_and_warns_one_minute_before() {
        assert_eq!(after(839, 839, 15), Idle::Active);
        assert_eq!(after(840, 840, 15), Idle::LockSoon(60));
        assert_eq!(after(899, 899, 15), Idle::LockSoon(1));
        assert_eq!(after(900, 900, 15), Idle::Lock);
    }

    #[test]
    fn a_sleep_counts_whichever_clock_shows_it() {
        assert_eq!(after(3_600, 5, 15), Idle::Lock, "the monotonic clock stood still");
        assert_eq!(after(5, 3_600, 15), Idle::Lock, "the wall clock was put back");
        assert_eq!(after(-86_400, 5, 15), Idle::Active, "no more than a clock put back");
    }

    #[test]
    fn the_setting_is_taken_as_one_to_thirty_minutes() {
        assert_eq!(after(59, 59, 0), Idle::LockSoon(1));
        assert_eq!(after(60, 60, 0), Idle::Lock);
        assert_eq!(after(10, 10, 1), Idle::Active);
        assert_eq!(after(30 * 60, 30 * 60, 500), Idle::Lock);
    }

    #[test]
    fn a_start_after_too_long_or_with_the_clock_put_back_is_locked() {
        let last = Timestamp::from_millis(1_790_000_000_000);
        let minute = 60_000;
        assert!(!locks_at_start(last, last.plus_millis(14 * minute), 15));
        assert!(locks_at_start(last, last.plus_millis(15 * minute), 15));
        assert!(!locks_at_start(last, last.plus_millis(-minute / 2), 15));
        assert!(locks_at_start(last, last.plus_millis(-2 * minute), 15));
    }

    #[test]
    fn there_is_always_an_attempt_left_to_show() {
        let state = LockState { failed_unlocks: 7, ..LockState::default() };
        assert_eq!((state.attempts_left(), LockState::default().attempts_left()), (3, 10));
    }
}
