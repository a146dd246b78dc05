//! What the screens read: rows and messages from the local files, joined with drafts, unsent messages and presence.

use crate::delivery::{Delivery, DeliveryNews};
use crate::error::ClientError;
use crate::journal::{OutboxEntry, OutboxState};
use crate::signed_in::SignedIn;
use crate::store::StoredRow;
use crate::sync::history;
use crate::view::{
    ConversationList, ConversationRow, DeliveryStatus, MessageHit, MessageRange, MessageSlice, MessageView,
    NotSentMessage, OlderMessages, OpenConversation, PatientView,
};
use allia_protocol::Sensitive;
use allia_protocol::conversation::{Message, MessageKind, Patient};
use allia_protocol::id::{ConversationId, Position};
use allia_protocol::limits::PAGE_ENTRIES;
use std::collections::HashMap;
use std::sync::Arc;

/// Messages shown when a conversation is opened.
const FIRST_SLICE: u32 = 50;
const FIRST_MESSAGES: usize = FIRST_SLICE as usize;
/// Most messages that are given at once for a range with an open end.
const LONGEST_SLICE: u32 = 10_000;
/// A row shows this many characters of a draft or of an unsent message.
const PREVIEW_CHARS: usize = 200;

impl SignedIn {
    /// A page of the list.
    pub(crate) async fn list(
        &self,
        search: &str,
        offset: u32,
        limit: u32,
    ) -> Result<ConversationList, ClientError> {
        let stored = self.cache.list(search, offset, limit.min(PAGE_ENTRIES)).await?;
        Ok(ConversationList {
            rows: self.complete_rows(stored.rows).await?,
            total: stored.total,
            total_without_search: stored.total_without_search,
            total_unread: stored.total_unread,
        })
    }

    /// A conversation as it is opened. What is missing of its newest messages is fetched meanwhile.
    pub(crate) async fn open(
        self: &Arc<Self>,
        conversation_id: ConversationId,
    ) -> Result<OpenConversation, ClientError> {
        let stored = self.stored_row(conversation_id).await?;
        let read_position = stored.my_read.get();
        let slice = self.slice(&stored, MessageRange::Newest { limit: FIRST_SLICE }).await?;
        if slice.messages.len() < FIRST_MESSAGES && !stored.reached_start && self.line.is_online() {
            self.spawn(Arc::clone(self).fetch_older(conversation_id, stored.oldest_here));
        }
        let draft =
            self.journal.draft(conversation_id).await.map_err(ClientError::Journal)?.unwrap_or_default();
        let row = self.complete_rows(vec![stored]).await?.pop().ok_or(ClientError::NotFound)?;
        Ok(OpenConversation { row, slice, draft, read_position })
    }

    /// Some messages of a conversation. Older ones that are not here are fetched while the person waits, unless the
    /// line is down.
    pub(crate) async fn messages(
        self: &Arc<Self>,
        conversation_id: ConversationId,
        range: MessageRange,
    ) -> Result<MessageSlice, ClientError> {
        let mut stored = self.stored_row(conversation_id).await?;
        if let MessageRange::Before { position, .. } = range
            && stored.oldest_here.get() >= position
            && !stored.reached_start
            && self.line.is_online()
        {
            Arc::clone(self).fetch_older(conversation_id, stored.oldest_here).await;
            stored = self.stored_row(conversation_id).await?;
        }
        self.slice(&stored, range).await
    }

    async fn fetch_older(self: Arc<Self>, conversation_id: ConversationId, before: Position) {
        if let Err(fault) = history::fetch_now(&self, conversation_id, before).await {
            tracing::info!(%fault, conversation = %conversation_id, "older messages could not be fetched");
        }
    }

    /// Messages found by their words, newest first.
    pub(crate) async fn search(&self, query: &str, limit: u32) -> Result<Vec<MessageHit>, ClientError> {
        let found = self.cache.search_messages(query, limit.min(PAGE_ENTRIES)).await?;
        let mut rows = HashMap::new();
        let mut hits = Vec::with_capacity(found.len());
        for hit in found {
            let conversation_id = hit.message.conversation_id;
            if !rows.contains_key(&conversation_id)
                && let Some(row) = self.cache.row(conversation_id).await?
            {
                rows.insert(conversation_id, row);
            }
            let Some(row) = rows.get(&conversation_id) else { continue };
            let message = self.stored_view(row, hit.message);
            hits.push(MessageHit { conversation_id, patient: patient_view(hit.patient), message });
        }
        Ok(hits)
    }

