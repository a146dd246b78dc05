//! Access to a conversation is lost: everything of it goes, except what the person wrote and the patient never got.

use super::SyncFault;
use crate::api::call;
use crate::signed_in::SignedIn;
use crate::view::ClientEvent;
use allia_protocol::conversation::Conversation;
use allia_protocol::id::ConversationId;
use allia_protocol::problem::ErrorCode;

impl SignedIn {
    /// The service answered *not found* for something of this conversation. Purges it if the conversation itself is
    /// not found either; says whether it was.
    pub(crate) async fn lose_access(&self, conversation_id: ConversationId) -> Result<bool, SyncFault> {
        match self.session.read::<Conversation>(&call::conversation(conversation_id)).await {
            Ok(_) => Ok(false),
            Err(fault) if fault.refusal() == Some(ErrorCode::NotFound) => {
                self.forget_writing(vec![conversation_id]).await?;
                let cache = &self.cache;
                let applied = cache.lose_conversation(conversation_id).await?;
                self.announce(applied).await?;
                self.wakes.sync.notify_one();
                Ok(true)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    /// What was written and not sent in these conversations becomes *not sent*, to be shown once.
    pub(crate) async fn forget_writing(&self, ended: Vec<ConversationId>) -> Result<(), SyncFault> {
        let wedged = self.journal.forget_conversations(ended).await.map_err(SyncFault::Journal)?;
        if wedged > 0 { self.announce_not_sent().await } else { Ok(()) }
    }

    /// Takes from what was not sent whatever the service shows in these conversations: it was accepted, the answer never
    /// came, and access ended and began anew. Who read *not sent* there would write it twice.
    pub(crate) async fn forget_arrived(&self, conversations: &[ConversationId]) -> Result<(), SyncFault> {
        if conversations.is_empty() {
            return Ok(());
        }
        let mut arrived = false;
        for entry in self.journal.not_sent().await.map_err(SyncFault::Journal)? {
            if conversations.contains(&entry.conversation_id)
                && self.cache.has_message(entry.conversation_id, entry.message_id).await?
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
