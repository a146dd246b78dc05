//! What can go wrong with an encrypted file.

use rusqlite::ErrorCode;
use std::io;
use thiserror::Error;

/// Why a file could not be opened. Nothing was altered.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The key is not this file's key. (A key that is not in the key store at all is the caller's to see.)
    #[error("the key does not belong to the file")]
    WrongKey,
    /// The key is right and the file cannot be read: bad pages, cut short, or not written by this program.
    #[error("the file is damaged")]
    Damaged,
    /// The file was emptied: it has zero bytes, or none of this program's tables.
    #[error("the file was emptied")]
    Lost,
    /// A newer version of the program wrote it.
    #[error("the file was written by a newer version (schema {found}, this program knows {known})")]
    TooNew {
        /// The schema version found.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Another copy of the program has it open.
    #[error("another copy of the program has the file open")]
    AlreadyOpen,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// This build's SQLite cannot encrypt. It would write plain text, so nothing is opened.
    #[error("this build cannot encrypt")]
    NotEncrypting,
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[source] io::Error),
    /// SQLite failed in another way.
    #[error("the database could not be opened")]
    Sqlite(#[source] rusqlite::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[source] rusqlite_migration::Error),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<rusqlite_migration::Error> for OpenError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => Self::from(err),
            other => Self::Migration(other),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::StorageFull { Self::DiskFull } else { Self::Io(error) }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Damaged | StoreError::Closed | StoreError::NotCut => Self::Damaged,
            StoreError::Sqlite(error) => Self::from(error),
        }
    }
}

/// Why a read or a write failed. A write that failed left nothing behind.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// A page of the file cannot be read.
    #[error("the file is damaged")]
    Damaged,
    /// The file was closed.
    #[error("the file is closed")]
    Closed,
    /// SQLite failed in another way. Its texts name tables and columns, never values.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
    /// What was purged is gone from the tables, but the write-ahead log could not be cut now. It is cut at the next
    /// purge, closing or opening.
    #[error("the write-ahead log could not be cut")]
    NotCut,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}
