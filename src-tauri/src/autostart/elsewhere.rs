//! Windows: an entry under the registry's `Run`; macOS: a launch agent.

use super::HIDDEN;
use std::io;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_autostart::{AutoLaunchManager, MacosLauncher};

/// What writes them.
pub(crate) fn plugin() -> tauri::plugin::TauriPlugin<Wry> {
    tauri_plugin_autostart::init(MacosLauncher::LaunchAgent, Some(vec![HIDDEN]))
}

pub(super) fn set(app: &AppHandle, wanted: bool) -> io::Result<()> {
    let entry = app.state::<AutoLaunchManager>();
    if entry.is_enabled().map_err(io::Error::other)? == wanted {
        return Ok(());
    }
    let set = if wanted { entry.enable() } else { entry.disable() };
    set.map_err(io::Error::other)
}
