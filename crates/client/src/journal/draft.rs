//! Text not yet sent, one per conversation.

use crate::database::{StoreError, count, sensitive, timestamp};
use allia_protocol::id::ConversationId;
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::{Connection, OptionalExtension};

pub(super) const CREATE: &str = "
CREATE TABLE draft (
    key INTEGER PRIMARY KEY,
    conversation_id BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;";

/// Keeps a text in place of one that is there. Nothing but white space is no text.
pub(super) fn save(
    connection: &Connection,
    conversation: ConversationId,
    text: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    if text.trim().is_empty() {
        return delete(connection, conversation);
    }
    let sql = "INSERT INTO draft (conversation_id, text, saved_at) VALUES (?1, ?2, ?3)
               ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at";
    connection.prepare_cached(sql)?.execute((conversation.as_uuid().as_bytes(), text, at.as_millis()))?;
    Ok(())
}

/// Keeps a text from a journal that was set aside. What was written since stays, below it.
pub(super) fn carry_over(
    connection: &Connection,
    conversation: ConversationId,
    text: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    match get(connection, conversation)? {
        None => save(connection, conversation, text, at),
        Some((newer, _)) if newer.expose().contains(text) => Ok(()),
        Some((newer, newer_at)) => {
            let both = Sensitive::new(format!("{text}\n\n{}", newer.expose()));
            save(connection, conversation, both.expose(), newer_at)
        }
    }
}

/// Forgets the text.
pub(super) fn delete(connection: &Connection, conversation: ConversationId) -> Result<(), StoreError> {
    let sql = "DELETE FROM draft WHERE conversation_id = ?1";
    connection.prepare_cached(sql)?.execute([conversation.as_uuid().as_bytes()])?;
    Ok(())
}

/// The text, and when it was saved.
pub(super) fn get(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Option<(Sensitive<String>, Timestamp)>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT text, saved_at FROM draft WHERE conversation_id = ?1")?;
    let found = statement
        .query_row([conversation.as_uuid().as_bytes()], |row| Ok((sensitive(row, 0)?, timestamp(row, 1)?)));
    Ok(found.optional()?)
}

/// Whether there is any.
pub(super) fn any(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM draft LIMIT 1")?.exists([])?)
}

/// How many there are.
pub(super) fn how_many(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.prepare_cached("SELECT count(*) FROM draft")?.query_row([], |row| count(row, 0))?)
}
