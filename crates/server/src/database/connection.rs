//! Opening the file: who may read it, how it keeps its promises, which form it has.

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE_NAME: &str = "practice.db";
/// How long to wait for another process, such as the command line beside a running service.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const READERS: usize = 3;
const CACHED_STATEMENTS: usize = 128;

const MIGRATIONS: &[M<'static>] =
    &[M::up(include_str!("schema.sql")), M::up(include_str!("notification_content.sql"))];

/// Why a practice's database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// Nobody has founded a practice here.
    #[error("there is no practice in {}; make one with `allia-server init`", .0.display())]
    Missing(PathBuf),
    /// There is one already.
    #[error("there is a practice in {} already", .0.display())]
    Exists(PathBuf),
    /// SQLite cannot open or read it.
    #[error("the database cannot be opened")]
    Sqlite(#[from] rusqlite::Error),
    /// It cannot be brought to the newest form.
    #[error("the database cannot be brought to the form that this version needs")]
    Migration(#[from] rusqlite_migration::Error),
    /// The directory or a thread could not be had.
    #[error("the operating system refused")]
    Io(#[from] std::io::Error),
}

/// Makes the directory and an empty database in it, for this account's eyes only.
pub(crate) fn create(directory: &Path) -> Result<Connection, DatabaseError> {
    let file = directory.join(FILE_NAME);
    if file.exists() {
        return Err(DatabaseError::Exists(directory.to_owned()));
    }
    make_private_directory(directory)?;
    make_private_file(&file)?;
    open_for_writing(&file)
}

/// Opens the writing connection of an existing practice.
pub(super) fn open_writer(directory: &Path) -> Result<Connection, DatabaseError> {
    let file = directory.join(FILE_NAME);
    if !file.exists() {
        return Err(DatabaseError::Missing(directory.to_owned()));
    }
    open_for_writing(&file)
}

/// Opens the reading connections of an existing practice. They cannot write.
pub(super) fn open_readers(directory: &Path) -> Result<Vec<Connection>, DatabaseError> {
    let file = directory.join(FILE_NAME);
    (0..READERS).map(|_| open_for_reading(&file)).collect()
}

fn open_for_writing(file: &Path) -> Result<Connection, DatabaseError> {
    let mut connection = open(file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A message shown as sent is on the disk, not only in the operating system's memory.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
    Ok(connection)
}

fn open_for_reading(file: &Path) -> Result<Connection, DatabaseError> {
    let connection = open(file)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn open(file: &Path) -> Result<Connection, DatabaseError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    Ok(connection)
}

#[cfg(unix)]
fn make_private_directory(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_private_directory(directory: &Path) -> std::io::Result<()> {
    fs::create_dir_all(directory)
}

#[cfg(unix)]
fn make_private_file(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    // SQLite gives its write-ahead log the permissions of the database.
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map(drop)
}

#[cfg(not(unix))]
fn make_private_file(file: &Path) -> std::io::Result<()> {
    fs::OpenOptions::new().write(true).create_new(true).open(file).map(drop)
}
