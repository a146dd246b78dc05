//! The conversations: one row holds all that a row of the list shows, and is kept current with each message.

use super::fold::fold;
use super::message::kind;
use super::row::StoredRow;
use crate::database::{
    StoreError, conversation_id, count, message_id, position, sensitive, sensitive_option, timestamp, user_id,
};
use allia_protocol::conversation::{Clinician, Conversation, Message, Patient};
use allia_protocol::id::ConversationId;
use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};

/// Positions are zero where there is none; an empty text stands for none. `gap`: 0 when the whole history is here, 2
/// when not even its newest page is, else 1. The largest key is what fits into a place in time; none is ever used twice:
/// a full-text index with `detail = none` and `secure-delete` loses words when a row number that was purged is taken again.
pub(super) const CREATE: &str = "
CREATE TABLE conversation (
    key INTEGER PRIMARY KEY AUTOINCREMENT CHECK (key BETWEEN 1 AND 262143),
    conversation_id BLOB NOT NULL UNIQUE,
    patient_id BLOB NOT NULL,
    patient_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    pronouns TEXT NOT NULL,
    clinician_id BLOB NOT NULL,
    clinician_name TEXT NOT NULL,
    clinician_title TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    last_position INTEGER NOT NULL DEFAULT 0,
    last_message_id BLOB NOT NULL DEFAULT x'',
    last_sender_id BLOB NOT NULL DEFAULT x'',
    last_kind INTEGER NOT NULL DEFAULT 0,
    last_text TEXT NOT NULL DEFAULT '',
    last_sent_at INTEGER NOT NULL DEFAULT 0,
    last_composed_at INTEGER NOT NULL DEFAULT 0,
    last_incoming INTEGER NOT NULL DEFAULT 0,
    oldest_here INTEGER NOT NULL DEFAULT 0,
    gap INTEGER NOT NULL DEFAULT 0 CHECK (gap IN (0, 1, 2)),
    unread INTEGER NOT NULL DEFAULT 0,
    unread_missing INTEGER NOT NULL DEFAULT 0,
    my_read INTEGER NOT NULL DEFAULT 0,
    confirmed_delivered INTEGER NOT NULL DEFAULT 0,
    confirmed_read INTEGER NOT NULL DEFAULT 0,
    peer_delivered INTEGER NOT NULL DEFAULT 0,
    peer_read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX conversation_list ON conversation (last_sent_at DESC, sort_name, birth_date, conversation_id);
CREATE INDEX conversation_unread ON conversation (unread) WHERE unread > 0;
CREATE INDEX conversation_gap ON conversation (gap DESC, last_sent_at DESC) WHERE gap > 0;
CREATE INDEX conversation_receipt ON conversation (key)
    WHERE last_incoming > confirmed_delivered OR my_read > confirmed_read;";

pub(super) const ROW: &str = "
SELECT conversation_id, patient_id, patient_name, birth_date, pronouns, clinician_id, clinician_name, clinician_title,
    last_position, last_message_id, last_sender_id, last_kind, last_text, last_sent_at, last_composed_at,
    unread, my_read, peer_delivered, peer_read, oldest_here, gap
FROM conversation WHERE key = ?1";

pub(super) const KEY: &str = "SELECT key FROM conversation WHERE conversation_id = ?1";

pub(super) const COUNT: &str = "SELECT count(*) FROM conversation";

pub(super) const UNREAD: &str = "SELECT coalesce(sum(unread), 0) FROM conversation WHERE unread > 0";

/// The key of a conversation.
pub(super) fn key(connection: &Connection, id: ConversationId) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached(KEY)?;
    Ok(statement.query_row([id.as_uuid().as_bytes()], |row| row.get(0)).optional()?)
}

