use super::*;
use crate::key::DatabaseKey;
use allia_protocol::Timestamp;
use rusqlite_migration::M;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

const FIRST: &str = "
CREATE TABLE sentinel (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
INSERT INTO sentinel (one) VALUES (1);
CREATE TABLE note (key INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;";

const VERSIONS: &[M<'_>] = &[
    M::up(FIRST),
    M::up(purging::CREATE),
    M::up("ALTER TABLE note ADD COLUMN at INTEGER NOT NULL DEFAULT 7;"),
];

const NOTES: Kind = kind(VERSIONS.split_at(2).0);
const NEWER_NOTES: Kind = kind(VERSIONS);

const fn kind(versions: &'static [M<'static>]) -> Kind {
    Kind {
        purpose: "test",
        application_id: 0x7465_7374,
        migrations: Migrations::from_slice(versions),
        synchronous: "NORMAL",
        checked: false,
        readers: 1,
    }
}

struct Desk {
    folder: TempDir,
    key: DatabaseKey,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), key: DatabaseKey::generate().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("profile").join("notes.db")
    }

    fn open(&self) -> Result<Database, OpenError> {
        Database::open(&NOTES, &self.file(), &self.key)
    }

    /// A closed file of many pages.
    async fn write_notes(&self) {
        let notes = self.open().unwrap();
        add(&notes, 400, "PLAINTEXT-MARKER ".repeat(30)).await.unwrap();
        notes.close().await.unwrap();
    }

    fn flip(&self, at: usize) {
        let mut bytes = fs::read(self.file()).unwrap();
        bytes[at] ^= 0x40;
        fs::write(self.file(), bytes).unwrap();
    }
}

async fn add(notes: &Database, rows: usize, text: String) -> Result<(), StoreError> {
    let insert = move |connection: &rusqlite::Transaction<'_>| {
        for _ in 0..rows {
            connection.execute("INSERT INTO note (text) VALUES (?1)", [&text])?;
        }
        Ok(())
    };
    notes.write(insert).await
}

fn count(connection: &rusqlite::Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("SELECT count(*) FROM note WHERE text <> ''", [], |row| row.get(0))?)
}

async fn count_notes(notes: &Database) -> Result<i64, StoreError> {
    notes.read(count).await
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_was_written_is_there_after_opening_again() {
    let desk = Desk::new();
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::Absent);
    desk.write_notes().await;
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::Present);
    let notes = desk.open().unwrap();
    assert_eq!(count_notes(&notes).await.unwrap(), 400);
    notes.close().await.unwrap();
    notes.close().await.unwrap();
    assert!(matches!(count_notes(&notes).await, Err(StoreError::Closed)));
    assert!(matches!(add(&notes, 1, String::new()).await, Err(StoreError::Closed)));
}

#[tokio::test]
async fn a_job_that_fails_leaves_nothing_behind() {
    let notes = Database::open_in_memory(&NOTES).unwrap();
    let failing = notes.write(|connection| {
        connection.execute("INSERT INTO note (text) VALUES ('half')", [])?;
        Err::<(), _>(StoreError::NotCut)
    });
    assert!(matches!(failing.await, Err(StoreError::NotCut)));
    assert_eq!(count_notes(&notes).await.unwrap(), 0);
}

#[tokio::test]
async fn reading_connections_cannot_write() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    let writing =
        notes.read(|connection| Ok(connection.execute("INSERT INTO note (text) VALUES ('x')", [])?));
    assert!(matches!(writing.await, Err(StoreError::Sqlite(_))));
    notes.close().await.unwrap();
}

