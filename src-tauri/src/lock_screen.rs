//! The moments at which the operating system says that nobody sits here any more: it locks its screen, goes to sleep,
//! or gives the screen to another user. The program locks with it.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

use crate::engine::Engine;
use std::pin::Pin;
use std::sync::Arc;
use tauri::{AppHandle, Manager};

/// Locks the program; done when it is locked.
type LockProgram = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Locks the program at each of these moments, as long as it runs.
pub(crate) fn follow(app: AppHandle) {
    let lock: LockProgram = Arc::new(move || {
        let app = app.clone();
        Box::pin(async move { app.state::<Engine>().lock().await })
    });
    tauri::async_runtime::spawn(system::run(lock));
}
