//! For how long messages stay. What was read and is older goes and is not fetched again; what was not read, and the newest
//! message of each conversation, stay.
//!
//! A row number of the full-text index must not be taken twice, so what is gone comes back only with a fresh cache: whoever
//! wants older messages again must delete the file.

use super::time_order::TimeOrder;
use crate::database::{StoreError, conversation_id, timestamp};
use allia_protocol::Timestamp;
use allia_protocol::id::{ConversationId, Position};
use rusqlite::{Connection, OptionalExtension};

/// `kept_from`: everything before this position is left out; zero when nothing is.
pub(super) const CREATE: &str = "
ALTER TABLE conversation ADD COLUMN kept_from INTEGER NOT NULL DEFAULT 0;
CREATE TABLE kept_since (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL
) STRICT;";

pub(super) const NEWEST_BEFORE: &str = "
SELECT position FROM message WHERE conversation = ?1 AND time_order < ?2 ORDER BY time_order DESC LIMIT 1";

/// The moment before which messages were left out; `None` when none ever were.
pub(super) fn kept_since(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT at FROM kept_since WHERE one = 1")?;
    Ok(statement.query_row([], |row| timestamp(row, 0)).optional()?)
}

/// From now on messages before this moment are left out.
pub(super) fn set_kept_since(connection: &Connection, since: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO kept_since (one, at) VALUES (1, ?1)
               ON CONFLICT (one) DO UPDATE SET at = max(at, excluded.at)";
    connection.prepare_cached(sql)?.execute([since.as_millis()])?;
    Ok(())
}

/// The newest message of a conversation from before a moment.
pub(super) fn newest_before(
    connection: &Connection,
    conversation: i64,
    since: Timestamp,
) -> Result<Option<i64>, StoreError> {
    let limit = TimeOrder::of(conversation, since, Position::ZERO);
    let mut statement = connection.prepare_cached(NEWEST_BEFORE)?;
    Ok(statement.query_row((conversation, limit.get()), |row| row.get(0)).optional()?)
}

/// The conversations in which there is anything from before a moment.
pub(super) fn with_older(
    connection: &Connection,
    since: Timestamp,
) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT key, conversation_id FROM conversation")?;
    let all = statement.query_map([], |row| Ok((row.get(0)?, conversation_id(row, 1)?)))?;
    let mut older = Vec::new();
    for found in all {
        let (key, id) = found?;
        if newest_before(connection, key, since)?.is_some() {
            older.push(id);
        }
    }
    Ok(older)
}

/// Purges the rows of a conversation before a position. Says whether there were any.
pub(super) fn purge_before(connection: &Connection, key: i64, position: i64) -> Result<bool, StoreError> {
    let sql = "DELETE FROM message WHERE conversation = ?1 AND position < ?2";
    Ok(connection.prepare_cached(sql)?.execute((key, position))? > 0)
}
