//! The full-text index of the messages. It keeps no texts, only words, and its row numbers are places in time.

use super::fold::{index_text, message_words};
use super::time_order::TimeOrder;
use crate::database::StoreError;
use rusqlite::Connection;

/// `columnsize = 0` and `detail = none`: nothing ranks by length or asks for neighbours, so neither is kept. The tokenizer
/// has nothing left to fold.
///
/// `pgsz`: SQLCipher takes 80 bytes of each page; with the default of 4,050 every leaf of the index would spill into a
/// second page. `automerge`: fewer, larger merges while history comes in.
pub(super) const CREATE: &str = "
CREATE VIRTUAL TABLE message_text USING fts5 (text, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1);
INSERT INTO message_text (message_text, rank) VALUES ('automerge', 8);
INSERT INTO message_text (message_text, rank) VALUES ('pgsz', 3900);";

pub(super) const SEARCH: &str = "
SELECT rowid FROM message_text WHERE message_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2";

/// Taking words out one by one looks at every segment of the index for each word. From so many messages on, writing the
/// whole index anew without them is quicker.
const FEW: i64 = 300;

const TEXTS: &str = "
SELECT time_order, text FROM message WHERE conversation = ?1 AND position < ?2 ORDER BY time_order";

/// Adds texts. They are taken in ascending order of time: the index then writes all of them in one piece.
pub(super) fn insert(connection: &Connection, mut texts: Vec<(TimeOrder, String)>) -> Result<(), StoreError> {
    texts.sort_unstable_by_key(|(time, _)| *time);
    let mut statement =
        connection.prepare_cached("INSERT INTO message_text (rowid, text) VALUES (?1, ?2)")?;
    for (time, text) in texts {
        statement.execute((time.get(), index_text(&text)))?;
    }
    Ok(())
}

/// Purges the words of a conversation's messages. Their rows must still be there: an index without texts is told what
/// to take out.
pub(super) fn purge(connection: &Connection, conversation: i64) -> Result<(), StoreError> {
    purge_before(connection, &[(conversation, i64::MAX)])
}

/// The same for the messages of several conversations, of each those before a position.
pub(super) fn purge_before(connection: &Connection, parts: &[(i64, i64)]) -> Result<(), StoreError> {
    let mut count = connection
        .prepare_cached("SELECT count(*) FROM message WHERE conversation = ?1 AND position < ?2")?;
    let mut messages = 0_i64;
    for part in parts {
        messages += count.query_row(*part, |row| row.get::<_, i64>(0))?;
    }
    let delete = |connection| parts.iter().try_for_each(|part| delete(connection, *part));
    if messages <= FEW {
        return delete(connection);
    }
    connection.execute("INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 0)", [])?;
    delete(connection)?;
    connection.execute("INSERT INTO message_text (message_text) VALUES ('optimize')", [])?;
    connection.execute("INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1)", [])?;
    Ok(())
}

fn delete(connection: &Connection, (conversation, position): (i64, i64)) -> Result<(), StoreError> {
    let mut texts = connection.prepare_cached(TEXTS)?;
    let mut delete = connection
        .prepare_cached("INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', ?1, ?2)")?;
    let mut rows = texts.query((conversation, position))?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        delete.execute((row.get::<_, i64>(0)?, index_text(&text)))?;
    }
    Ok(())
}

/// The places of the messages that match what was typed, newest first: those with exactly these words and, when there
/// are fewer than asked for, those in which the last word is only the beginning of one. (All words with a beginning must
/// be brought together before the first hit is known, which takes its time for a frequent one.)
pub(super) fn search(connection: &Connection, typed: &str, limit: u32) -> Result<Vec<TimeOrder>, StoreError> {
    let words = message_words(typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let exact = words.iter().fold(String::new(), |exact, word| exact + "\"" + word + "\" ");
    let found = matching(connection, &exact, limit)?;
    let enough = found.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    if enough || !typed.ends_with(char::is_alphanumeric) {
        return Ok(found);
    }
    matching(connection, &(exact + "*"), limit)
}

fn matching(connection: &Connection, expression: &str, limit: u32) -> Result<Vec<TimeOrder>, StoreError> {
    let mut statement = connection.prepare_cached(SEARCH)?;
    let found = statement.query_map((expression, limit), |row| row.get(0).map(TimeOrder::from_number))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
