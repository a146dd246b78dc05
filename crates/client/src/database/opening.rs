//! How a file is opened, and how a new one comes to be.

#[cfg(feature = "plain-comparison")]
use super::connection::connect_plain;
use super::connection::{connect, cut_log, make_reader, make_writer};
use super::file::{self, FileState};
use super::worker::Reopen;
use super::{Database, Kind, OpenError, StoreError, purging};
use crate::key::DatabaseKey;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;

/// Opens the file, or makes it when there is none. SQLCipher takes a page that the disk did not give for a damaged one,
/// so damage is believed only when a second look finds it too.
pub(super) fn open(kind: &Kind, file: &Path, key: &DatabaseKey) -> Result<Database, OpenError> {
    match open_once(kind, file, key) {
        Err(OpenError::Damaged | OpenError::WrongKey | OpenError::Lost) => open_once(kind, file, key),
        other => other,
    }
}

fn open_once(kind: &Kind, file: &Path, key: &DatabaseKey) -> Result<Database, OpenError> {
    file::make_folder_of(file)?;
    let lock = file::take(file)?;
    match file::file_state(file)? {
        FileState::Absent => create(kind, file, key)?,
        FileState::CutToZero => return Err(OpenError::Lost),
        FileState::Present => {}
    }
    let writer = open_writer(kind, file, key)?;
    let open_reader = reader_opener(kind, file, key);
    let readers = (0..kind.readers).map(|_| open_reader()).collect::<Result<_, _>>()?;
    let reopen = Some((writer_opener(kind, file, key), open_reader));
    Database::start(writer, readers, reopen, Some(lock))
}

/// Opens another writing connection in place of one that is of no use any more.
fn writer_opener(kind: &Kind, file: &Path, key: &DatabaseKey) -> Reopen {
    let (file, key, synchronous) = (file.to_owned(), key.of_file(kind.purpose), kind.synchronous);
    Arc::new(move || {
        let writer = connect(&file, &key)?;
        make_writer(&writer, synchronous)?;
        Ok(writer)
    })
}

fn reader_opener(kind: &Kind, file: &Path, key: &DatabaseKey) -> Reopen {
    let (file, key) = (file.to_owned(), key.of_file(kind.purpose));
    Arc::new(move || {
        let reader = connect(&file, &key)?;
        make_reader(&reader)?;
        Ok(reader)
    })
}

/// The same tables in memory: one connection, no file.
pub(super) fn open_in_memory(kind: &Kind) -> Result<Database, OpenError> {
    let mut connection = Connection::open_in_memory()?;
    make_writer(&connection, kind.synchronous)?;
    kind.migrations.to_latest(&mut connection)?;
    Database::start(connection, Vec::new(), None, None)
}

/// The same tables in a file without encryption, which must not be there yet.
#[cfg(feature = "plain-comparison")]
pub(super) fn open_plain(kind: &Kind, file: &Path) -> Result<Database, OpenError> {
    let mut writer = connect_plain(file)?;
    make_writer(&writer, kind.synchronous)?;
    kind.migrations.to_latest(&mut writer)?;
    let mut readers = Vec::with_capacity(kind.readers);
    for _ in 0..kind.readers {
        let reader = connect_plain(file)?;
        make_reader(&reader)?;
        readers.push(reader);
    }
    Database::start(writer, readers, None, None)
}

/// Makes the file under another name and moves it to its place when it is complete, so that a crash in between leaves
/// none. (An incomplete one would look like an emptied one.)
fn create(kind: &Kind, file: &Path, key: &DatabaseKey) -> Result<(), OpenError> {
    let new = file::beside(file, ".new");
    file::delete_file(&new)?;
    drop(file::create_private(&new)?);
    let mut connection = connect(&new, &key.of_file(kind.purpose))?;
    connection.pragma_update(None, "application_id", kind.application_id)?;
    kind.migrations.to_latest(&mut connection)?;
    connection.close().map_err(|(_, error)| error)?;
    file::put_in_place(&new, file)?;
    file::write_key_check(file, &key.check_of_file(kind.purpose))?;
    Ok(())
}

fn open_writer(kind: &Kind, file: &Path, key: &DatabaseKey) -> Result<Connection, OpenError> {
    let mut connection = match connect(file, &key.of_file(kind.purpose)) {
        Err(OpenError::Damaged) => return Err(diagnose(kind, file, key)?),
        other => other?,
    };
    check_owner(&connection, kind)?;
    make_writer(&connection, kind.synchronous)?;
    kind.migrations.to_latest(&mut connection)?;
    // What a crash left in the log may have been purged since; and now the file's size can be compared.
    cut_log(&connection)?;
    check_size(&connection, file)?;
    if kind.checked {
        check_pages(&connection)?;
    }
    make_purge_good(&connection)?;
    if file::read_key_check(file)?.is_none() {
        file::write_key_check(file, &key.check_of_file(kind.purpose))?;
    }
    Ok(connection)
}

/// Looks at every page in the file, also at those that no table needs now.
fn check_pages(connection: &Connection) -> Result<(), OpenError> {
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let found: Option<String> = statement.query([])?.next()?.map(|row| row.get(0)).transpose()?;
    found.map_or(Ok(()), |_| Err(OpenError::Damaged))
}

/// Finishes a purge that a kill has cut short. A full disk puts it off again.
fn make_purge_good(connection: &Connection) -> Result<(), OpenError> {
    match purging::make_good(connection, || ()) {
        Err(error @ (StoreError::DiskFull | StoreError::NotCut)) => {
            tracing::warn!(%error, "the file may still hold what was purged");
            Ok(())
        }
        other => Ok(other?),
    }
}

/// A wrong key and a damaged first page look alike to SQLCipher. The check value beside the file knows. Where it is
/// missing too, damage is the answer after which everything is kept.
fn diagnose(kind: &Kind, file: &Path, key: &DatabaseKey) -> Result<OpenError, OpenError> {
    match file::read_key_check(file)? {
        Some(check) if check != key.check_of_file(kind.purpose) => Ok(OpenError::WrongKey),
        _ => Ok(OpenError::Damaged),
    }
}

fn check_owner(connection: &Connection, kind: &Kind) -> Result<(), OpenError> {
    let found = pragma(connection, "application_id")?;
    if found != i64::from(kind.application_id) {
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        return Err(if tables == 0 { OpenError::Lost } else { OpenError::Damaged });
    }
    check_version(connection, kind)?;
    let sentinels: i64 = connection.query_row("SELECT count(*) FROM sentinel", [], |row| row.get(0))?;
    if sentinels == 1 { Ok(()) } else { Err(OpenError::Lost) }
}

fn check_version(connection: &Connection, kind: &Kind) -> Result<(), OpenError> {
    let found = pragma(connection, "user_version")?;
    let pending = kind.migrations.pending_migrations(connection)?;
    if pending < 0 {
        return Err(OpenError::TooNew { found, known: found.saturating_add(i64::from(pending)) });
    }
    Ok(())
}

/// A file cut short opens cleanly as long as nobody asks for what is missing.
fn check_size(connection: &Connection, file: &Path) -> Result<(), OpenError> {
    let pages = pragma(connection, "page_count")?;
    // SQLCipher answers with a text.
    let page_size: String = connection.pragma_query_value(None, "cipher_page_size", |row| row.get(0))?;
    let expected = u64::try_from(pages).unwrap_or(0).saturating_mul(page_size.parse().unwrap_or(0));
    if file::size(file)?.unwrap_or(0) < expected { Err(OpenError::Damaged) } else { Ok(()) }
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
