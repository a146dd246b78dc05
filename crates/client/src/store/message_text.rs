//! The full-text index of the messages. It keeps no texts, only words, and its row numbers are places in time.

use super::fold::{index_text, match_expression};
use super::time_order::TimeOrder;
use crate::database::StoreError;
use rusqlite::Connection;

/// `columnsize = 0`: nothing ranks by length, so no table of lengths. The tokenizer has nothing left to fold.
///
/// `pgsz`: SQLCipher takes 80 bytes of each page; with the default of 4,050 every leaf of the index would spill into a
/// second page.
pub(super) const CREATE: &str = "
CREATE VIRTUAL TABLE message_text USING fts5 (text, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1);
INSERT INTO message_text (message_text, rank) VALUES ('pgsz', 3900);";

pub(super) const SEARCH: &str = "
SELECT rowid FROM message_text WHERE message_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2";

const TEXTS: &str = "SELECT time_order, text FROM message WHERE conversation = ?1 ORDER BY time_order";

/// Adds texts. They are taken in ascending order of time: the index then writes all of them in one piece.
pub(super) fn insert(
    connection: &Connection,
    mut texts: Vec<(TimeOrder, String)>,
) -> Result<(), StoreError> {
    texts.sort_unstable_by_key(|(time, _)| *time);
    let mut statement = connection.prepare_cached("INSERT INTO message_text (rowid, text) VALUES (?1, ?2)")?;
    for (time, text) in texts {
        statement.execute((time.get(), index_text(&text)))?;
    }
    Ok(())
}

/// Purges the words of a conversation's messages. Their rows must still be there: an index without texts is told what
/// to take out.
pub(super) fn purge(connection: &Connection, conversation: i64) -> Result<(), StoreError> {
    let mut texts = connection.prepare_cached(TEXTS)?;
    let mut delete = connection.prepare_cached(
        "INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', ?1, ?2)",
    )?;
    let mut rows = texts.query([conversation])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        delete.execute((row.get::<_, i64>(0)?, index_text(&text)))?;
    }
    Ok(())
}

/// The places of the messages that match what was typed, newest first.
pub(super) fn search(connection: &Connection, typed: &str, limit: u32) -> Result<Vec<TimeOrder>, StoreError> {
    let Some(expression) = match_expression(typed) else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(SEARCH)?;
    let found = statement.query_map((expression, limit), |row| row.get(0).map(TimeOrder::from_number))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
