use super::*;
use crate::key::DatabaseKey;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const NAME: &str = "Quillhardt";
const TEXT: &str = "zebrafinch";

struct Desk {
    folder: TempDir,
    key: DatabaseKey,
    practice: Practice,
}

impl Desk {
    /// Two patients with some messages each; the first one's name and messages hold the markers.
    fn new(messages: usize) -> Self {
        let mut practice = Practice::new(&[&format!("Ada {NAME}"), "Ben Okri"]);
        for number in 0..messages {
            practice.patient_writes(0, &format!("{TEXT} number {number}"));
            practice.clinician_writes(1, &format!("ordinary number {number}"));
        }
        Self { folder: tempfile::tempdir().unwrap(), key: DatabaseKey::generate().unwrap(), practice }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("cache.db")
    }

    /// What a kill at this moment would leave behind.
    fn killed(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["cache.db", "cache.db-wal", "cache.db.key-check"] {
            fs::copy(self.folder.path().join(name), folder.path().join(name)).unwrap();
        }
        Self { folder, key: self.key.clone(), practice: Practice::of(self.practice.me) }
    }

    fn open(&self) -> Cache {
        Cache::open(&self.file(), &self.key, self.practice.me).unwrap()
    }

    async fn filled_cache(&self) -> Cache {
        let cache = self.open();
        self.practice.refresh(&cache).await;
        self.practice.fill(&cache, 90).await;
        cache
    }

    /// All pages of the closed file, decrypted: free ones too, if anything is left in them.
    fn decrypted(&self) -> Vec<u8> {
        let key = self.key.of_file(migration::CACHE.purpose);
        let connection = Connection::open(self.file()).unwrap();
        connection.pragma_update(None, "key", format!("x'{}'", key.as_str())).unwrap();
        connection.serialize("main").unwrap().to_vec()
    }
}

fn holds(bytes: &[u8], marker: &str) -> bool {
    bytes.windows(marker.len()).any(|window| window.eq_ignore_ascii_case(marker.as_bytes()))
}

fn assert_unreadable(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!holds(&bytes, NAME) && !holds(&bytes, TEXT), "{}", path.display());
    }
}

#[tokio::test]
async fn neither_names_nor_texts_can_be_read_from_the_files() {
    let desk = Desk::new(40);
    let cache = desk.filled_cache().await;
    assert!(desk.folder.path().join("cache.db-wal").exists());
    assert_unreadable(desk.folder.path());
    cache.close().await.unwrap();
    assert_unreadable(desk.folder.path());
    let decrypted = desk.decrypted();
    assert!(holds(&decrypted, NAME) && holds(&decrypted, TEXT), "the scan would find them");
}

#[tokio::test]
async fn a_purged_conversation_is_gone_even_for_who_has_the_key() {
    purge(Desk::new(40)).await;
}

#[tokio::test]
async fn a_purged_long_conversation_is_gone_as_well() {
    purge(Desk::new(700)).await;
}

async fn purge(desk: Desk) {
    let cache = desk.filled_cache().await;
    let ada = desk.practice.id(0);
    let before = rewrites(&cache).await;
    let applied = cache.lose_conversation(ada).await.unwrap();
    assert_eq!(applied.removed.len(), 1);
    assert_eq!(rewrites(&cache).await, before, "the screens are told first");
    cache.purge().await;
    let log = desk.folder.path().join("cache.db-wal");
    assert_eq!(fs::metadata(log).unwrap().len(), 0, "the log is cut at once");
    cache.close().await.unwrap();
    let decrypted = desk.decrypted();
    assert!(!holds(&decrypted, NAME) && !holds(&decrypted, TEXT));
    assert!(!decrypted.windows(16).any(|window| window == ada.as_uuid().as_bytes()));
    assert!(holds(&decrypted, "ordinary"));
}

#[tokio::test]
async fn a_purge_that_a_kill_cut_short_is_finished_by_the_next_opening() {
    let desk = Desk::new(700);
    let cache = desk.filled_cache().await;
    let (ada, me) = (desk.practice.id(0), desk.practice.me);
    let before = rewrites(&cache).await;
    cache
        .database
        .write(move |connection| {
            let mut batch = Batch::new(connection, me);
            batch.remove(ada, RemovalReason::Unknown)?;
            batch.finish()
        })
        .await
        .unwrap();
    let killed = desk.killed();
    let cache = killed.open();
    assert_eq!(rewrites(&cache).await, before + 1);
    cache.close().await.unwrap();
    let decrypted = killed.decrypted();
    assert!(!holds(&decrypted, NAME) && !holds(&decrypted, TEXT));
    assert!(holds(&decrypted, "ordinary"));
    let cache = killed.open();
    assert_eq!(rewrites(&cache).await, before + 1, "once is enough");
    cache.close().await.unwrap();
}

#[tokio::test]
async fn several_removals_in_one_page_of_changes_cost_one_rewrite() {
    let mut practice = Practice::new(&["Ada Novak", "Ben Okri", "Cleo Diaz", "Dan Wu"]);
    let folder = tempfile::tempdir().unwrap();
    let key = DatabaseKey::generate().unwrap();
    let cache = Cache::open(&folder.path().join("cache.db"), &key, practice.me).unwrap();
    practice.refresh(&cache).await;
    let before = rewrites(&cache).await;
    let from = practice.feed.len();
    (0..3).for_each(|patient| practice.leave(patient));
    let applied = practice.apply(&cache, from, practice.feed.len()).await;
    assert_eq!(applied.removed.len(), 3);
    cache.purge().await;
    assert_eq!(rewrites(&cache).await, before + 1);
    cache.close().await.unwrap();
}

/// SQLite counts the schema's version up by one with each rewrite.
async fn rewrites(cache: &Cache) -> i64 {
    let version = cache
        .database
        .write(|connection| Ok(connection.query_row("PRAGMA schema_version", [], |row| row.get(0))?));
    version.await.unwrap()
}

#[tokio::test]
async fn a_cache_is_what_it_was_after_opening_again() {
    let desk = Desk::new(40);
    let cache = desk.filled_cache().await;
    let before = cache.list("", 0, 50).await.unwrap();
    cache.close().await.unwrap();
    let cache = desk.open();
    assert_eq!(cache.list("", 0, 50).await.unwrap(), before);
    assert_eq!(cache.cursor().await.unwrap(), Some(desk.practice.cursor()));
    assert_eq!(cache.search_messages(TEXT, 50).await.unwrap().len(), 40);
    cache.close().await.unwrap();
}

#[tokio::test]
async fn all_tables_are_strict() {
    let cache = Desk::new(40).practice.empty_cache();
    let sql = "SELECT name FROM pragma_table_list
               WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
    let loose = cache.database.read(move |connection| {
        let mut statement = connection.prepare(sql)?;
        Ok(statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?)
    });
    assert_eq!(loose.await.unwrap(), Vec::<String>::new());
}

#[test]
fn every_version_of_the_tables_can_be_made() {
    migration::CACHE.migrations.validate().unwrap();
}