/// All conversations here.
pub(super) fn ids(connection: &Connection) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT conversation_id FROM conversation")?;
    let ids = statement.query_map([], |row| conversation_id(row, 0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The row of the list with this key.
pub(super) fn row(connection: &Connection, key: i64) -> Result<Option<StoredRow>, StoreError> {
    Ok(connection.prepare_cached(ROW)?.query_row([key], read).optional()?)
}

/// How many conversations there are.
pub(super) fn total(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.prepare_cached(COUNT)?.query_row([], |row| count(row, 0))?)
}

/// Unread messages over all conversations.
pub(super) fn unread_total(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.prepare_cached(UNREAD)?.query_row([], |row| count(row, 0))?)
}

/// Adds a conversation without messages, and answers with its key.
pub(super) fn insert(connection: &Connection, conversation: &Conversation) -> Result<i64, StoreError> {
    let sql = "
        INSERT INTO conversation (conversation_id, patient_id, patient_name, birth_date, pronouns, clinician_id,
            clinician_name, clinician_title, sort_name)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    execute_with_people(connection, sql, conversation)?;
    Ok(connection.last_insert_rowid())
}

/// Writes what the service says about patient and clinician.
pub(super) fn update_people(connection: &Connection, conversation: &Conversation) -> Result<(), StoreError> {
    let sql = "
        UPDATE conversation SET patient_id = ?2, patient_name = ?3, birth_date = ?4, pronouns = ?5, clinician_id = ?6,
            clinician_name = ?7, clinician_title = ?8, sort_name = ?9
        WHERE conversation_id = ?1";
    execute_with_people(connection, sql, conversation)
}

fn execute_with_people(
    connection: &Connection,
    sql: &str,
    conversation: &Conversation,
) -> Result<(), StoreError> {
    let Conversation { conversation_id, patient, clinician, .. } = conversation;
    connection.prepare_cached(sql)?.execute((
        conversation_id.as_uuid().as_bytes(),
        patient.user_id.as_uuid().as_bytes(),
        patient.display_name.expose(),
        patient.birth_date.expose().to_string(),
        patient.pronouns.as_ref().map_or("", |pronouns| pronouns.expose()),
        clinician.user_id.as_uuid().as_bytes(),
        clinician.display_name.expose(),
        clinician.title.as_deref().unwrap_or(""),
        fold(patient.display_name.expose()),
    ))?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredRow> {
    Ok(StoredRow {
        conversation_id: conversation_id(row, 0)?,
        patient: patient(row, 1)?,
        clinician: Clinician {
            user_id: user_id(row, 5)?,
            display_name: sensitive(row, 6)?,
            title: sensitive_option(row, 7)?.map(|title| title.into_exposed()),
        },
        last_message: last_message(row)?,
        unread: count(row, 15)?,
        my_read: position(row, 16)?,
        peer_delivered: position(row, 17)?,
        peer_read: position(row, 18)?,
        oldest_here: position(row, 19)?,
        reached_start: row.get::<_, i64>(20)? == 0,
    })
}

/// A patient in four columns: id, name, birth date, pronouns.
pub(super) fn patient(row: &Row<'_>, first: usize) -> rusqlite::Result<Patient> {
    let birth_date: String = row.get(first + 2)?;
    let birth_date: Date = birth_date.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(first + 2, Type::Text, error.into())
    })?;
    Ok(Patient {
        user_id: user_id(row, first)?,
        display_name: sensitive(row, first + 1)?,
        birth_date: birth_date.into(),
        pronouns: sensitive_option(row, first + 3)?,
    })
}

fn last_message(row: &Row<'_>) -> rusqlite::Result<Option<Message>> {
    let position = position(row, 8)?;
    if position.get() == 0 {
        return Ok(None);
    }
    Ok(Some(Message {
        conversation_id: conversation_id(row, 0)?,
        position,
        message_id: message_id(row, 9)?,
        sender_id: user_id(row, 10)?,
        kind: kind(row.get(11)?),
        text: sensitive(row, 12)?,
        sent_at: timestamp(row, 13)?,
        composed_at: timestamp(row, 14)?,
    }))
}

/// Purges a conversation's row.
pub(super) fn purge(connection: &Connection, key: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM conversation WHERE key = ?1")?.execute([key])?;
    Ok(())
}
