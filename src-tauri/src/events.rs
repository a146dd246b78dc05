//! The way of the engine's events to the window.

use crate::screens;
use allia_client::view::{AppState, ClientEvent};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::AppHandle;
use tauri::ipc::Channel;

/// Hands events to the window's channel. Before the window listens there is nobody to tell: it reads
/// everything when it starts.
#[derive(Clone)]
pub(crate) struct EventPump {
    app: AppHandle,
    line: Arc<Mutex<Line>>,
}

/// What the screens listen to, and whether they can have drawn anything that must not stay.
struct Line {
    channel: Option<Channel<ClientEvent>>,
    drew: bool,
}

impl EventPump {
    /// Nobody listens yet. What was drawn before is not known.
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, line: Arc::new(Mutex::new(Line { channel: None, drew: true })) }
    }

    /// From now on events go to this channel.
    pub(crate) fn attach(&self, channel: Channel<ClientEvent>) {
        self.line().channel = Some(channel);
    }

    /// Sends an event to the window, if it listens. When nothing of a person's may be shown any longer, the screens
    /// are loaded anew instead, and read where the program stands as they do at the start.
    pub(crate) fn send(&self, event: ClientEvent) {
        if self.line().must_forget(&event) {
            screens::renew(&self.app);
            return;
        }
        let channel = self.line().channel.clone();
        if let Some(Err(error)) = channel.map(|channel| channel.send(event)) {
            tracing::warn!(%error, "the window did not take an event");
        }
    }

    fn line(&self) -> std::sync::MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    /// Whether this event is the end of what the screens have drawn. If so, nobody listens any more.
    fn must_forget(&mut self, event: &ClientEvent) -> bool {
        let ClientEvent::AppState { app_state } = event else { return false };
        let ends = match app_state {
            AppState::SignedIn { .. } => {
                self.drew = true;
                false
            }
            AppState::Locked { .. } | AppState::SignedOut { .. } | AppState::KeyUnavailable { .. } => {
                std::mem::take(&mut self.drew)
            }
            AppState::Starting => false,
        };
        if ends {
            self.channel = None;
        }
        ends
    }
}
