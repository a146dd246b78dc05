//! A clock that a story can move.

use allia_client::clock::{Clock, SystemClock};
use allia_protocol::Timestamp;
use jiff::tz::TimeZone;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// The computer's clock, moved by as much as the story wants.
#[derive(Debug, Default)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    /// Lets this much time pass, as if the computer had slept.
    pub fn forward(&self, time: Duration) {
        self.0.fetch_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Puts the clock back.
    pub fn back(&self, time: Duration) {
        self.0.fetch_sub(i64::try_from(time.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }
}

/// It hangs in Greenwich, wherever the tests run.
impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_millis(self.0.load(Ordering::SeqCst))
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}