    /// The messages that did not go out, oldest first.
    pub(crate) async fn not_sent(&self) -> Result<Vec<NotSentMessage>, ClientError> {
        let mut messages = Vec::new();
        for entry in self.journal.not_sent().await.map_err(ClientError::Journal)? {
            let conversation_id = entry.conversation_id;
            let patient = self.cache.row(conversation_id).await?.map(|row| patient_view(row.patient));
            messages.push(NotSentMessage { conversation_id, patient, message: unsent_view(entry) });
        }
        Ok(messages)
    }

    pub(crate) async fn stored_row(&self, conversation_id: ConversationId) -> Result<StoredRow, ClientError> {
        self.cache.row(conversation_id).await?.ok_or(ClientError::NotFound)
    }

    /// Three reads for a whole page, never one for each row.
    async fn complete_rows(&self, stored: Vec<StoredRow>) -> Result<Vec<ConversationRow>, ClientError> {
        let ids: Vec<_> = stored.iter().map(|row| row.conversation_id).collect();
        let mut drafts = self.journal.drafts(&ids).await.map_err(ClientError::Journal)?;
        let mut unsent = self.journal.newest_unsent(&ids).await.map_err(ClientError::Journal)?;
        let complete = |mut row: StoredRow| {
            let conversation_id = row.conversation_id;
            let stored = row.last_message.take();
            let unsent = unsent.remove(&conversation_id).filter(|entry| is_newest(entry, stored.as_ref()));
            let last_message =
                unsent.map(unsent_view).or_else(|| stored.map(|message| self.stored_view(&row, message)));
            ConversationRow {
                conversation_id,
                patient: patient_view(row.patient),
                last_message: last_message.map(shorten),
                unread_count: row.unread,
                presence: self.line.presence_of(conversation_id),
                draft: drafts.remove(&conversation_id).map(beginning),
            }
        };
        Ok(stored.into_iter().map(complete).collect())
    }

    async fn slice(&self, row: &StoredRow, range: MessageRange) -> Result<MessageSlice, ClientError> {
        let conversation_id = row.conversation_id;
        let cache = &self.cache;
        // Before the messages: one that goes from the journal to the cache meanwhile is seen twice, never not at all.
        let unsent = self.journal.unsent(conversation_id).await.map_err(ClientError::Journal)?;
        let (messages, to_the_end) = match range {
            MessageRange::Newest { limit } => {
                (cache.messages_before(conversation_id, None, limit.min(PAGE_ENTRIES)).await?, true)
            }
            MessageRange::Before { position, limit } => {
                let before = Some(Position::new(position));
                (cache.messages_before(conversation_id, before, limit.min(PAGE_ENTRIES)).await?, false)
            }
            MessageRange::From { position } => {
                (cache.messages_from(conversation_id, Position::new(position), LONGEST_SLICE).await?, true)
            }
        };
        let older = self.older_than(row, messages.first().map(|message| message.position), range);
        let mut views: Vec<_> = messages.into_iter().map(|message| self.stored_view(row, message)).collect();
        if to_the_end {
            let waiting: Vec<_> = unsent
                .into_iter()
                .filter(|entry| !views.iter().any(|view| view.message_id == entry.message_id))
                .map(unsent_view)
                .collect();
            views.extend(waiting);
        }
        Ok(MessageSlice { messages: views, older })
    }

    fn older_than(&self, row: &StoredRow, first: Option<Position>, range: MessageRange) -> OlderMessages {
        let first = first.unwrap_or(match range {
            MessageRange::Before { position, .. } | MessageRange::From { position } => {
                Position::new(position)
            }
            MessageRange::Newest { .. } => Position::ZERO,
        });
        if first <= Position::new(1) {
            OlderMessages::None
        } else if row.oldest_here < first {
            OlderMessages::Available
        } else if row.reached_start {
            if row.oldest_here <= Position::new(1) { OlderMessages::None } else { OlderMessages::NotKept }
        } else if self.line.is_online() {
            OlderMessages::Available
        } else {
            OlderMessages::NotHereYet
        }
    }