#[tokio::test]
async fn a_second_copy_of_the_program_is_told_that_the_file_is_open() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    assert!(matches!(desk.open(), Err(OpenError::AlreadyOpen)));
    notes.close().await.unwrap();
    desk.open().unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_wrong_key_is_told_from_a_damaged_first_page() {
    let mut desk = Desk::new();
    desk.write_notes().await;
    let right = std::mem::replace(&mut desk.key, DatabaseKey::generate().unwrap());
    assert!(matches!(desk.open(), Err(OpenError::WrongKey)));
    desk.key = right;
    desk.flip(2_000);
    assert!(matches!(desk.open(), Err(OpenError::Damaged)));
    desk.flip(2_000);
    desk.open().unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_damaged_page_inside_is_found_when_it_is_read() {
    let desk = Desk::new();
    desk.write_notes().await;
    desk.flip(40_000);
    let notes = desk.open().unwrap();
    assert!(matches!(count_notes(&notes).await, Err(StoreError::Damaged)));
    notes.close().await.unwrap();
}

#[tokio::test]
async fn random_bytes_are_a_damaged_file() {
    let desk = Desk::new();
    desk.write_notes().await;
    let noise: Vec<u8> = (0..8_192_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(desk.file(), noise).unwrap();
    assert!(matches!(desk.open(), Err(OpenError::Damaged)));
}

#[tokio::test]
async fn a_file_cut_short_is_damaged_and_one_cut_to_zero_is_lost() {
    let desk = Desk::new();
    desk.write_notes().await;
    let length = fs::metadata(desk.file()).unwrap().len();
    let file = fs::OpenOptions::new().write(true).open(desk.file()).unwrap();
    file.set_len(length - 4_096).unwrap();
    assert!(matches!(desk.open(), Err(OpenError::Damaged)));
    file.set_len(0).unwrap();
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::CutToZero);
    assert!(matches!(desk.open(), Err(OpenError::Lost)));
}

#[tokio::test]
async fn a_log_without_its_file_is_a_lost_file() {
    let desk = Desk::new();
    desk.write_notes().await;
    fs::remove_file(desk.file()).unwrap();
    fs::write(desk.file().with_extension("db-wal"), "log").unwrap();
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::CutToZero);
    assert!(matches!(desk.open(), Err(OpenError::Lost)));
}

#[tokio::test]
async fn an_emptied_database_of_our_key_is_lost() {
    let desk = Desk::new();
    desk.write_notes().await;
    fs::remove_file(desk.file()).unwrap();
    fs::write(desk.file(), "").unwrap();
    let empty = connection::connect(&desk.file(), &desk.key.of_file("test")).unwrap();
    empty.execute_batch("CREATE TABLE t (a); DROP TABLE t;").unwrap();
    drop(empty);
    assert!(matches!(desk.open(), Err(OpenError::Lost)));
}

#[tokio::test]
async fn an_older_file_is_brought_up_to_date_and_a_newer_one_refused() {
    let desk = Desk::new();
    desk.write_notes().await;
    let newer = Database::open(&NEWER_NOTES, &desk.file(), &desk.key).unwrap();
    let sum = "SELECT sum(at) FROM note";
    let at: i64 = newer.read(move |c| Ok(c.query_row(sum, [], |row| row.get(0))?)).await.unwrap();
    assert_eq!(at, 400 * 7);
    newer.close().await.unwrap();
    assert!(matches!(desk.open(), Err(OpenError::TooNew { found: 3, known: 2 })));
}

#[tokio::test]
async fn a_full_disk_is_named_and_loses_nothing() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    add(&notes, 5, "kept".to_owned()).await.unwrap();
    let limit = "PRAGMA max_page_count = 12";
    notes.write(move |c| Ok(c.query_row(limit, [], |_| Ok(()))?)).await.unwrap();
    assert!(matches!(add(&notes, 400, "much ".repeat(100)).await, Err(StoreError::DiskFull)));
    assert_eq!(count_notes(&notes).await.unwrap(), 5);
    notes.close().await.unwrap();
}

#[tokio::test]
async fn nothing_on_the_disk_is_plain_text_while_open_or_closed() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    add(&notes, 50, "PLAINTEXT-MARKER".to_owned()).await.unwrap();
    let folder = desk.file().parent().unwrap().to_owned();
    assert!(names(&folder).contains(&"notes.db-wal".to_owned()));
    assert_no_marker(&folder);
    notes.close().await.unwrap();
    assert_no_marker(&folder);
    assert_eq!(names(&folder), ["notes.db", "notes.db.key-check", "notes.db.lock"]);
}

fn assert_no_marker(folder: &Path) {
    for name in names(folder) {
        let bytes = fs::read(folder.join(&name)).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"PLAINTEXT"), "{name} holds plain text");
        assert!(!bytes.starts_with(b"SQLite"), "{name} is not encrypted");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn other_accounts_get_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let desk = Desk::new();
    let folder = desk.file().parent().unwrap().to_owned();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let notes = desk.open().unwrap();
    add(&notes, 1, "x".to_owned()).await.unwrap();
    assert_eq!(mode(&folder), 0o700);
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
    assert_eq!(names(&folder).len(), 5);
    notes.close().await.unwrap();
}

