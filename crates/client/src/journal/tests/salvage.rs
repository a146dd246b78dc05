use super::*;
use crate::database::{FileState, file_state};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const PAGE: usize = 4_096;

struct Desk {
    folder: TempDir,
    key: DatabaseKey,
    ada: ConversationId,
}

impl Desk {
    /// A closed journal with a draft, settings and so many waiting messages of about half a page each.
    async fn with_messages(count: usize) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            key: DatabaseKey::generate().unwrap(),
            ada: ConversationId::generate(),
        };
        let journal = desk.open().unwrap();
        for number in 0..count {
            enqueue(&journal, desk.ada, &format!("{number} {}", "word ".repeat(300))).await;
        }
        journal.save_draft(ConversationId::generate(), "a draft", at(1)).await.unwrap();
        journal.save_settings(&Settings { notifications: false, ..Settings::default() }).await.unwrap();
        journal.close().await.unwrap();
        desk
    }

    /// The same closed journal in another folder.
    fn copy(&self) -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap(), key: self.key.clone(), ada: self.ada };
        for name in ["journal.db", "journal.db.key-check"] {
            fs::copy(self.folder.path().join(name), copy.folder.path().join(name)).unwrap();
        }
        copy
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }

    fn open(&self) -> Result<Journal, OpenError> {
        Journal::open(&self.file(), &self.key)
    }

    fn pages(&self) -> usize {
        fs::read(self.file()).unwrap().len() / PAGE
    }

    /// Alters one byte in the middle of a page (the first is 0).
    fn damage(&self, page: usize) {
        let mut bytes = fs::read(self.file()).unwrap();
        bytes[page * PAGE + PAGE / 2] ^= 1;
        fs::write(self.file(), bytes).unwrap();
    }
}

#[tokio::test]
async fn whatever_page_is_bad_each_message_is_copied_or_named() {
    let whole = Desk::with_messages(24).await;
    let mut most = 0;
    for page in 1..whole.pages() {
        let desk = whole.copy();
        desk.damage(page);
        let damaged = fs::read(desk.file()).unwrap();
        let (file, key) = (desk.file(), desk.key.clone());
        let salvaging = tokio::task::spawn_blocking(move || Journal::salvage(&file, &key, at(0)));
        let (journal, salvage) = salvaging.await.unwrap().unwrap();
        assert_eq!(fs::read(&salvage.set_aside).unwrap(), damaged, "what is set aside is not altered");
        let kept = journal.unsent(desk.ada).await.unwrap();
        assert_eq!(kept.len(), usize::try_from(salvage.messages).unwrap());
        assert!(kept.windows(2).all(|pair| number(&pair[0]) < number(&pair[1])), "in the order written");
        let named = salvage.unreadable.iter().filter(|row| row.table == "outbox").count();
        let all = kept.len() + named;
        assert!(all >= 24 || salvage.unreadable_tables.contains(&"outbox"), "page {page}: {salvage:?}");
        most = most.max(kept.len());
        journal.close().await.unwrap();
        desk.open().unwrap().close().await.unwrap();
    }
    assert_eq!(most, 24);
}

