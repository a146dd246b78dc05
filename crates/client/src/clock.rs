//! The time of day, as an argument.

use allia_protocol::Timestamp;

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// The current moment, to the millisecond.
    fn now(&self) -> Timestamp;
}

/// The computer's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock through which time comes in")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}
