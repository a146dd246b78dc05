//! The words by which a patient is found, as an index of their beginnings.

use super::fold::{birth_date_words, name_words, search_words};
use crate::database::StoreError;
use rusqlite::Connection;

pub(super) const CREATE: &str = "
CREATE TABLE patient_word (
    word TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    PRIMARY KEY (word, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_word_conversation ON patient_word (conversation);";

pub(super) const WITH_BEGINNING: &str =
    "SELECT conversation FROM patient_word WHERE word >= ?1 AND word < ?2";

/// Keeps the words of a conversation's patient, in place of those that are there.
pub(super) fn set(
    connection: &Connection,
    conversation: i64,
    name: &str,
    birth_date: &str,
) -> Result<(), StoreError> {
    purge(connection, conversation)?;
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO patient_word (word, conversation) VALUES (?1, ?2)")?;
    for word in name_words(name).union(&birth_date_words(birth_date)) {
        insert.execute((word, conversation))?;
    }
    Ok(())
}

/// Purges the words of a conversation's patient.
pub(super) fn purge(connection: &Connection, conversation: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM patient_word WHERE conversation = ?1")?.execute([conversation])?;
    Ok(())
}

/// The conversations that match everything typed, ascending by key; `None` when nothing was typed.
pub(super) fn search(connection: &Connection, typed: &str) -> Result<Option<Vec<i64>>, StoreError> {
    let mut words: Vec<String> = search_words(typed).into_iter().collect();
    if words.is_empty() {
        return Ok(if typed.trim().is_empty() { None } else { Some(Vec::new()) });
    }
    // The longest beginning has the fewest hits, and with none there is nothing left to compare.
    words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let mut found: Option<Vec<i64>> = None;
    for word in words {
        let matching = with_beginning(connection, &word)?;
        let left = match found {
            None => matching,
            Some(earlier) => earlier.into_iter().filter(|key| matching.binary_search(key).is_ok()).collect(),
        };
        if left.is_empty() {
            return Ok(Some(left));
        }
        found = Some(left);
    }
    Ok(found)
}

fn with_beginning(connection: &Connection, beginning: &str) -> Result<Vec<i64>, StoreError> {
    let mut end = beginning.to_owned();
    end.push(char::MAX);
    let mut statement = connection.prepare_cached(WITH_BEGINNING)?;
    let found = statement.query_map((beginning, end), |row| row.get(0))?;
    let mut keys = found.collect::<rusqlite::Result<Vec<i64>>>()?;
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}
