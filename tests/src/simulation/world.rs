//! What everybody in a simulation shares.

use super::cast::Cast;
use super::clock::SimulatedClock;
use super::history::History;
use allia_protocol::Secret;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The host that the service runs on, and the port.
pub(super) const SERVICE: &str = "service";
/// The port of the service.
pub(super) const PORT: u16 = 443;

/// One simulation's common ground. It outlives every crash.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) folder: PathBuf,
    pub(super) cast: Cast,
    pub(super) clock: SimulatedClock,
    pub(super) history: History,
    /// Tells the service to stop in good order.
    pub(super) stop_service: Notify,
    /// New codes of invitations, by patient, on their way by letter.
    pub(super) letters: Mutex<HashMap<usize, Secret>>,
    /// Patients and administrators who have something under way.
    pub(super) busy: AtomicUsize,
    calm: AtomicBool,
}

impl World {
    pub(super) fn new(seed: u64, folder: PathBuf, cast: Cast) -> Self {
        let letters = cast.codes.iter().cloned().enumerate().collect();
        Self {
            seed,
            folder,
            history: History::new(&cast),
            cast,
            clock: SimulatedClock::default(),
            stop_service: Notify::new(),
            letters: Mutex::new(letters),
            busy: AtomicUsize::new(0),
            calm: AtomicBool::new(false),
        }
    }

    /// Nobody begins anything new from now on, and requests go straight through.
    pub(super) fn calm_down(&self) {
        self.calm.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_calm(&self) -> bool {
        self.calm.load(Ordering::Relaxed)
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What one of several sources of chance in a simulation begins with.
pub(super) fn stream_of(seed: u64, name: &str) -> u64 {
    // FNV-1a: the same on every computer and in every version, which the standard library does not promise of its own.
    name.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
