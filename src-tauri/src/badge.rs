//! How many messages wait unread, on the program's icon in dock, taskbar or launcher.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

use tauri::AppHandle;
use tokio::sync::watch;

/// The number on the icon.
pub(crate) struct Badge(watch::Sender<u32>);

impl Badge {
    /// Starts with none.
    pub(crate) fn start(app: &AppHandle) -> Self {
        let (count, shown) = watch::channel(0);
        tauri::async_runtime::spawn(system::run(app.clone(), shown));
        Self(count)
    }

    /// Shows this many; zero takes the number away.
    pub(crate) fn show(&self, unread: u32) {
        self.0.send_if_modified(|shown| std::mem::replace(shown, unread) != unread);
    }
}
