//! The end of the program: what was written is kept while the screens are still there, then the files are closed.

use crate::engine::Engine;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{AppHandle, Manager, WebviewWindow, WindowEvent};

/// The longest that the window stays after it was closed, or the program after its window: one second for the screens,
/// and time for a slow disk. What is not closed by then is as after a crash, which loses nothing.
const LIMIT: Duration = Duration::from_secs(5);

/// Whether the window was closed already.
#[derive(Default)]
pub(crate) struct Closing(AtomicBool);

/// Holds the window when it is closed, until everything is kept; then the program ends.
pub(crate) fn hold(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            begin(&app);
        }
    });
}

/// Closes what is still open when the program ends without its window having been closed.
pub(crate) fn finish(app: &AppHandle) {
    let engine = app.state::<Engine>();
    tauri::async_runtime::block_on(async {
        if tokio::time::timeout(LIMIT, engine.close()).await.is_err() {
            tracing::warn!("the files were not closed in time");
        }
    });
}

/// Has everything kept, and ends the program.
pub(crate) fn begin(app: &AppHandle) {
    if app.state::<Closing>().0.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if tokio::time::timeout(LIMIT, app.state::<Engine>().keep_and_close()).await.is_err() {
            tracing::warn!("the files were not closed in time");
        }
        app.exit(0);
    });
}
