//! The way of the engine's events to the window.

use allia_client::view::ClientEvent;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::ipc::Channel;

/// Hands events to the window's channel. Before the window listens there is nobody to tell: it reads
/// everything when it starts.
#[derive(Clone, Default)]
pub(crate) struct EventPump(Arc<Mutex<Option<Channel<ClientEvent>>>>);

impl EventPump {
    /// From now on events go to this channel.
    pub(crate) fn attach(&self, channel: Channel<ClientEvent>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Sends an event to the window, if it listens.
    pub(crate) fn send(&self, event: ClientEvent) {
        let channel = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(Err(error)) = channel.map(|channel| channel.send(event)) {
            tracing::warn!(%error, "the window did not take an event");
        }
    }
}
