//! How often a file was opened and closed. The key store has the same number, written after the file's: a file with a
//! lower one is an older copy that somebody has put back.

use super::StoreError;
use rusqlite::Connection;

pub(crate) const CREATE: &str = "
CREATE TABLE generation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO generation (one, number) VALUES (1, 0);";

/// The file's number; 0 for a new one.
pub(crate) fn get(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT number FROM generation WHERE one = 1";
    let number: i64 = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(u64::try_from(number).unwrap_or(0))
}

/// Counts on, never back.
pub(crate) fn set(connection: &Connection, number: u64) -> Result<(), StoreError> {
    let sql = "UPDATE generation SET number = max(number, ?1) WHERE one = 1";
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.execute([number])?;
    Ok(())
}
