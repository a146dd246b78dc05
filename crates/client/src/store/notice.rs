//! The emergency notice.

use crate::database::StoreError;
use allia_protocol::conversation::Notice;
use rusqlite::{Connection, OptionalExtension};

pub(super) const CREATE: &str = "
CREATE TABLE notice (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;";

/// Keeps the notice unless the one here is as new. Says whether it was kept.
pub(super) fn set(connection: &Connection, notice: &Notice) -> Result<bool, StoreError> {
    let version = i64::try_from(notice.version).unwrap_or(i64::MAX);
    let sql = "INSERT INTO notice (one, version, title, text, phone) VALUES (1, ?1, ?2, ?3, ?4)
               ON CONFLICT (one) DO UPDATE SET version = excluded.version, title = excluded.title,
                   text = excluded.text, phone = excluded.phone
               WHERE excluded.version > notice.version";
    let values = (version, &notice.title, &notice.text, &notice.phone);
    Ok(connection.prepare_cached(sql)?.execute(values)? > 0)
}

pub(super) fn get(connection: &Connection) -> Result<Option<Notice>, StoreError> {
    let sql = "SELECT version, title, text, phone FROM notice WHERE one = 1";
    let notice = connection.prepare_cached(sql)?.query_row([], |row| {
        let version: i64 = row.get(0)?;
        Ok(Notice {
            version: u64::try_from(version).unwrap_or(0),
            title: row.get(1)?,
            text: row.get(2)?,
            phone: row.get(3)?,
        })
    });
    Ok(notice.optional()?)
}
