//! Bringing conversations that happened before: for the demo practice and for tests.
//!
//! There is no way to this over the network; the API always takes the time from the service's clock.

use crate::access::{self, Seat};
use crate::audit::{Action, Attempt};
use crate::database::Work;
use crate::feed::{self, Entry};
use crate::messages::{self, NewMessage};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::receipts::{self, Receipt};
use crate::{Refusal, users};
use allia_protocol::id::{ConversationId, MessageId, UserId};
use allia_protocol::limits;
use allia_protocol::{Sensitive, Timestamp};

/// A message of the past.
#[derive(Clone, Debug)]
pub struct PastMessage {
    /// Its id.
    pub message_id: MessageId,
    /// The participant who sent it.
    pub sender_id: UserId,
    /// What it says; the same rules as for sending.
    pub text: Sensitive<String>,
    /// When it was sent; must not be before the message before it.
    pub sent_at: Timestamp,
}

/// What happened in one conversation before.
#[derive(Clone, Debug)]
pub struct History {
    /// An active conversation.
    pub conversation_id: ConversationId,
    /// Oldest first; they go behind whatever is there.
    pub messages: Vec<PastMessage>,
    /// The last so many are not yet read by whoever received them. What came before is.
    pub unread: usize,
}

impl Practice {
    /// Puts a conversation's past in, in one transaction.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when a sender may not write there, [`Refusal::Invalid`] when a text is no message
    /// or time runs backwards, [`Refusal::Conflict`] when an id is taken.
    pub async fn import_history(&self, history: History) -> Result<(), Refusal> {
        let attempt = Attempt::new(Actor::local(), Action::HistoryImport).on(history.conversation_id);
        self.database.write(attempt, move |work| import(work, &history)).await
    }

    /// Notes when a user was last online, for a practice that is made up.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn import_last_seen(&self, user_id: UserId, at: Timestamp) -> Result<(), Refusal> {
        let attempt = Attempt::new(Actor::local(), Action::PresenceKeep).on(user_id);
        self.database.write(attempt, move |work| Ok(users::see(work.connection, user_id, at)?)).await
    }
}

fn import(work: &mut Work<'_>, history: &History) -> Result<(), Refusal> {
    let mut newest = None;
    for past in &history.messages {
        newest = Some(import_message(work, history.conversation_id, past)?);
    }
    let Some(seat) = newest else { return Ok(()) };
    let last = seat.last_position.saturating_add(1);
    let read = last.saturating_sub(i64::try_from(history.unread).unwrap_or(i64::MAX)).max(0);
    for user_id in [seat.user_id, seat.peer_id] {
        let receipt = Receipt { delivered: last, read };
        receipts::store(work.connection, history.conversation_id, user_id, receipt)?;
        feed::append(work, user_id, Entry::Conversation { conversation_id: history.conversation_id })?;
    }
    Ok(())
}

fn import_message(
    work: &Work<'_>,
    conversation_id: ConversationId,
    past: &PastMessage,
) -> Result<Seat, Refusal> {
    let seat = access::seat(work.connection, past.sender_id, conversation_id)?;
    if past.sent_at.as_millis() < seat.last_sent_at {
        return Err(Refusal::Invalid("the past must be in order"));
    }
    let text = limits::message_text(past.text.expose())
        .map_err(|_| Refusal::Invalid("a text of the past is no message"))?;
    let new = NewMessage {
        message_id: past.message_id,
        conversation_id,
        text: past.text.clone(),
        composed_at: past.sent_at,
    };
    messages::add(work, &seat, &new, text, past.sent_at)?;
    Ok(seat)
}
