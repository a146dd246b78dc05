//! Messages for a lost care team that the person has seen as *not sent*: they are shown once.

use super::outbox::LEFT_CARE_TEAM;
use crate::database::{StoreError, purging};
use allia_protocol::id::MessageId;
use rusqlite::Connection;

pub(super) const CREATE: &str = "
CREATE TABLE shown_not_sent (message_id BLOB NOT NULL PRIMARY KEY) STRICT;";

/// Notes that those of these messages that are such were shown.
pub(super) fn mark(connection: &Connection, message_ids: &[MessageId]) -> Result<(), StoreError> {
    let sql = "INSERT INTO shown_not_sent (message_id)
               SELECT message_id FROM outbox WHERE state = ?1 AND message_id = ?2
               ON CONFLICT (message_id) DO NOTHING";
    let mut insert = connection.prepare_cached(sql)?;
    for message_id in message_ids {
        insert.execute((LEFT_CARE_TEAM, message_id.as_uuid().as_bytes()))?;
    }
    Ok(())
}

/// Purges those that were shown. Says how many there were.
pub(super) fn purge(connection: &Connection) -> Result<usize, StoreError> {
    let sql = "DELETE FROM outbox WHERE state = ?1 AND message_id IN (SELECT message_id FROM shown_not_sent)";
    let purged = connection.prepare_cached(sql)?.execute([LEFT_CARE_TEAM])?;
    if purged > 0 {
        purging::note(connection)?;
    }
    connection.prepare_cached("DELETE FROM shown_not_sent")?.execute([])?;
    Ok(purged)
}
