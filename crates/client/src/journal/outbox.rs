//! Messages written here that the service has not accepted.

use super::entry::{OutboxEntry, OutboxState};
use crate::database::{StoreError, conversation_id, count, message_id, purging, sensitive, timestamp};
use crate::view::NotSentReason;
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

/// `key` is the order in which the messages were written, over all conversations; it is never used twice. `state`: 0
/// waiting, else why it was not sent.
pub(super) const CREATE: &str = "
CREATE TABLE outbox (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id BLOB NOT NULL UNIQUE,
    conversation_id BLOB NOT NULL,
    text TEXT NOT NULL,
    composed_at INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5)
) STRICT;
CREATE INDEX outbox_conversation ON outbox (conversation_id, key);
CREATE INDEX outbox_waiting ON outbox (conversation_id, key) WHERE state = 0;
CREATE INDEX outbox_not_sent ON outbox (key) WHERE state > 0;";

pub(super) const HEADS: &str = "
SELECT message_id, conversation_id, text, composed_at, state FROM outbox
WHERE key IN (SELECT min(key) FROM outbox WHERE state = 0 GROUP BY conversation_id)
ORDER BY key";

pub(super) const OF_CONVERSATION: &str = "
SELECT message_id, conversation_id, text, composed_at, state FROM outbox WHERE conversation_id = ?1 ORDER BY key";

pub(super) const NEWEST: &str = "
SELECT message_id, conversation_id, text, composed_at, state FROM outbox WHERE conversation_id = ?1
ORDER BY key DESC LIMIT 1";

pub(super) const NOT_SENT: &str = "
SELECT message_id, conversation_id, text, composed_at, state FROM outbox WHERE state > 0 ORDER BY key";

pub(super) const WITH_WRITING: &str = "
SELECT conversation_id FROM draft UNION SELECT conversation_id FROM outbox WHERE state = 0";

pub(super) const BY_ID: &str = "
SELECT message_id, conversation_id, text, composed_at, state FROM outbox WHERE message_id = ?1";

/// The state of a message whose care team the person left.
pub(super) const LEFT_CARE_TEAM: i64 = 1;

/// Takes a message in at the end. The same message twice alters nothing.
pub(super) fn insert(connection: &Connection, entry: &OutboxEntry) -> Result<(), StoreError> {
    let sql = "INSERT INTO outbox (message_id, conversation_id, text, composed_at, state) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (message_id) DO NOTHING";
    connection.prepare_cached(sql)?.execute((
        entry.message_id.as_uuid().as_bytes(),
        entry.conversation_id.as_uuid().as_bytes(),
        entry.text.expose(),
        entry.composed_at.as_millis(),
        state_number(entry.state),
    ))?;
    Ok(())
}

/// The draft of a conversation whose access is gone, as a message that was not sent.
pub(super) fn forgotten_draft(
    conversation_id: ConversationId,
    text: Sensitive<String>,
    saved_at: Timestamp,
) -> OutboxEntry {
    let state = OutboxState::NotSent(NotSentReason::NoLongerOnCareTeam);
    OutboxEntry { message_id: MessageId::generate(), conversation_id, text, composed_at: saved_at, state }
}

/// The oldest waiting message of each conversation.
pub(super) fn heads(connection: &Connection) -> Result<Vec<OutboxEntry>, StoreError> {
    let mut statement = connection.prepare_cached(HEADS)?;
    let entries = statement.query_map([], read)?;
    Ok(entries.collect::<rusqlite::Result<_>>()?)
}

