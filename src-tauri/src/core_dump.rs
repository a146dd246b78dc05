//! What is in memory stays there when the program crashes.

/// Asks the system to write no core file: names, texts and keys would be in it.
#[cfg(unix)]
pub(crate) fn forbid() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    if let Err(error) = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }) {
        tracing::warn!(%error, "core files could not be turned off");
    }
}

/// Windows writes no core file unless somebody set that up for this program.
#[cfg(not(unix))]
pub(crate) fn forbid() {}
