//! Telling the screens, and the person, what a write altered.

use crate::notification::{self, Circumstances};
use crate::signed_in::SignedIn;
use crate::store::Applied;
use crate::sync::SyncFault;
use crate::view::ClientEvent;
use allia_protocol::conversation::Message;
use allia_protocol::id::ConversationId;
use std::collections::HashMap;

impl SignedIn {
    /// Publishes what changed, raises and withdraws notifications, and wakes the receipts. Then what was removed is taken
    /// out of the file: that takes seconds with a large one, and the screens must not show it as long.
    pub(crate) async fn announce(&self, applied: Applied) -> Result<(), SyncFault> {
        let told = self.tell(applied).await;
        self.cache.purge().await;
        told
    }

    async fn tell(&self, applied: Applied) -> Result<(), SyncFault> {
        let gone: Vec<_> = applied.removed.iter().map(|(conversation_id, _)| *conversation_id).collect();
        self.forget_late_writing(&gone).await?;
        for (conversation_id, reason) in applied.removed {
            self.line.forget(conversation_id);
            self.notified().remove(&conversation_id);
            // Also without one on record: it may have been shown before the program was last started.
            self.notifier.withdraw(Some(conversation_id));
            self.events.publish(ClientEvent::ConversationRemoved { conversation_id, reason });
        }
        self.forget_arrived(&applied.messages).await?;
        for conversation_id in applied.messages {
            self.events.publish(ClientEvent::MessagesChanged { conversation_id });
            self.wakes.receipts.notify_one();
        }
        if !applied.rows.is_empty() {
            self.withdraw_read(&applied.rows).await?;
            self.events.publish(ClientEvent::ConversationsChanged { conversation_ids: applied.rows });
        }
        if applied.notice {
            self.events.publish(ClientEvent::NoticeChanged);
        }
        self.notify(applied.incoming).await
    }

    /// One notification for each conversation, however many messages came at once.
    async fn notify(&self, incoming: Vec<Message>) -> Result<(), SyncFault> {
        if incoming.is_empty() {
            return Ok(());
        }
        let settings = self.journal.settings().await.map_err(SyncFault::Journal)?;
        let newest: HashMap<_, _> =
            incoming.into_iter().map(|message| (message.conversation_id, message)).collect();
        for message in newest.into_values() {
            let Some(row) = self.cache.row(message.conversation_id).await? else { continue };
            let circumstances = Circumstances {
                me: self.me,
                settings: &settings,
                in_front: self.in_front(),
                my_read: row.my_read,
                patient_name: row.patient.display_name.expose(),
            };
            match notification::decide(&message, &circumstances) {
                Ok(notification) => {
                    self.notified().insert(message.conversation_id);
                    self.notifier.show(&notification);
                }
                Err(silence) => {
                    tracing::debug!(conversation = %message.conversation_id, ?silence, "no notification");
                }
            }
        }
        Ok(())
    }

    /// Takes away the notifications of conversations that were read here or elsewhere.
    async fn withdraw_read(&self, rows: &[ConversationId]) -> Result<(), SyncFault> {
        let standing: Vec<_> = {
            let notified = self.notified();
            rows.iter().copied().filter(|row| notified.contains(row)).collect()
        };
        for conversation_id in standing {
            if self.cache.row(conversation_id).await?.is_some_and(|row| row.unread == 0) {
                self.withdraw_notification(conversation_id);
            }
        }
        Ok(())
    }
}
