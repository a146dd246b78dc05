//! Whose cache this is: their name and their practice, as the service last said, to be shown before it is reached.

use crate::database::StoreError;
use allia_protocol::session::{Me, Practice};
use rusqlite::{Connection, OptionalExtension};

pub(super) const CREATE: &str = "
CREATE TABLE account (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    me TEXT NOT NULL
) STRICT;";

/// Keeps the answer of `GET /v1/me`, in the contract's own form.
pub(super) fn set(connection: &Connection, me: &Me) -> Result<(), StoreError> {
    let Ok(text) = serde_json::to_string(me) else { return Ok(()) };
    let sql = "INSERT INTO account (one, me) VALUES (1, ?1)
               ON CONFLICT (one) DO UPDATE SET me = excluded.me";
    connection.prepare_cached(sql)?.execute([text])?;
    Ok(())
}

/// Keeps what the service says of the practice. Says whether that is another.
pub(super) fn set_practice(connection: &Connection, practice: &Practice) -> Result<bool, StoreError> {
    let Some(me) = get(connection)?.filter(|me| me.practice != *practice) else { return Ok(false) };
    set(connection, &Me { practice: practice.clone(), ..me })?;
    Ok(true)
}

/// The account; `None` before the first contact, or when the form changed with the program.
pub(super) fn get(connection: &Connection) -> Result<Option<Me>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT me FROM account WHERE one = 1")?;
    let text = statement.query_row([], |row| row.get::<_, String>(0)).optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
