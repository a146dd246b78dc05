//! What a person set for themselves.

use crate::database::StoreError;
use crate::view::Settings;
use rusqlite::{Connection, OptionalExtension};

/// One row of JSON: settings come and go with versions of the program, and unknown ones are left out when read.
pub(super) const CREATE: &str = "
CREATE TABLE setting (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    json TEXT NOT NULL
) STRICT;";

/// What was set; the defaults when nothing was, or when it was set by a version that understood it differently.
pub(super) fn get(connection: &Connection) -> Result<Settings, StoreError> {
    let mut statement = connection.prepare_cached("SELECT json FROM setting WHERE one = 1")?;
    let json: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// Keeps what was set in a journal that was set aside, unless something was set since.
pub(super) fn carry_over(connection: &Connection, settings: &Settings) -> Result<(), StoreError> {
    if connection.prepare_cached("SELECT 1 FROM setting")?.exists([])? {
        return Ok(());
    }
    save(connection, settings)
}

/// Keeps what was set.
pub(super) fn save(connection: &Connection, settings: &Settings) -> Result<(), StoreError> {
    let json = serde_json::to_string(settings)
        .map_err(|error| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(error.into())))?;
    let sql = "INSERT INTO setting (one, json) VALUES (1, ?1)
               ON CONFLICT (one) DO UPDATE SET json = excluded.json";
    connection.prepare_cached(sql)?.execute([json])?;
    Ok(())
}