fn number(entry: &OutboxEntry) -> u32 {
    entry.text.expose().split(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_bad_page_of_messages_costs_only_its_own_rows() {
    let desk = Desk::with_messages(24).await;
    desk.damage(desk.pages() - 4);
    let (file, key) = (desk.file(), desk.key.clone());
    let salvaging = tokio::task::spawn_blocking(move || Journal::salvage(&file, &key, at(0)));
    let (journal, salvage) = salvaging.await.unwrap().unwrap();
    assert!((18..24).contains(&salvage.messages), "{salvage:?}");
    assert_eq!((salvage.drafts, salvage.settings), (1, true));
    assert_eq!(salvage.unreadable.len(), 24 - usize::try_from(salvage.messages).unwrap());
    assert!(!journal.settings().await.unwrap().notifications);
    journal.close().await.unwrap();
}

#[tokio::test]
async fn with_a_bad_first_page_another_one_stands_in_and_the_file_is_kept() {
    lose_first_page(Desk::with_messages(24).await).await;
}

#[tokio::test]
async fn a_first_page_is_also_made_for_a_file_that_was_purged() {
    let desk = Desk::with_messages(24).await;
    let journal = desk.open().unwrap();
    journal.forget_conversations(vec![ConversationId::generate()]).await.unwrap();
    journal.close().await.unwrap();
    lose_first_page(desk).await;
}

async fn lose_first_page(desk: Desk) {
    let mut bytes = fs::read(desk.file()).unwrap();
    bytes[..PAGE].fill(0x5a);
    fs::write(desk.file(), &bytes).unwrap();
    assert!(matches!(desk.open(), Err(OpenError::Damaged)));
    assert_eq!(file_state(&desk.file()).unwrap(), FileState::Present);
    let (file, key) = (desk.file(), desk.key.clone());
    let salvaging = tokio::task::spawn_blocking(move || Journal::salvage(&file, &key, at(0)));
    let (journal, salvage) = salvaging.await.unwrap().unwrap();
    assert_eq!((salvage.messages, salvage.drafts, salvage.settings), (24, 1, true));
    assert!(salvage.rebuilt && !salvage.is_complete(), "the file is kept all the same");
    assert_eq!(fs::read(&salvage.set_aside).unwrap(), bytes, "what is set aside is not altered");
    assert_eq!(journal.unsent(desk.ada).await.unwrap().len(), 24);
    journal.close().await.unwrap();
    let left: Vec<_> =
        fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("rebuilt")), "{left:?}");
}

#[tokio::test]
async fn whatever_page_is_bad_the_next_opening_finds_it() {
    let whole = Desk::with_messages(3).await;
    whole.copy().open().unwrap().close().await.unwrap();
    for page in 0..whole.pages() {
        let desk = whole.copy();
        desk.damage(page);
        assert!(matches!(desk.open(), Err(OpenError::Damaged)), "page {page}");
    }
}

#[tokio::test]
async fn what_a_crash_left_in_the_log_is_read_even_when_the_file_was_emptied() {
    let desk = Desk::with_messages(0).await;
    let journal = desk.open().unwrap();
    enqueue(&journal, desk.ada, "in the log only").await;
    let log = fs::read(desk.folder.path().join("journal.db-wal")).unwrap();
    journal.close().await.unwrap();
    fs::write(desk.file(), b"").unwrap();
    fs::write(desk.folder.path().join("journal.db-wal"), log).unwrap();
    assert!(matches!(desk.open(), Err(OpenError::Lost)));
    let (file, key) = (desk.file(), desk.key.clone());
    let salvaging = tokio::task::spawn_blocking(move || Journal::salvage(&file, &key, at(0)));
    let (journal, salvage) = salvaging.await.unwrap().unwrap();
    assert_eq!(salvage.messages, 1, "{salvage:?}");
    assert_eq!(journal.unsent(desk.ada).await.unwrap()[0].text.expose(), "in the log only");
    journal.close().await.unwrap();
}

#[tokio::test]
async fn with_every_page_bad_every_table_is_named_and_the_file_kept() {
    let desk = Desk::with_messages(3).await;
    let bytes = vec![0x5a; fs::read(desk.file()).unwrap().len()];
    fs::write(desk.file(), bytes).unwrap();
    let (file, key) = (desk.file(), desk.key.clone());
    let salvaging = tokio::task::spawn_blocking(move || Journal::salvage(&file, &key, at(0)));
    let (journal, salvage) = salvaging.await.unwrap().unwrap();
    assert_eq!(salvage.unreadable_tables, ["draft", "outbox", "setting"]);
    assert!(salvage.set_aside.exists());
    assert!(!journal.holds_unsent_text().await.unwrap());
    journal.close().await.unwrap();
}
