//! The messages, laid down conversation by conversation, so that a page of one is read from neighbouring pages.

use super::time_order::TimeOrder;
use crate::database::{StoreError, message_id, number, position, sensitive, timestamp, user_id};
use allia_protocol::conversation::{Message, MessageKind};
use allia_protocol::id::{ConversationId, MessageId, Position, UserId};
use rusqlite::{Connection, OptionalExtension, Row};

pub(super) const CREATE: &str = "
CREATE TABLE message (
    conversation INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    time_order INTEGER NOT NULL,
    message_id BLOB NOT NULL,
    sender_id BLOB NOT NULL,
    incoming INTEGER NOT NULL CHECK (incoming IN (0, 1)),
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
    text TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    composed_at INTEGER NOT NULL,
    PRIMARY KEY (conversation, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_time_order ON message (conversation, time_order);";

pub(super) const OLDEST_HERE: &str = "SELECT key, oldest_here FROM conversation WHERE conversation_id = ?1";

pub(super) const BEFORE: &str = "
SELECT position, message_id, sender_id, kind, text, sent_at, composed_at FROM message
WHERE conversation = ?1 AND position >= ?2 AND position < ?3 ORDER BY position DESC LIMIT ?4";

pub(super) const FROM: &str = "
SELECT position, message_id, sender_id, kind, text, sent_at, composed_at FROM message
WHERE conversation = ?1 AND position >= ?2 ORDER BY position LIMIT ?3";

pub(super) const AT_TIME: &str = "
SELECT position, message_id, sender_id, kind, text, sent_at, composed_at FROM message
WHERE conversation = ?1 AND time_order = ?2";

pub(super) const COUNT_INCOMING: &str = "
SELECT count(*) FROM message WHERE conversation = ?1 AND position > ?2 AND position <= ?3 AND incoming = 1";

/// Reads through the whole conversation: asked only about what was named as not sent.
const HAS: &str = "
SELECT 1 FROM message
WHERE conversation = (SELECT key FROM conversation WHERE conversation_id = ?1) AND message_id = ?2";

const INSERT: &str = "
INSERT OR IGNORE INTO message (conversation, position, time_order, message_id, sender_id, incoming, kind, text,
    sent_at, composed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// Whether this message of the conversation is here.
pub(super) fn has(
    connection: &Connection,
    conversation: ConversationId,
    message: MessageId,
) -> Result<bool, StoreError> {
    let ids = (conversation.as_uuid().as_bytes(), message.as_uuid().as_bytes());
    Ok(connection.prepare_cached(HAS)?.exists(ids)?)
}

/// Adds a message. Answers with its place in time when it was not here, `None` when it was.
pub(super) fn insert(
    connection: &Connection,
    conversation: i64,
    message: &Message,
    me: UserId,
) -> Result<Option<TimeOrder>, StoreError> {
    let mut time_order = TimeOrder::of(conversation, message.sent_at, message.position);
    if insert_at(connection, conversation, message, me, time_order)? {
        return Ok(Some(time_order));
    }
    if is_here(connection, conversation, message.position)? {
        return Ok(None);
    }
    time_order = free_place(connection, conversation, time_order)?;
    insert_at(connection, conversation, message, me, time_order)?;
    Ok(Some(time_order))
}

fn insert_at(
    connection: &Connection,
    conversation: i64,
    message: &Message,
    me: UserId,
    time_order: TimeOrder,
) -> Result<bool, StoreError> {
    let values = (
        conversation,
        number(message.position),
        time_order.get(),
        message.message_id.as_uuid().as_bytes(),
        message.sender_id.as_uuid().as_bytes(),
        message.sender_id != me,
        kind_number(message.kind),
        message.text.expose(),
        message.sent_at.as_millis(),
        message.composed_at.as_millis(),
    );
    Ok(connection.prepare_cached(INSERT)?.execute(values)? > 0)
}

fn is_here(connection: &Connection, conversation: i64, position: Position) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM message WHERE conversation = ?1 AND position = ?2";
    Ok(connection.prepare_cached(sql)?.exists((conversation, number(position)))?)
}

/// The first free place from one that is taken.
fn free_place(connection: &Connection, conversation: i64, taken: TimeOrder) -> Result<TimeOrder, StoreError> {
    let sql =
        "SELECT time_order FROM message WHERE conversation = ?1 AND time_order >= ?2 ORDER BY time_order";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((conversation, taken.get()))?;
    let mut free = taken;
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(0)? != free.get() {
            break;
        }
        free = free.next();
    }
    Ok(free)
}

/// The other side's messages after one position, up to another one.
pub(super) fn count_incoming(
    connection: &Connection,
    conversation: i64,
    after: i64,
    up_to: i64,
) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(COUNT_INCOMING)?;
    Ok(statement.query_row((conversation, after, up_to), |row| row.get(0))?)
}

/// The newest messages before a position, ascending, as far as they are here without holes.
pub(super) fn before(
    connection: &Connection,
    id: ConversationId,
    before: Position,
    limit: u32,
) -> Result<Vec<Message>, StoreError> {
    let Some((key, oldest)) = oldest_here(connection, id)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(BEFORE)?;
    let found = statement.query_map((key, oldest, number(before), limit), |row| read(row, id))?;
    let mut messages = found.collect::<rusqlite::Result<Vec<_>>>()?;
    messages.reverse();
    Ok(messages)
}

/// The messages from a position on, ascending, as far as they are here without holes.
pub(super) fn from(
    connection: &Connection,
    id: ConversationId,
    from: Position,
    limit: u32,
) -> Result<Vec<Message>, StoreError> {
    let Some((key, oldest)) = oldest_here(connection, id)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(FROM)?;
    let found = statement.query_map((key, oldest.max(number(from)), limit), |row| read(row, id))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn oldest_here(connection: &Connection, id: ConversationId) -> Result<Option<(i64, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(OLDEST_HERE)?;
    let found = statement.query_row([id.as_uuid().as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}

/// The message of a conversation at a place in time.
pub(super) fn at_time(
    connection: &Connection,
    id: ConversationId,
    time: TimeOrder,
) -> Result<Option<Message>, StoreError> {
    let mut statement = connection.prepare_cached(AT_TIME)?;
    Ok(statement.query_row((time.conversation(), time.get()), |row| read(row, id)).optional()?)
}

fn read(row: &Row<'_>, conversation_id: ConversationId) -> rusqlite::Result<Message> {
    Ok(Message {
        conversation_id,
        position: position(row, 0)?,
        message_id: message_id(row, 1)?,
        sender_id: user_id(row, 2)?,
        kind: kind(row.get(3)?),
        text: sensitive(row, 4)?,
        sent_at: timestamp(row, 5)?,
        composed_at: timestamp(row, 6)?,
    })
}

/// A kind as it stands in a column.
pub(super) const fn kind_number(kind: MessageKind) -> i64 {
    match kind {
        MessageKind::Text => 0,
        MessageKind::Automatic => 1,
    }
}

/// The kind with this number.
pub(super) const fn kind(number: i64) -> MessageKind {
    if number == 1 { MessageKind::Automatic } else { MessageKind::Text }
}

/// Purges a conversation's messages.
pub(super) fn purge(connection: &Connection, conversation: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM message WHERE conversation = ?1")?.execute([conversation])?;
    Ok(())
}
