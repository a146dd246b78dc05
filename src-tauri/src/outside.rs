//! Keeps tray, badge and the start with the computer as the program stands.

use crate::autostart;
use crate::badge::Badge;
use crate::engine::Engine;
use crate::language;
use crate::tray::Tray;
use allia_client::Client;
use allia_client::view::ClientEvent;
use allia_client::words::Words;
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// The least time between two looks: a first sign-in tells of hundreds of changes a second.
const PAUSE: Duration = Duration::from_millis(200);

/// Follows the engine, once it is open, as long as the program runs.
pub(crate) fn follow(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let Ok(client) = app.state::<Engine>().client().await else { return };
        let mut events = client.subscribe();
        let mut autostart = None;
        loop {
            show(&app, &client, &mut autostart).await;
            tokio::time::sleep(PAUSE).await;
            loop {
                match events.next().await {
                    Some(event) if concerns(&event) => break,
                    Some(_) => {}
                    None => return,
                }
            }
        }
    });
}

async fn show(app: &AppHandle, client: &Client, autostart: &mut Option<bool>) {
    let settings = match client.settings().await {
        Ok(settings) => settings,
        // It is being locked or closed; the next event comes after that.
        Err(error) => return tracing::debug!(%error, "the settings cannot be read now"),
    };
    let outside = client.outside().await;
    app.state::<Tray>().show(outside, Words::of(settings.language, &language::of_system()));
    app.state::<Badge>().show(outside.unread);
    if autostart.replace(settings.start_with_computer) != Some(settings.start_with_computer) {
        autostart::set(app, settings.start_with_computer);
    }
}

fn concerns(event: &ClientEvent) -> bool {
    matches!(
        event,
        ClientEvent::AppState { .. }
            | ClientEvent::ConversationsChanged { .. }
            | ClientEvent::ConversationRemoved { .. }
            | ClientEvent::QuietChanged { .. }
            | ClientEvent::SettingsChanged
            | ClientEvent::EventsLagged
    )
}
