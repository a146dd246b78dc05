//! A message as the database keeps it.

use crate::column::{Stored, stored_word};
use allia_protocol::conversation::{Message, MessageKind};
use allia_protocol::id::{ConversationId, MessageId, Position, UserId};
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

stored_word!(MessageKind { Text = "text", Automatic = "automatic" });

/// Reads a message from the eight columns that begin at `first`.
pub(crate) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Message> {
    Ok(Message {
        message_id: row.get::<_, Stored<MessageId>>(first)?.0,
        conversation_id: row.get::<_, Stored<ConversationId>>(first + 1)?.0,
        position: row.get::<_, Stored<Position>>(first + 2)?.0,
        sender_id: row.get::<_, Stored<UserId>>(first + 3)?.0,
        kind: row.get::<_, Stored<MessageKind>>(first + 4)?.0,
        text: row.get::<_, Stored<Sensitive<String>>>(first + 5)?.0,
        sent_at: row.get::<_, Stored<Timestamp>>(first + 6)?.0,
        composed_at: row.get::<_, Stored<Timestamp>>(first + 7)?.0,
    })
}

/// The message at a position.
pub(crate) fn at(
    connection: &Connection,
    conversation_id: ConversationId,
    position: i64,
) -> rusqlite::Result<Option<Message>> {
    connection
        .prepare_cached(
            "SELECT message_id, conversation_id, position, sender_id, kind, text, sent_at, composed_at
             FROM messages WHERE conversation_id = ?1 AND position = ?2",
        )?
        .query_row(params![Stored(conversation_id), position], |row| read(row, 0))
        .optional()
}

/// The message of this id, wherever it is.
pub(super) fn by_id(connection: &Connection, message_id: MessageId) -> rusqlite::Result<Option<Message>> {
    connection
        .prepare_cached(
            "SELECT message_id, conversation_id, position, sender_id, kind, text, sent_at, composed_at
             FROM messages WHERE message_id = ?1",
        )?
        .query_row([Stored(message_id)], |row| read(row, 0))
        .optional()
}

/// Adds a message whose place is taken already.
pub(super) fn insert(connection: &Connection, message: &Message) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO messages
                 (conversation_id, position, message_id, sender_id, kind, text, sent_at, composed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            Stored(message.conversation_id),
            Stored(message.position),
            Stored(message.message_id),
            Stored(message.sender_id),
            Stored(message.kind),
            message.text.expose(),
            Stored(message.sent_at),
            Stored(message.composed_at),
        ])
        .map(drop)
}
