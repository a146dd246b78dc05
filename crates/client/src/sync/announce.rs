//! Telling the screens, and the person, what a write altered.

use crate::notification::{News, Surroundings};
use crate::signed_in::{SignedIn, lock};
use crate::store::Applied;
use crate::sync::SyncFault;
use crate::view::ClientEvent;
use allia_protocol::conversation::Message;
use allia_protocol::id::ConversationId;
use std::collections::BTreeMap;

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
            self.announcer.forget(conversation_id);
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
        if applied.practice {
            self.take_practice().await?;
        }
        self.notify(applied.incoming).await
    }

    /// The practice's own part changed. An answer that is under way may be older, so it is asked for once more.
    async fn take_practice(&self) -> Result<(), SyncFault> {
        if let Some(me) = self.cache.account().await? {
            self.take_account(me);
        }
        self.wakes.account.notify_one();
        Ok(())
    }

    /// One notification for each conversation, however many messages came at once.
    async fn notify(&self, incoming: Vec<Message>) -> Result<(), SyncFault> {
        if incoming.is_empty() {
            return Ok(());
        }
        let settings = self.settings().await.map_err(SyncFault::Journal)?;
        let mut conversations: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for message in incoming {
            if !self.is_sent_here(&message).await? {
                conversations.entry(message.conversation_id).or_default().push(message);
            }
        }
        for (conversation_id, messages) in conversations {
            let Some(row) = self.cache.row(conversation_id).await? else { continue };
            let patient_name = &row.patient.display_name;
            let news: Vec<_> = messages
                .iter()
                .map(|message| News::Message { message, patient_name, my_read: row.my_read })
                .collect();
            let surroundings = Surroundings {
                me: self.me,
                settings: &settings,
                policy: self.policies.now().policy.notifications,
                practice_allows: lock(&self.account).practice_allows,
                in_front: self.in_front(),
            };
            if self.announcer.announce(&news, &surroundings) {
                self.notified().insert(conversation_id);
            }
        }
        Ok(())
    }

    /// Whether a message is one that was written on this computer, and that the feed brought before the answer.
    async fn is_sent_here(&self, message: &Message) -> Result<bool, SyncFault> {
        let (own, id) = (message.sender_id == self.me, message.message_id);
        Ok(own
            && (lock(&self.accepted).contains(&id)
                || self.journal.entry(id).await.map_err(SyncFault::Journal)?.is_some()))
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
