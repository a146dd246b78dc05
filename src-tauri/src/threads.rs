//! The threads on which the engine and the commands run.

use crate::wipe::wipe_stack;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How long a thread for blocking calls outlives its last one. The system gives its stack back when it ends.
const KEPT_IDLE: Duration = Duration::from_secs(1);

/// Starts them and has Tauri use them. They run as long as the answer is held.
///
/// # Errors
/// When the system gives no threads.
pub(crate) fn start() -> std::io::Result<Runtime> {
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .thread_keep_alive(KEPT_IDLE)
        .on_thread_park(wipe_stack)
        .on_thread_stop(wipe_stack)
        .build()?;
    tauri::async_runtime::set(runtime.handle().clone());
    Ok(runtime)
}
