//! What a person does: writing, sending, reading, giving up.

use crate::api::call;
use crate::conversations::unsent_view;
use crate::database::StoreError;
use crate::error::ClientError;
use crate::journal::{OutboxEntry, OutboxState};
use crate::signed_in::{SignedIn, lock};
use crate::view::{ClientEvent, MessageView, Settings};
use allia_protocol::id::{ConversationId, MessageId, Position};
use allia_protocol::limits::message_text;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// The service is told about writing at most this often.
const TYPING_PAUSE: Duration = Duration::from_secs(2);

impl SignedIn {
    /// Puts a message on this computer's disk, ready to go out, and returns it as it is shown from now on.
    pub(crate) async fn send_message(
        &self,
        conversation_id: ConversationId,
        text: &str,
    ) -> Result<MessageView, ClientError> {
        let text = message_text(text)?;
        self.stored_row(conversation_id).await?;
        let message_id = MessageId::generate();
        let composed_at = self.clock.now();
        self.journal
            .enqueue(message_id, conversation_id, text, composed_at)
            .await
            .map_err(ClientError::Journal)?;
        self.wakes.outbox.notify_one();
        self.announce_unsent(conversation_id);
        let text = text.to_owned().into();
        Ok(unsent_view(OutboxEntry {
            message_id,
            conversation_id,
            text,
            composed_at,
            state: OutboxState::Waiting,
        }))
    }

    /// Keeps text that is not sent yet.
    pub(crate) async fn save_draft(
        &self,
        conversation_id: ConversationId,
        text: &str,
    ) -> Result<(), ClientError> {
        self.stored_row(conversation_id).await?;
        let before = self.journal.draft(conversation_id).await.map_err(ClientError::Journal)?;
        self.journal
            .save_draft(conversation_id, text, self.clock.now())
            .await
            .map_err(ClientError::Journal)?;
        self.require_here(conversation_id).await?;
        let is_kept = !text.trim().is_empty();
        if before.is_some() != is_kept {
            let conversation_ids = vec![conversation_id];
            self.events.publish(ClientEvent::ConversationsChanged { conversation_ids });
        }
        Ok(())
    }

    /// A conversation may have gone while text for it was written down, after its drafts were looked for. Then the text is
    /// *not sent*, as it would have been a moment earlier.
    async fn require_here(&self, conversation_id: ConversationId) -> Result<(), ClientError> {
        if self.cache.row(conversation_id).await?.is_some() {
            return Ok(());
        }
        self.forget_writing(vec![conversation_id]).await?;
        Err(ClientError::NotFound)
    }

    /// The person has seen everything up to here.
    pub(crate) async fn mark_read(
        &self,
        conversation_id: ConversationId,
        up_to: Position,
    ) -> Result<(), ClientError> {
        let applied = self.cache.mark_read(conversation_id, up_to).await?;
        self.announce(applied).await?;
        self.wakes.receipts.notify_one();
        Ok(())
    }

    /// Tells the patient that one is writing. Nothing depends on it, so it is tried once and never waited for.
    pub(crate) fn typing(self: &Arc<Self>, conversation_id: ConversationId) {
        if !self.line.is_online() || !self.may_tell_typing() {
            return;
        }
        let signed_in = Arc::clone(self);
        self.spawn(async move {
            let _ = signed_in.session.tell(&call::typing(conversation_id)).await;
        });
    }

    fn may_tell_typing(&self) -> bool {
        let mut told = lock(&self.typing_told);
        let may = told.is_none_or(|told| told.elapsed() >= TYPING_PAUSE);
        if may {
            *told = Some(Instant::now());
        }
        may
    }

    /// Puts a message that did not go out back into the queue.
    pub(crate) async fn retry_message(&self, message_id: MessageId) -> Result<(), ClientError> {
        let entry = self
            .journal
            .entry(message_id)
            .await
            .map_err(ClientError::Journal)?
            .ok_or(ClientError::NotFound)?;
        if !entry.state.can_retry() || !self.journal.retry(message_id).await.map_err(ClientError::Journal)? {
            return Err(ClientError::NotFound);
        }
        self.wakes.outbox.notify_one();
        self.announce_unsent(entry.conversation_id);
        Ok(self.announce_not_sent().await?)
    }

    /// Gives a message up that did not go out.
    pub(crate) async fn discard_message(&self, message_id: MessageId) -> Result<(), ClientError> {
        let entry = self
            .journal
            .entry(message_id)
            .await
            .map_err(ClientError::Journal)?
            .ok_or(ClientError::NotFound)?;
        if !self.journal.discard(message_id).await.map_err(ClientError::Journal)? {
            return Err(ClientError::NotFound);
        }
        self.announce_unsent(entry.conversation_id);
        Ok(self.announce_not_sent().await?)
    }

    /// The settings that hold: what the person set, as far as IT lets them.
    pub(crate) async fn settings(&self) -> Result<Settings, StoreError> {
        Ok(self.policies.now().settings(&self.journal.settings().await?))
    }

    /// Keeps what the person set: `sent` are the settings as they held, with a change. Answers with what is kept.
    pub(crate) async fn change_settings(&self, sent: Settings) -> Result<Settings, ClientError> {
        let own = self.journal.settings().await.map_err(ClientError::Journal)?;
        let kept = self.policies.now().keep_own(&own, sent);
        self.journal.save_settings(&kept).await.map_err(ClientError::Journal)?;
        Ok(kept)
    }

    fn announce_unsent(&self, conversation_id: ConversationId) {
        self.events.publish(ClientEvent::MessagesChanged { conversation_id });
        self.events.publish(ClientEvent::ConversationsChanged { conversation_ids: vec![conversation_id] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::clinic::Clinic;
    use crate::fixture::desk::Desk;

    #[tokio::test]
    async fn a_draft_written_down_just_after_its_conversation_had_gone_is_shown_as_not_sent() {
        let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
        let desk = Desk::open(&clinic, &peer).await;
        desk.online().await;
        let (here, gone) = (clinic.conversation(0).conversation_id, ConversationId::generate());
        for id in [here, gone] {
            desk.signed_in.journal.save_draft(id, "Try the", desk.signed_in.clock.now()).await.unwrap();
        }
        desk.signed_in.require_here(here).await.unwrap();
        assert!(matches!(desk.signed_in.require_here(gone).await, Err(ClientError::NotFound)));
        let not_sent = desk.signed_in.not_sent().await.unwrap();
        assert_eq!(not_sent.iter().map(|entry| entry.conversation_id).collect::<Vec<_>>(), [gone]);
    }
}
