//! The time of day, as an argument.

use allia_protocol::Timestamp;
use jiff::tz::TimeZone;

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// The current moment, to the millisecond.
    fn now(&self) -> Timestamp;

    /// Where the clock hangs: what makes a time of the day of a moment.
    fn time_zone(&self) -> TimeZone;
}

/// The computer's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock through which time comes in")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::system()
    }
}
