//! What the window draws with: thrown away and started anew when nothing of it may stay.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

use crate::window;
use tauri::AppHandle;

/// Loads the screens anew, so that nothing that was drawn or typed stays in memory or can be read by a screen
/// reader. The window stays as it is: shown or hidden, with the keyboard or without.
pub(crate) fn renew(app: &AppHandle) {
    let Some(window) = window::main(app) else { return };
    if let Err(error) = system::renew(&window) {
        tracing::error!(%error, "the screens could not be loaded anew");
    }
}
