//! Windows and macOS.

#[cfg_attr(target_os = "macos", path = "elsewhere/macos.rs")]
#[cfg_attr(windows, path = "elsewhere/windows.rs")]
mod session;

use super::LockProgram;
use crate::sleep::{self, Sleep};
use std::sync::Arc;
use tauri::async_runtime;

/// Has `lock` called at each of these moments until the program ends. Before a sleep, the computer waits for its
/// result.
pub(super) async fn run(lock: LockProgram) {
    let before_sleep = Arc::clone(&lock);
    sleep::follow(move |sleep| {
        if sleep == Sleep::Begins {
            async_runtime::block_on(before_sleep());
        }
    });
    if let Err(error) = session::follow(move || drop(async_runtime::spawn(lock()))) {
        tracing::warn!(%error, "the system does not announce its lock");
    }
}
