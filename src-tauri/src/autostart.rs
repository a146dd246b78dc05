//! Starting when the person signs in to the computer, in the tray.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::plugin;

use crate::arguments::Arguments;
use tauri::{AppHandle, Manager};

/// What the computer starts the program with, behind its path.
const HIDDEN: &str = "--hidden";

/// Whether the computer starts this program: not one with a folder of its own, which stands beside the installed one.
pub(crate) struct Autostart {
    concerned: bool,
}

impl Autostart {
    /// For a program that was started like this.
    pub(crate) fn new(arguments: &Arguments) -> Self {
        Self { concerned: arguments.profile.is_none() }
    }

    /// Has the computer start the program, or no longer. Writes nothing where that is so already.
    fn set(&self, app: &AppHandle, wanted: bool) {
        if !self.concerned {
            return;
        }
        if let Err(error) = system::set(app, wanted) {
            tracing::warn!(%error, "the start with the computer could not be set");
        }
    }
}

/// Has the computer start the program, or no longer, where that is its business.
pub(crate) fn set(app: &AppHandle, wanted: bool) {
    app.state::<Autostart>().set(app, wanted);
}
