//! One connection: keyed first, then everything else.

use super::OpenError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How long a connection waits for another one of this process.
const BUSY: Duration = Duration::from_secs(10);
/// Statements kept prepared by each connection; more than the program has.
const PREPARED: usize = 64;
/// Page cache of the writing connection and of each reading one, in KiB (negative: SQLite counts in KiB then).
const WRITER_CACHE: i64 = -32 * 1024;
const READER_CACHE: i64 = -8 * 1024;
/// Pages in the log at which it is brought into the file, 32 MiB: a page that changes often is then copied less often.
const LOG_PAGES: i64 = 8_192;

/// Opens a file under its key (64 hexadecimal digits) and reads from it, which is when SQLCipher finds out whether
/// the key fits.
pub(super) fn connect(file: &Path, key: &str) -> Result<Connection, OpenError> {
    let connection = keyed(file, key)?;
    read_from(&connection)?;
    Ok(connection)
}

fn keyed(file: &Path, key: &str) -> Result<Connection, OpenError> {
    await_sqlcipher()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    // A raw key: SQLCipher derives nothing, so that each connection opens at once. It must be the first statement.
    let raw_key = Zeroizing::new(format!("x'{key}'"));
    connection.pragma_update(None, "key", raw_key.as_str())?;
    // `cipher_memory_security` stays off, as is SQLCipher's default: it locks and unlocks every allocation in memory,
    // which makes reading five times slower, and the texts lie in the window's memory all the same.
    // Errors come back to the caller; SQLCipher would also write them to the terminal.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    assert_encrypting(&connection)?;
    Ok(connection)
}

/// Waits until SQLCipher takes keys. The first opening of a process sets it up, whoever opens what, and SQLite lets others
/// go on while that is under way: a key given in that moment would be refused, as if the file had something wrong.
fn await_sqlcipher() -> rusqlite::Result<()> {
    static READY: Mutex<bool> = Mutex::new(false);
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    let begun = Instant::now();
    while !*ready {
        match Connection::open_in_memory()?.pragma_update(None, "key", "none") {
            Ok(()) => *ready = true,
            Err(error) if begun.elapsed() > BUSY => return Err(error),
            Err(_) => thread::sleep(Duration::from_millis(1)),
        }
    }
    Ok(())
}

fn read_from(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    prepare(connection)
}

/// Opens a file as stock SQLite does.
#[cfg(feature = "plain-comparison")]
pub(super) fn connect_plain(file: &Path) -> Result<Connection, OpenError> {
    let connection = Connection::open(file)?;
    prepare(&connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.busy_timeout(BUSY)
}

/// Stock SQLite accepts a key and writes plain text.
fn assert_encrypting(connection: &Connection) -> Result<(), OpenError> {
    let mut statement = connection.prepare("PRAGMA cipher_version")?;
    let version: Option<String> = statement.query([])?.next()?.map(|row| row.get(0)).transpose()?;
    if version.is_some_and(|version| !version.is_empty()) { Ok(()) } else { Err(OpenError::NotEncrypting) }
}

/// A connection for salvaging a file that is set aside: it reads what can be read.
pub(crate) fn connect_to_salvage(file: &Path, key: &str) -> Result<Connection, OpenError> {
    let connection = keyed(file, key)?;
    // Where the first page stands in for another, it speaks of more pages than there are.
    connection.pragma_update(None, "writable_schema", true)?;
    read_from(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    // Otherwise closing would bring the log into the damaged file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// Sets up the one connection that writes. `synchronous` as in [`super::Kind`].
pub(super) fn make_writer(connection: &Connection, synchronous: &str) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "cache_size", WRITER_CACHE)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    keep_to_itself(connection)
}

/// Sets up a connection that reads.
pub(super) fn make_reader(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", READER_CACHE)?;
    keep_to_itself(connection)
}

/// No temporary files; nothing that a damaged schema could call.
fn keep_to_itself(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)
}

/// Brings the log into the file and cuts it to zero bytes. Says whether that was possible now.
pub(super) fn cut_log(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}

/// Writes the file anew without the free places in it. `secure_delete` overwrites a row where it lies, but when SQLite
/// evened pages out before, beginnings of it may have stayed in the free parts of others; only this removes them.
pub(super) fn rewrite(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("VACUUM")
}

/// How SQLite answers a query, step by step. Parameters need no values for that.
#[cfg(test)]
pub(crate) fn plan(connection: &Connection, sql: &str) -> Result<Vec<String>, super::StoreError> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let steps = statement.raw_query().mapped(|row| row.get(3)).collect::<rusqlite::Result<_>>()?;
    Ok(steps)
}
