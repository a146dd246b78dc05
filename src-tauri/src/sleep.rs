//! The computer's sleep, as Windows and macOS announce it: the program locks before it, and looks for the service
//! after it.

#[cfg_attr(target_os = "macos", path = "sleep/macos.rs")]
#[cfg_attr(windows, path = "sleep/windows.rs")]
mod system;

/// What the system says of a sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sleep {
    /// It begins when everybody who was told has returned, or after some seconds.
    Begins,
    /// The computer is awake again.
    Ended,
}

/// Tells of each sleep until the program ends, on a thread on which the listener may wait.
pub(crate) fn follow(listener: impl Fn(Sleep) + Send + Sync + 'static) {
    if let Err(error) = system::follow(Box::new(listener)) {
        tracing::warn!(%error, "the system does not announce its sleep");
    }
}

/// Who is told.
type Listener = Box<dyn Fn(Sleep) + Send + Sync>;