/// Everything of a conversation, in the order written.
pub(super) fn of_conversation(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Vec<OutboxEntry>, StoreError> {
    let mut statement = connection.prepare_cached(OF_CONVERSATION)?;
    let entries = statement.query_map([conversation.as_uuid().as_bytes()], read)?;
    Ok(entries.collect::<rusqlite::Result<_>>()?)
}

/// The message of a conversation that was written last.
pub(super) fn newest(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Option<OutboxEntry>, StoreError> {
    let mut statement = connection.prepare_cached(NEWEST)?;
    Ok(statement.query_row([conversation.as_uuid().as_bytes()], read).optional()?)
}

/// One message.
pub(super) fn get(connection: &Connection, message: MessageId) -> Result<Option<OutboxEntry>, StoreError> {
    let mut statement = connection.prepare_cached(BY_ID)?;
    Ok(statement.query_row([message.as_uuid().as_bytes()], read).optional()?)
}

/// The messages that did not go out.
pub(super) fn not_sent(connection: &Connection) -> Result<Vec<OutboxEntry>, StoreError> {
    let mut statement = connection.prepare_cached(NOT_SENT)?;
    let entries = statement.query_map([], read)?;
    Ok(entries.collect::<rusqlite::Result<_>>()?)
}

/// How many messages did not go out.
pub(super) fn not_sent_count(connection: &Connection) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM outbox WHERE state > 0";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| count(row, 0))?)
}

/// Whether there is any message.
pub(super) fn any(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM outbox LIMIT 1")?.exists([])?)
}

/// The conversations with a waiting message or a draft.
pub(super) fn conversations_with_writing(connection: &Connection) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = connection.prepare_cached(WITH_WRITING)?;
    let ids = statement.query_map([], |row| conversation_id(row, 0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Purges a message.
pub(super) fn delete(connection: &Connection, message: MessageId) -> Result<(), StoreError> {
    let sql = "DELETE FROM outbox WHERE message_id = ?1";
    connection.prepare_cached(sql)?.execute([message.as_uuid().as_bytes()])?;
    Ok(())
}

/// Purges a message that was not sent. Says whether there was one.
pub(super) fn delete_not_sent(connection: &Connection, message: MessageId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM outbox WHERE message_id = ?1 AND state > 0";
    let deleted = connection.prepare_cached(sql)?.execute([message.as_uuid().as_bytes()])? > 0;
    if deleted {
        purging::note(connection)?;
    }
    Ok(deleted)
}

/// Says how a message stands.
pub(super) fn set_state(
    connection: &Connection,
    message: MessageId,
    state: OutboxState,
) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET state = ?2 WHERE message_id = ?1";
    connection.prepare_cached(sql)?.execute((message.as_uuid().as_bytes(), state_number(state)))?;
    Ok(())
}

/// A message that was not sent waits again. Says whether there was one.
pub(super) fn wait_again(connection: &Connection, message: MessageId) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 0 WHERE message_id = ?1 AND state > 0";
    Ok(connection.prepare_cached(sql)?.execute([message.as_uuid().as_bytes()])? > 0)
}

/// A conversation's waiting messages will not go out. Says how many there were.
pub(super) fn wedge_waiting(
    connection: &Connection,
    conversation: ConversationId,
    reason: NotSentReason,
) -> Result<usize, StoreError> {
    let sql = "UPDATE outbox SET state = ?2 WHERE conversation_id = ?1 AND state = 0";
    let state = state_number(OutboxState::NotSent(reason));
    Ok(connection.prepare_cached(sql)?.execute((conversation.as_uuid().as_bytes(), state))?)
}

/// All waiting messages will not go out by themselves.
pub(super) fn wedge_all_waiting(connection: &Connection, reason: NotSentReason) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET state = ?1 WHERE state = 0";
    connection.prepare_cached(sql)?.execute([state_number(OutboxState::NotSent(reason))])?;
    Ok(())
}

/// How many messages there are.
pub(super) fn how_many(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.prepare_cached("SELECT count(*) FROM outbox")?.query_row([], |row| count(row, 0))?)
}

/// A message in five columns.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<OutboxEntry> {
    Ok(OutboxEntry {
        message_id: message_id(row, 0)?,
        conversation_id: conversation_id(row, 1)?,
        text: sensitive(row, 2)?,
        composed_at: timestamp(row, 3)?,
        state: state(row.get(4)?),
    })
}

const fn state_number(state: OutboxState) -> i64 {
    match state {
        OutboxState::Waiting => 0,
        OutboxState::NotSent(NotSentReason::NoLongerOnCareTeam) => LEFT_CARE_TEAM,
        OutboxState::NotSent(NotSentReason::TooLong) => 2,
        OutboxState::NotSent(NotSentReason::Refused) => 3,
        OutboxState::NotSent(NotSentReason::Conflict) => 4,
        OutboxState::NotSent(NotSentReason::OlderCopy) => 5,
    }
}

const fn state(number: i64) -> OutboxState {
    match number {
        0 => OutboxState::Waiting,
        LEFT_CARE_TEAM => OutboxState::NotSent(NotSentReason::NoLongerOnCareTeam),
        2 => OutboxState::NotSent(NotSentReason::TooLong),
        3 => OutboxState::NotSent(NotSentReason::Refused),
        5 => OutboxState::NotSent(NotSentReason::OlderCopy),
        _ => OutboxState::NotSent(NotSentReason::Conflict),
    }
}
