//! Taking what was deleted out of a file for good.
//!
//! That a file is to be purged is written down in the transaction that deletes, and forgotten when nothing deleted can
//! stand in the file or its log any more. So the next opening makes good what a kill or a full disk in between prevented.

use super::StoreError;
use super::connection::{cut_log, rewrite};
use rusqlite::Connection;

pub(crate) const CREATE: &str = "
CREATE TABLE purge (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    needed INTEGER NOT NULL CHECK (needed IN (0, 1))
) STRICT;
INSERT INTO purge (one, needed) VALUES (1, 0);";

/// For the last one of a file's versions: it is rewritten when it gets there. The rewriting puts the tables where they are in
/// a new file, wherever an older version had them.
pub(crate) const REWRITE: &str = "UPDATE purge SET needed = 1;";

/// Writes down, in the transaction that deletes, that a purge must follow.
pub(crate) fn note(connection: &Connection) -> Result<(), StoreError> {
    set(connection, true)
}

/// Purges the file, if that is written down. `alone` keeps readers away for as long as its answer lives: a log that is
/// being read cannot be cut.
pub(super) fn make_good<Guard>(
    connection: &Connection,
    alone: impl FnOnce() -> Guard,
) -> Result<(), StoreError> {
    let sql = "SELECT needed FROM purge WHERE one = 1";
    let needed: bool = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    if !needed {
        return Ok(());
    }
    rewrite(connection)?;
    let _alone = alone();
    if !cut_log(connection)? {
        return Err(StoreError::NotCut);
    }
    set(connection, false)?;
    // That was one more entry in the log.
    if cut_log(connection)? { Ok(()) } else { Err(StoreError::NotCut) }
}

fn set(connection: &Connection, needed: bool) -> Result<(), StoreError> {
    connection.prepare_cached("UPDATE purge SET needed = ?1 WHERE one = 1")?.execute([needed])?;
    Ok(())
}
