//! The end of the window, and of the program: what was written is kept while the screens are still there, then the
//! files are closed.

use crate::engine::Engine;
use crate::events::EventPump;
use crate::notifications::DesktopNotifier;
use crate::tray::Tray;
use crate::window;
use allia_client::outside;
use allia_client::outside::ClosingCircumstances;
use allia_client::view::{ClientEvent, WhenClosed};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{AppHandle, Manager, WebviewWindow, WindowEvent};

/// The longest that the window stays after it was closed, or the program after its window: one second for the screens,
/// and time for a slow disk. What is not closed by then is as after a crash, which loses nothing.
const LIMIT: Duration = Duration::from_secs(5);

/// The longest that the program waits for the notification service when it ends.
const NOTIFICATION_LIMIT: Duration = Duration::from_secs(1);

/// How far closing has come.
#[derive(Default)]
pub(crate) struct Closing {
    /// The program ends.
    begun: AtomicBool,
    /// The question whether it should is on the screen.
    asked: AtomicBool,
}

/// Holds the window when it is closed, until it is known what that means: it goes and the program stays in the tray, or
/// everything is kept and then the program ends.
pub(crate) fn hold(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            let app = app.clone();
            tauri::async_runtime::spawn(async move { close(&app).await });
        }
    });
}

/// Does what closing the window means now.
pub(crate) async fn close(app: &AppHandle) {
    match decide(app).await {
        outside::Closing::KeepRunning => window::hide(app),
        outside::Closing::Ask => {
            app.state::<Closing>().asked.store(true, Ordering::SeqCst);
            app.state::<EventPump>().send(ClientEvent::CloseAsked);
        }
        outside::Closing::Quit => quit(app),
    }
}

/// The person answered the question, or put it away.
pub(crate) fn answered(app: &AppHandle) {
    app.state::<Closing>().asked.store(false, Ordering::SeqCst);
}

/// Ends the program, after all is kept.
pub(crate) fn quit(app: &AppHandle) {
    if app.state::<Closing>().begun.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if tokio::time::timeout(LIMIT, app.state::<Engine>().keep_and_close()).await.is_err() {
            tracing::warn!("the files were not closed in time");
        }
        settle_notifications(&app).await;
        app.exit(0);
    });
}

/// Closes what is still open when the program ends without its window having been closed.
pub(crate) fn finish(app: &AppHandle) {
    let engine = app.state::<Engine>();
    tauri::async_runtime::block_on(async {
        if tokio::time::timeout(LIMIT, engine.close()).await.is_err() {
            tracing::warn!("the files were not closed in time");
        }
        settle_notifications(app).await;
    });
}

/// A program that is not open yet, or cannot be opened, has nothing to go on with.
async fn decide(app: &AppHandle) -> outside::Closing {
    let Some(client) = app.state::<Engine>().opened() else { return outside::Closing::Quit };
    let when_closed = client.settings().await.map_or(WhenClosed::Ask, |settings| settings.when_closed);
    outside::on_close(&ClosingCircumstances {
        app_state: &client.app_state(),
        has_tray: app.state::<Tray>().is_there(),
        when_closed,
        is_asked: app.state::<Closing>().asked.load(Ordering::SeqCst),
    })
}

/// What is left standing after all is taken away at the next start.
async fn settle_notifications(app: &AppHandle) {
    let notifier = app.state::<Arc<DesktopNotifier>>();
    if tokio::time::timeout(NOTIFICATION_LIMIT, notifier.settle()).await.is_err() {
        tracing::info!("the notifications were not taken away in time");
    }
}
