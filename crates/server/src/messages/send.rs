//! Accepting a message: once, whatever the sender repeats.

use super::row::{by_id, insert};
use crate::Refusal;
use crate::access::{self, Seat};
use crate::column::Stored;
use crate::database::Work;
use crate::feed::{self, Entry};
use allia_protocol::conversation::{Message, MessageKind};
use allia_protocol::id::{ConversationId, MessageId, Position, UserId};
use allia_protocol::limits::{self, TextFault};
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::params;

/// A message as its sender words it.
pub(crate) struct NewMessage {
    pub(crate) message_id: MessageId,
    pub(crate) conversation_id: ConversationId,
    pub(crate) text: Sensitive<String>,
    pub(crate) composed_at: Timestamp,
}

/// How a message was accepted.
#[derive(Debug)]
pub(crate) enum Accepted {
    /// Now.
    Added(Message),
    /// Before: it is the answer of the first time.
    Repeated(Message),
}

/// Accepts a message from a participant, or answers a repetition as the first time.
pub(crate) fn send(work: &mut Work<'_>, sender: UserId, new: &NewMessage) -> Result<Accepted, Refusal> {
    let seat = access::seat(work.connection, sender, new.conversation_id)?;
    let text = limits::message_text(new.text.expose()).map_err(refuse_text)?;
    if let Some(existing) = by_id(work.connection, new.message_id)? {
        let same = existing.conversation_id == new.conversation_id
            && existing.sender_id == sender
            && existing.text.expose() == text
            && existing.composed_at == new.composed_at;
        let taken = Refusal::Conflict("this message id belongs to another message");
        return if same { Ok(Accepted::Repeated(existing)) } else { Err(taken) };
    }
    // The clock may be set back; within a conversation time never is.
    let sent_at = work.now.max(Timestamp::from_millis(seat.last_sent_at));
    let message = add(work, &seat, new, text, sent_at)?;
    for user in [seat.peer_id, seat.user_id] {
        feed::append(
            work,
            user,
            Entry::Message {
                conversation_id: seat.conversation_id,
                position: seat.last_position.saturating_add(1),
            },
        )?;
    }
    Ok(Accepted::Added(message))
}

/// Puts a message behind the last one of its conversation, telling nobody.
pub(crate) fn add(
    work: &Work<'_>,
    seat: &Seat,
    new: &NewMessage,
    text: &str,
    sent_at: Timestamp,
) -> rusqlite::Result<Message> {
    let message = Message {
        message_id: new.message_id,
        conversation_id: seat.conversation_id,
        position: Position::new(seat.last_position.unsigned_abs()).next(),
        sender_id: seat.user_id,
        kind: MessageKind::Text,
        text: Sensitive::new(text.to_owned()),
        sent_at,
        composed_at: new.composed_at,
    };
    insert(work.connection, &message)?;
    work.connection
        .prepare_cached(
            "UPDATE conversations SET last_position = ?2, last_sent_at = ?3 WHERE conversation_id = ?1",
        )?
        .execute(params![Stored(seat.conversation_id), Stored(message.position), Stored(sent_at)])?;
    Ok(message)
}

fn refuse_text(fault: TextFault) -> Refusal {
    match fault {
        TextFault::Empty => Refusal::Invalid("text must not be empty"),
        TextFault::Nul => Refusal::Invalid("text must not contain a NUL character"),
        TextFault::TooLong => Refusal::TooLarge("text takes at most 16,384 bytes"),
    }
}
