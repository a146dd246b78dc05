//! macOS shows a number in the dock, Windows a mark over the icon in the taskbar.

use crate::window;
use tauri::{AppHandle, WebviewWindow};
use tokio::sync::watch;

/// Shows each number until the program ends.
pub(super) async fn run(app: AppHandle, mut shown: watch::Receiver<u32>) {
    while shown.changed().await.is_ok() {
        let unread = *shown.borrow_and_update();
        let Some(window) = window::main(&app) else { return };
        if let Err(error) = mark(&window, unread) {
            tracing::warn!(%error, "the icon could not be marked");
        }
    }
}

#[cfg(target_os = "windows")]
fn mark(window: &WebviewWindow, unread: u32) -> tauri::Result<()> {
    const MARK: tauri::image::Image<'_> = tauri::include_image!("../icons/unread.png");
    window.set_overlay_icon((unread > 0).then_some(MARK))
}

#[cfg(not(target_os = "windows"))]
fn mark(window: &WebviewWindow, unread: u32) -> tauri::Result<()> {
    window.set_badge_count((unread > 0).then_some(i64::from(unread)))
}
