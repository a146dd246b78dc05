//! What becomes of a feed entry at the moment it leaves: judged again, and read as things are now.

use crate::column::Stored;
use crate::live::Hub;
use crate::{Refusal, access, conversations, messages, notices, practices, receipts};
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::id::{ConversationId, Position, UserId};
use rusqlite::{Connection, OptionalExtension, params};

/// A feed entry as the database keeps it.
pub(super) struct Waiting {
    pub(super) seq: i64,
    pub(super) kind: String,
    pub(super) conversation_id: Option<ConversationId>,
    pub(super) position: Option<i64>,
    pub(super) participant_id: Option<UserId>,
    pub(super) reason: Option<RemovalReason>,
}

/// The change that the user gets, or nothing when it is not theirs to get any more.
pub(super) fn leave(
    connection: &Connection,
    hub: &Hub,
    user: UserId,
    waiting: &Waiting,
) -> Result<Option<Change>, Refusal> {
    match waiting.conversation_id {
        None if waiting.kind == "practice" => {
            Ok(Some(Change::Practice { practice: practices::about(connection)? }))
        }
        None => Ok(notices::newest(connection)?.map(|notice| Change::Notice { notice })),
        Some(conversation_id) => match waiting.reason {
            Some(reason) => Ok(Some(Change::ConversationRemoved { conversation_id, reason })),
            None => leave_conversation(connection, hub, user, conversation_id, waiting),
        },
    }
}

fn leave_conversation(
    connection: &Connection,
    hub: &Hub,
    user: UserId,
    conversation_id: ConversationId,
    waiting: &Waiting,
) -> Result<Option<Change>, Refusal> {
    match access::seat(connection, user, conversation_id) {
        Ok(_) => {}
        Err(Refusal::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    }
    if waiting.seq < removed_seq(connection, user, conversation_id)? {
        return Ok(None);
    }
    match (waiting.kind.as_str(), waiting.position, waiting.participant_id) {
        ("message", Some(position), _) => {
            Ok(messages::at(connection, conversation_id, position)?
                .map(|message| Change::Message { message }))
        }
        ("receipt", _, Some(participant)) => leave_receipt(connection, conversation_id, participant),
        _ => Ok(conversations::one(connection, hub, user, conversation_id)?
            .map(|conversation| Change::Conversation { conversation: Box::new(conversation) })),
    }
}

fn leave_receipt(
    connection: &Connection,
    conversation_id: ConversationId,
    participant: UserId,
) -> Result<Option<Change>, Refusal> {
    let receipt = receipts::of(connection, conversation_id, participant)?;
    Ok(receipt.map(|receipt| Change::Receipt {
        conversation_id,
        user_id: participant,
        delivered_position: Position::new(receipt.delivered.unsigned_abs()),
        read_position: Position::new(receipt.read.unsigned_abs()),
    }))
}

fn removed_seq(
    connection: &Connection,
    user: UserId,
    conversation_id: ConversationId,
) -> rusqlite::Result<i64> {
    let seq = connection
        .prepare_cached("SELECT removed_seq FROM participants WHERE conversation_id = ?1 AND user_id = ?2")?
        .query_row(params![Stored(conversation_id), Stored(user)], |row| row.get(0))
        .optional()?;
    Ok(seq.unwrap_or(0))
}
