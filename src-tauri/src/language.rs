//! Which language the computer speaks.

#[cfg_attr(target_os = "linux", path = "language/linux.rs")]
#[cfg_attr(target_os = "macos", path = "language/macos.rs")]
#[cfg_attr(windows, path = "language/windows.rs")]
mod system;

use allia_client::words::Words;

/// As the system itself writes it, such as `es_MX.UTF-8`, or several with colons between, the best first; empty where
/// it does not say.
pub(crate) use system::of_system;

/// The words for it.
pub(crate) fn words_of_system() -> &'static Words {
    Words::of_system(&of_system())
}