    fn stored_view(&self, row: &StoredRow, message: Message) -> MessageView {
        let from_me = message.sender_id == self.me;
        let receipt = DeliveryNews::Receipt { delivered: row.peer_delivered, read: row.peer_read };
        MessageView {
            message_id: message.message_id,
            position: Some(message.position.get()),
            from_me,
            automatic: message.kind == MessageKind::Automatic,
            text: message.text,
            sent_at: Some(message.sent_at),
            composed_at: message.composed_at,
            status: from_me.then(|| Delivery::accepted(message.position).learn(receipt).status()),
        }
    }
}

/// A message that waits comes after everything; one that did not go out stays where it was written. One that the
/// service has already is about to leave the journal.
fn is_newest(entry: &OutboxEntry, stored: Option<&Message>) -> bool {
    let Some(stored) = stored else { return true };
    let waits = entry.state == OutboxState::Waiting;
    stored.message_id != entry.message_id && (waits || entry.composed_at >= stored.sent_at)
}

/// A message that the service has not accepted.
pub(crate) fn unsent_view(entry: OutboxEntry) -> MessageView {
    MessageView {
        message_id: entry.message_id,
        position: None,
        from_me: true,
        automatic: false,
        text: entry.text,
        sent_at: None,
        composed_at: entry.composed_at,
        status: Some(unsent_status(entry.state)),
    }
}

fn unsent_status(state: OutboxState) -> DeliveryStatus {
    match state {
        OutboxState::Waiting => Delivery::default().status(),
        OutboxState::NotSent(reason) => Delivery::refused(reason, state.can_retry()).status(),
    }
}

pub(crate) fn patient_view(patient: Patient) -> PatientView {
    PatientView {
        user_id: patient.user_id,
        display_name: patient.display_name,
        birth_date: patient.birth_date.expose().to_string().into(),
        pronouns: patient.pronouns,
    }
}

fn shorten(view: MessageView) -> MessageView {
    MessageView { text: beginning(view.text), ..view }
}

fn beginning(text: Sensitive<String>) -> Sensitive<String> {
    match text.expose().char_indices().nth(PREVIEW_CHARS) {
        Some((end, _)) => text.expose().get(..end).unwrap_or_default().to_owned().into(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::view::NotSentReason;
    use allia_protocol::Timestamp;
    use allia_protocol::id::MessageId;

    fn entry(state: OutboxState, composed_at: Timestamp) -> OutboxEntry {
        OutboxEntry {
            message_id: MessageId::generate(),
            conversation_id: ConversationId::generate(),
            text: "Have you tried".to_owned().into(),
            composed_at,
            state,
        }
    }

    #[test]
    fn a_row_shows_what_waits_before_what_was_sent_and_an_old_failure_after_it() {
        let stored = fixture::message(ConversationId::generate(), 1, "hello");
        let (before, after) = (stored.sent_at.plus_millis(-1), stored.sent_at.plus_millis(1));
        let failed = OutboxState::NotSent(NotSentReason::Refused);
        assert!(is_newest(&entry(OutboxState::Waiting, before), Some(&stored)));
        assert!(is_newest(&entry(failed, after), Some(&stored)));
        assert!(!is_newest(&entry(failed, before), Some(&stored)));
        assert!(is_newest(&entry(failed, before), None));
        let moving = OutboxEntry { message_id: stored.message_id, ..entry(OutboxState::Waiting, after) };
        assert!(!is_newest(&moving, Some(&stored)));
    }

    #[test]
    fn a_preview_ends_between_two_characters() {
        let long: Sensitive<String> = "ä漢".repeat(PREVIEW_CHARS).into();
        assert_eq!(beginning(long).expose().chars().count(), PREVIEW_CHARS);
        let short: Sensitive<String> = "ä漢".to_owned().into();
        assert_eq!(beginning(short.clone()), short);
    }
}
