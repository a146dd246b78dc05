//! How far the cache has come: the cursor, and when it was last complete.

use crate::database::{StoreError, timestamp};
use allia_protocol::Timestamp;
use allia_protocol::id::Cursor;
use rusqlite::{Connection, OptionalExtension};

pub(super) const CREATE: &str = "
CREATE TABLE sentinel (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
INSERT INTO sentinel (one) VALUES (1);
CREATE TABLE feed_cursor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    cursor TEXT NOT NULL
) STRICT;
CREATE TABLE up_to_date (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL
) STRICT;";

pub(super) fn set_cursor(connection: &Connection, cursor: &Cursor) -> Result<(), StoreError> {
    let sql = "INSERT INTO feed_cursor (one, cursor) VALUES (1, ?1)
               ON CONFLICT (one) DO UPDATE SET cursor = excluded.cursor";
    connection.prepare_cached(sql)?.execute([cursor.as_str()])?;
    Ok(())
}

/// Moves the cursor on; without one, the feed cannot be gone on with, so there stays none.
pub(super) fn advance_cursor(connection: &Connection, cursor: &Cursor) -> Result<(), StoreError> {
    let sql = "UPDATE feed_cursor SET cursor = ?1 WHERE one = 1";
    connection.prepare_cached(sql)?.execute([cursor.as_str()])?;
    Ok(())
}

pub(super) fn forget_cursor(connection: &Connection) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM feed_cursor")?.execute([])?;
    Ok(())
}

pub(super) fn cursor(connection: &Connection) -> Result<Option<Cursor>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT cursor FROM feed_cursor WHERE one = 1")?;
    Ok(statement.query_row([], |row| row.get::<_, String>(0)).optional()?.map(Cursor::new))
}

pub(super) fn set_up_to_date(connection: &Connection, at: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO up_to_date (one, at) VALUES (1, ?1)
               ON CONFLICT (one) DO UPDATE SET at = excluded.at";
    connection.prepare_cached(sql)?.execute([at.as_millis()])?;
    Ok(())
}

pub(super) fn up_to_date_as_of(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT at FROM up_to_date WHERE one = 1")?;
    Ok(statement.query_row([], |row| timestamp(row, 0)).optional()?)
}
