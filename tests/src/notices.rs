//! A notifier that keeps what it was told, for stories about notifications.

use allia_client::notification::{Notification, Notifier};
use allia_client::view::{NotificationTest, NotificationVerdict};
use allia_protocol::Sensitive;
use allia_protocol::id::ConversationId;
use futures_util::future::BoxFuture;
use std::sync::{Mutex, PoisonError};

/// What was shown and is still on the screen, oldest first.
#[derive(Default)]
pub struct Notices(Mutex<Vec<Notification>>);

impl Notices {
    /// The notifications on the screen.
    pub fn shown(&self) -> Vec<Notification> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What stands on the screen: the large line of each, and the small one where there is one.
    pub fn said(&self) -> Vec<(String, Option<String>)> {
        let shown = self.shown().into_iter();
        shown.map(|shown| (shown.title.into_exposed(), shown.body.map(Sensitive::into_exposed))).collect()
    }

    /// Which conversations have a notification; `None` is the one of a locked program.
    pub fn conversations(&self) -> Vec<Option<ConversationId>> {
        self.shown().iter().map(|shown| shown.conversation_id).collect()
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

    fn test(&self, sample: Option<Notification>) -> BoxFuture<'static, NotificationTest> {
        sample.iter().for_each(|sample| self.show(sample));
        let shown_by = Some("paper".to_owned());
        Box::pin(async { NotificationTest { verdict: NotificationVerdict::Shown, shown_by } })
    }
}
