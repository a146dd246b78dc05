//! Access to a conversation is lost: everything of it goes, except what the person wrote and the patient never got.

use super::SyncFault;
use crate::api::call;
use crate::signed_in::{SignedIn, lock};
use crate::view::ClientEvent;
use allia_protocol::conversation::Conversation;
use allia_protocol::id::ConversationId;
use allia_protocol::problem::ErrorCode;

impl SignedIn {
    /// The service answered *not found* for something of this conversation. Purges it if the conversation itself is
    /// not found either; says whether it was.
    pub(crate) async fn lose_access(&self, conversation_id: ConversationId) -> Result<bool, SyncFault> {
        if self.is_at_service(conversation_id).await? {
            return Ok(false);
        }
        self.forget_writing(vec![conversation_id]).await?;
        let applied = self.cache.lose_conversation(conversation_id).await?;
        self.announce(applied).await?;
        self.wakes.sync.notify_one();
        Ok(true)
    }

    /// What was written and not sent in these conversations becomes *not sent*, to be shown once.
    pub(crate) async fn forget_writing(&self, ended: Vec<ConversationId>) -> Result<(), SyncFault> {
        let wedged = self.journal.forget_conversations(ended.clone()).await.map_err(SyncFault::Journal)?;
        if wedged == 0 {
            return Ok(());
        }
        self.announce_not_sent().await?;
        // A message may have waited for an answer that got lost, and be known to be there from elsewhere.
        self.forget_arrived(&ended).await
    }

    /// A draft may have been written down after those of its conversation were looked for, and before the conversation went.
    pub(crate) async fn forget_late_writing(&self, gone: &[ConversationId]) -> Result<(), SyncFault> {
        if gone.is_empty() {
            return Ok(());
        }
        let mut written = self.journal.conversations_with_writing().await.map_err(SyncFault::Journal)?;
        written.retain(|id| gone.contains(id));
        self.forget_writing(written).await
    }

    /// What was carried over from a journal that had been set aside was written at an earlier time: a conversation of it may
    /// have ended meanwhile, and a message of it may have arrived. Both were applied when it was not there to be altered.
    pub(crate) async fn settle_carried(&self) -> Result<(), SyncFault> {
        let mut ended = Vec::new();
        for id in self.journal.conversations_with_writing().await.map_err(SyncFault::Journal)? {
            if self.cache.row(id).await?.is_none() && !self.is_at_service(id).await? {
                ended.push(id);
            }
        }
        self.forget_writing(ended).await?;
        let not_sent = self.journal.not_sent().await.map_err(SyncFault::Journal)?;
        let conversations: Vec<_> = not_sent.iter().map(|entry| entry.conversation_id).collect();
        self.forget_arrived(&conversations).await
    }

    async fn is_at_service(&self, conversation_id: ConversationId) -> Result<bool, SyncFault> {
        match self.session.read::<Conversation>(&call::conversation(conversation_id)).await {
            Ok(_) => Ok(true),
            Err(fault) if fault.refusal() == Some(ErrorCode::NotFound) => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Takes from what was not sent whatever the service took, or shows, in these conversations: it was accepted, the answer never
    /// came, and access ended and began anew. Who read *not sent* there would write it twice.
    pub(crate) async fn forget_arrived(&self, conversations: &[ConversationId]) -> Result<(), SyncFault> {
        if conversations.is_empty() {
            return Ok(());
        }
        let mut arrived = false;
        for entry in self.journal.not_sent().await.map_err(SyncFault::Journal)? {
            if conversations.contains(&entry.conversation_id)
                && (lock(&self.accepted).contains(&entry.message_id)
                    || self.cache.has_message(entry.conversation_id, entry.message_id).await?)
            {
                self.journal.remove_sent(entry.message_id).await.map_err(SyncFault::Journal)?;
                arrived = true;
            }
        }
        if arrived { self.announce_not_sent().await } else { Ok(()) }
    }

    /// Tells the screens how many messages did not go out.
    pub(crate) async fn announce_not_sent(&self) -> Result<(), SyncFault> {
        let count = self.journal.not_sent_count().await.map_err(SyncFault::Journal)?;
        self.events.publish(ClientEvent::NotSentChanged { count });
        Ok(())
    }
}
