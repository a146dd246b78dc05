//! The moments at which the operating system says that the network is another one, or that the computer woke. Beside
//! them, the engine looks every few seconds by itself.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

use crate::engine::Engine;
use std::sync::Arc;
use tauri::{AppHandle, Manager};

/// What the system said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// An address or a way came or went.
    Network,
    /// The computer slept until now.
    Woke,
}

/// Takes what the system said.
type Tell = Arc<dyn Fn(News) + Send + Sync>;

/// Tells the engine at each of these moments, as long as the program runs.
pub(crate) fn follow(app: AppHandle) {
    let tell: Tell = Arc::new(move |news| {
        if let Some(client) = app.state::<Engine>().opened() {
            match news {
                News::Network => client.network_may_have_changed(),
                News::Woke => client.computer_woke(),
            }
        }
    });
    tauri::async_runtime::spawn(system::run(tell));
}
