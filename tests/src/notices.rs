//! A notifier that keeps what it was told, for stories about notifications.

use allia_client::notification::{Notification, Notifier};
use allia_protocol::id::ConversationId;
use std::sync::{Mutex, PoisonError};

/// What was shown and is still on the screen, oldest first.
#[derive(Default)]
pub struct Notices(Mutex<Vec<Notification>>);

impl Notices {
    /// The notifications on the screen.
    pub fn shown(&self) -> Vec<Notification> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Notification>)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Notifier for Notices {
    fn show(&self, notification: &Notification) {
        self.change(|shown| {
            shown.retain(|other| other.conversation_id != notification.conversation_id);
            shown.push(notification.clone());
        });
    }

    fn withdraw(&self, conversation_id: Option<ConversationId>) {
        self.change(|shown| shown.retain(|other| other.conversation_id != conversation_id));
    }
}
