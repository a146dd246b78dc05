//! The policies that IT keeps on this computer. This only reads them; what follows from them is the engine's.

#[cfg(unix)]
mod administrators_file;
#[cfg_attr(target_os = "linux", path = "policy/linux.rs")]
#[cfg_attr(target_os = "macos", path = "policy/macos.rs")]
#[cfg_attr(windows, path = "policy/windows.rs")]
mod system;

use crate::engine::Engine;
use allia_client::policy::PolicyStack;
use std::path::PathBuf;
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// How long a change waits at most before it holds, where nobody opens the settings meanwhile.
const READ_EVERY: Duration = Duration::from_secs(60);

/// Where the policies stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct PolicyPlace {
    /// In place of the system's; only a build for tests takes one.
    pub(crate) folder: Option<PathBuf>,
}

impl PolicyPlace {
    /// Everything that stands there now. Blocks for a moment.
    pub(crate) fn read(&self) -> PolicyStack {
        system::read(self.folder.as_deref())
    }

    /// The same, for a caller that must not block. Nothing is read while the program ends.
    pub(crate) async fn read_aside(&self) -> Option<PolicyStack> {
        let place = self.clone();
        tauri::async_runtime::spawn_blocking(move || place.read()).await.ok()
    }
}

/// Tells the engine what changed, as long as the program runs.
pub(crate) fn follow(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(READ_EVERY).await;
            let place = app.state::<PolicyPlace>().inner().clone();
            if let (Some(stack), Ok(client)) =
                (place.read_aside().await, app.state::<Engine>().client().await)
            {
                client.set_policy(&stack);
            }
        }
    });
}