#[tokio::test]
async fn a_file_set_aside_keeps_its_bytes_under_a_dated_name() {
    let desk = Desk::new();
    desk.write_notes().await;
    let bytes = fs::read(desk.file()).unwrap();
    let at: Timestamp = "2026-11-03T14:02:05.120Z".parse().unwrap();
    let aside = set_aside(&desk.file(), at).unwrap();
    assert!(aside.ends_with("profile/notes.db.aside-20261103T140205Z"));
    assert_eq!(fs::read(&aside).unwrap(), bytes);
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::Absent);
    desk.write_notes().await;
    assert!(set_aside(&desk.file(), at).unwrap().ends_with("profile/notes.db.aside-20261103T140205Z-2"));
    delete_file(&desk.file()).unwrap();
    assert_eq!(names(aside.parent().unwrap()).len(), 5);
}

#[tokio::test]
async fn a_crash_while_a_file_is_made_leaves_none() {
    let desk = Desk::new();
    fs::create_dir_all(desk.file().parent().unwrap()).unwrap();
    fs::write(desk.file().with_extension("db.new"), "half a file").unwrap();
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::Absent);
    desk.write_notes().await;
    assert_eq!(names(desk.file().parent().unwrap()), ["notes.db", "notes.db.key-check", "notes.db.lock"]);
}

#[tokio::test]
async fn the_log_is_cut_while_others_read() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    let wal = desk.file().with_extension("db-wal");
    for _ in 0..20 {
        add(&notes, 10, "x".to_owned()).await.unwrap();
        assert!(fs::metadata(&wal).unwrap().len() > 0);
        let (_, cut, _) = tokio::join!(count_notes(&notes), notes.cut_log(), count_notes(&notes));
        cut.unwrap();
        assert_eq!(fs::metadata(&wal).unwrap().len(), 0);
    }
    notes.close().await.unwrap();
}

#[tokio::test]
async fn a_file_is_set_aside_before_its_log_so_that_it_never_opens_without() {
    let desk = Desk::new();
    desk.write_notes().await;
    let at = "2026-11-03T14:02:05Z".parse().unwrap();
    let blocked = desk.folder.path().join("profile/notes.db.aside-20261103T140205Z-wal");
    fs::create_dir_all(blocked.join("in the way")).unwrap();
    fs::write(desk.folder.path().join("profile/notes.db-wal"), b"log").unwrap();
    assert!(set_aside(&desk.file(), at).is_err());
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::CutToZero);
}

#[tokio::test]
async fn the_last_look_finds_all_that_was_written_and_nothing_is_written_after_it() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    let adding: Vec<_> = (0..40)
        .map(|_| {
            let notes = notes.clone();
            tokio::spawn(async move { add(&notes, 1, "x".to_owned()).await.is_ok() })
        })
        .collect();
    add(&notes, 1, "x".to_owned()).await.unwrap();
    let (found, closed) = notes.close_after(count).await;
    closed.unwrap();
    let mut written = 1;
    for added in adding {
        written += i64::from(added.await.unwrap());
    }
    assert_eq!(found.unwrap(), written);
    assert!(matches!(notes.close_after(count).await, (Err(StoreError::Closed), Ok(()))));
    let again = desk.open().unwrap();
    assert_eq!(count_notes(&again).await.unwrap(), written);
    again.close().await.unwrap();
}

#[tokio::test]
async fn no_thread_outlives_its_database() {
    let desk = Desk::new();
    let notes = desk.open().unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let tell = Arc::clone(&done);
    let mut writing = Box::pin(notes.write(move |connection| {
        for _ in 0..2_000 {
            connection.execute("INSERT INTO note (text) VALUES ('slow')", [])?;
        }
        tell.store(true, Ordering::SeqCst);
        Ok(())
    }));
    tokio::select! {
        biased;
        _ = &mut writing => panic!("done before anybody waited"),
        () = std::future::ready(()) => drop(writing),
    }
    drop(notes);
    assert!(done.load(Ordering::SeqCst), "a connection is still in use");
}
