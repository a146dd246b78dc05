//! The time of day in the simulation: the same for everybody, moved on with the network.

use allia_protocol::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// When every simulation begins, in milliseconds since 1970.
const EPOCH_MILLIS: i64 = 1_790_000_000_000;

/// A clock that stands still until it is moved on.
#[derive(Clone, Default)]
pub(super) struct SimulatedClock(Arc<AtomicI64>);

impl SimulatedClock {
    /// Puts the clock to this long after the beginning.
    pub(super) fn set(&self, elapsed: Duration) {
        self.0.store(i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    fn time(&self) -> Timestamp {
        Timestamp::from_millis(EPOCH_MILLIS + self.0.load(Ordering::Relaxed))
    }
}

impl allia_client::clock::Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        self.time()
    }

    fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }
}

impl allia_server::Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        self.time()
    }
}
