//! The list of conversations: what was written in last stands first, then by name.

use super::row::{MessageFound, StoredList, StoredRow};
use super::{conversation, message, message_text, patient_word};
use crate::database::StoreError;
use allia_protocol::id::ConversationId;
use rusqlite::Connection;

pub(super) const KEYS: &str = "
SELECT key FROM conversation ORDER BY last_sent_at DESC, sort_name, birth_date, conversation_id LIMIT ?1 OFFSET ?2";

pub(super) const ORDER_OF_KEY: &str = "
SELECT last_sent_at, sort_name, birth_date, conversation_id FROM conversation WHERE key = ?1";

/// Up to this many hits are put in order by themselves. With more of them, walking along the list's index meets the first
/// page of them sooner.
const FEW: usize = 200;

/// A page of the list, for a search or without one.
pub(super) fn page(
    connection: &Connection,
    search: &str,
    offset: u32,
    limit: u32,
) -> Result<StoredList, StoreError> {
    let total_without_search = conversation::total(connection)?;
    let (keys, total) = match patient_word::search(connection, search)? {
        None => (keys(connection, i64::from(limit), i64::from(offset))?, total_without_search),
        Some(found) => {
            let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
            (found_page(connection, found, offset, limit)?, total)
        }
    };
    Ok(StoredList {
        rows: rows(connection, keys)?,
        total,
        total_without_search,
        total_unread: conversation::unread_total(connection)?,
    })
}

/// The messages found by their words, with their patients.
pub(super) fn messages_found(
    connection: &Connection,
    typed: &str,
    limit: u32,
) -> Result<Vec<MessageFound>, StoreError> {
    let mut found = Vec::new();
    for time in message_text::search(connection, typed, limit)? {
        let Some(row) = conversation::row(connection, time.conversation())? else {
            continue;
        };
        if let Some(message) = message::at_time(connection, row.conversation_id, time)? {
            found.push(MessageFound { patient: row.patient, message });
        }
    }
    Ok(found)
}

/// The rows of these conversations, in this order; the ones that are not here are left out.
pub(super) fn rows_of(connection: &Connection, ids: &[ConversationId]) -> Result<Vec<StoredRow>, StoreError> {
    let keys = ids.iter().filter_map(|id| conversation::key(connection, *id).transpose());
    rows(connection, keys.collect::<Result<_, _>>()?)
}

fn rows(connection: &Connection, keys: Vec<i64>) -> Result<Vec<StoredRow>, StoreError> {
    let rows = keys.into_iter().filter_map(|key| conversation::row(connection, key).transpose());
    rows.collect()
}

fn found_page(
    connection: &Connection,
    found: Vec<i64>,
    offset: u32,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if found.len() <= FEW {
        let ordered = in_order(connection, found)?;
        return Ok(ordered.into_iter().skip(offset).take(limit).collect());
    }
    let mut page = Vec::new();
    let mut statement = connection.prepare_cached(KEYS)?;
    let mut rows = statement.query((-1, 0))?;
    let mut skipped = 0;
    while page.len() < limit
        && let Some(row) = rows.next()?
    {
        let key: i64 = row.get(0)?;
        if found.binary_search(&key).is_err() {
            continue;
        }
        if skipped < offset {
            skipped += 1;
        } else {
            page.push(key);
        }
    }
    Ok(page)
}

fn keys(connection: &Connection, limit: i64, offset: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(KEYS)?;
    let keys = statement.query_map((limit, offset), |row| row.get(0))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

fn in_order(connection: &Connection, keys: Vec<i64>) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(ORDER_OF_KEY)?;
    let mut ordered = Vec::with_capacity(keys.len());
    for key in keys {
        let place = statement.query_row([key], |row| {
            let last_sent_at: i64 = row.get(0)?;
            let id: [u8; 16] = row.get(3)?;
            Ok((std::cmp::Reverse(last_sent_at), row.get::<_, String>(1)?, row.get::<_, String>(2)?, id))
        })?;
        ordered.push((place, key));
    }
    ordered.sort_unstable();
    Ok(ordered.into_iter().map(|(_, key)| key).collect())
}
