//! What is on the screen now.

use super::record::{Record, Standing};
use super::service::Service;
use allia_client::notification::Notification;
use allia_protocol::id::ConversationId;
use std::collections::HashMap;

/// The notification on the screen for each conversation, and for a locked program: at most one.
pub(super) struct Shown {
    record: Record,
    /// Which service shows them.
    service: String,
    ids: HashMap<Option<ConversationId>, u32>,
}

impl Shown {
    pub(super) fn new(record: Record) -> Self {
        Self { record, service: String::new(), ids: HashMap::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What another service showed is gone with it, and its numbers mean nothing to this one.
    pub(super) fn meet(&mut self, service: &Service) {
        if self.service != service.identity {
            self.service.clone_from(&service.identity);
            self.ids.clear();
        }
    }

    /// What the notification of this number stands for.
    pub(super) fn conversation(&self, id: u32) -> Option<Option<ConversationId>> {
        self.ids.iter().find(|(_, shown)| **shown == id).map(|(conversation, _)| *conversation)
    }

    /// The notification of this number is not there any more.
    pub(super) fn forget(&mut self, id: u32) {
        let before = self.ids.len();
        self.ids.retain(|_, shown| *shown != id);
        if self.ids.len() < before {
            self.write_down();
        }
    }

    pub(super) async fn show(&mut self, service: &Service, notification: &Notification) -> zbus::Result<()> {
        let replaced = self.ids.get(&notification.conversation_id).copied().unwrap_or(0);
        let id = service.show(notification, replaced).await?;
        self.ids.insert(notification.conversation_id, id);
        self.write_down();
        Ok(())
    }

    pub(super) async fn withdraw(
        &mut self,
        service: &Service,
        conversation: Option<ConversationId>,
    ) -> zbus::Result<()> {
        let Some(id) = self.ids.remove(&conversation) else { return Ok(()) };
        let closed = service.close(id).await;
        self.write_down();
        closed
    }

    fn write_down(&self) {
        let ids = self.ids.values().copied().collect();
        self.record.write(&Standing { service: self.service.clone(), ids });
    }
}

/// Takes away what an earlier run of the program left on the screen, if the same service still shows it.
pub(super) async fn clear_left_behind(record: &Record) {
    let Some(left) = record.read().filter(|left| !left.ids.is_empty()) else { return };
    match Service::reach().await {
        Ok(service) if service.identity == left.service => {
            for id in left.ids {
                if let Err(error) = service.close(id).await {
                    tracing::debug!(%error, "a notification of an earlier run could not be taken away");
                }
            }
        }
        Ok(_) => {}
        Err(error) => tracing::info!(%error, "the notification service cannot be asked"),
    }
    record.write(&Standing::default());
}
