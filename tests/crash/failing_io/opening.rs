//! Making, opening, bringing up to date and closing a file on a disk that fails. A disk that fails is never taken for a
//! file that is lost or damaged: that would set it aside.

use super::bench::{Bench, EncryptedFile, copy, folder};
use super::tables::keyed;
use allia_client::database::{FileState, OpenError, file_state};
use allia_client::journal::Journal;
use allia_client::store::Cache;
use allia_protocol::Timestamp;
use allia_protocol::id::ConversationId;
use allia_tests::failing_disk::{FailingDisk, Fault};
use std::path::Path;
use tempfile::TempDir;

/// The journal as the first version with an outbox left it: without settings.
const OLDER_JOURNAL: &str = "
CREATE TABLE sentinel (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
INSERT INTO sentinel (one) VALUES (1);
CREATE TABLE draft (
    key INTEGER PRIMARY KEY,
    conversation_id BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id BLOB NOT NULL UNIQUE,
    conversation_id BLOB NOT NULL,
    text TEXT NOT NULL,
    composed_at INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5)
) STRICT;
CREATE INDEX outbox_conversation ON outbox (conversation_id, key);
CREATE INDEX outbox_waiting ON outbox (conversation_id, key) WHERE state = 0;
CREATE INDEX outbox_not_sent ON outbox (key) WHERE state > 0;
INSERT INTO draft (conversation_id, text, saved_at) VALUES (zeroblob(16), 'from an older version', 1);
PRAGMA application_id = 0x416c4d4a;
PRAGMA user_version = 3;";

/// Opens a copy of `start` over and over, the nth touch of the disk failing, and then once more on a sound disk.
async fn fail_each_opening<F: EncryptedFile>(bench: &Bench, what: &str, start: &Path) {
    let after = {
        let run = copy(start);
        F::open(&run.path().join(F::NAME), bench).unwrap().close().await.unwrap();
        bench.tables::<F>(run.path())
    };
    for fault in Fault::ALL {
        let (mut nth, mut refused) = (0, 0);
        loop {
            nth += 1;
            let place = format!("{what}, {fault:?}, touch {nth}");
            let run = copy(start);
            let disk = FailingDisk::under(run.path());
            disk.fail(fault, nth);
            let opened = F::open(&run.path().join(F::NAME), bench);
            let failures = disk.mend();
            disk.forget();
            refused += u32::from(opened.is_err());
            match opened {
                Ok(file) => file.close().await.unwrap_or_else(|error| panic!("{place}: closes: {error:?}")),
                Err(
                    error @ (OpenError::WrongKey
                    | OpenError::Damaged
                    | OpenError::Lost
                    | OpenError::TooNew { .. }),
                ) if fault != Fault::FromThenOn => panic!("{place}: taken for a bad file: {error:?}"),
                Err(OpenError::DiskFull) => assert!(matches!(fault, Fault::FullOnce | Fault::FullFromThenOn)),
                Err(_) => {}
            }
            let again = F::open(&run.path().join(F::NAME), bench);
            let again = again.unwrap_or_else(|error| panic!("{place}: opens again: {error:?}"));
            again.close().await.unwrap();
            assert!(bench.tables::<F>(run.path()) == after, "{place}: nothing is missing");
            if failures == 0 {
                break;
            }
        }
        println!("{what:<28} {fault:<16?} {:>4} touches {refused:>4} refused", nth - 1);
    }
}

/// Writes to the journal and closes it, over and over, the nth touch of the disk failing; it is let go of in every case.
async fn fail_each_closing(bench: &Bench, what: &str) {
    let before = {
        let left = killed_journal(bench).await;
        Journal::open(&left.path().join(Journal::NAME), &bench.key).unwrap().close().await.unwrap();
        bench.tables::<Journal>(left.path())
    };
    for fault in Fault::ALL {
        let mut nth = 0;
        loop {
            nth += 1;
            let run = folder();
            let file = run.path().join(Journal::NAME);
            let disk = FailingDisk::under(run.path());
            let open = Journal::open(&file, &bench.key).unwrap();
            write_a_draft(&open).await;
            disk.fail(fault, nth);
            let closed = open.close().await;
            let failures = disk.mend();
            disk.forget();
            let again = Journal::open(&file, &bench.key);
            let again = again.unwrap_or_else(|error| panic!("{what}, {fault:?}, touch {nth}: {error:?}"));
            again.close().await.unwrap();
            assert!(bench.tables::<Journal>(run.path()) == before, "{what}, {fault:?}, touch {nth}");
            if failures == 0 {
                closed.unwrap();
                break;
            }
        }
        println!("{what:<28} {fault:<16?} {:>4} touches", nth - 1);
    }
}

async fn write_a_draft(journal: &Journal) {
    let at = Timestamp::from_millis(1_790_000_000_000);
    journal
        .save_draft(ConversationId::from_uuid(uuid::Uuid::from_u128(7)), "half a thought", at)
        .await
        .unwrap();
}

/// What a kill leaves: the last writes stand in the write-ahead log only.
async fn killed_journal(bench: &Bench) -> TempDir {
    let running = folder();
    let journal = Journal::open(&running.path().join(Journal::NAME), &bench.key).unwrap();
    write_a_draft(&journal).await;
    let left = copy(running.path());
    journal.close().await.unwrap();
    left
}

#[tokio::test]
async fn a_file_that_cannot_be_made_now_is_made_the_next_time() {
    let bench = Bench::new();
    let empty = folder();
    fail_each_opening::<Journal>(&bench, "make a journal", empty.path()).await;
    fail_each_opening::<Cache>(&bench, "make a cache", empty.path()).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_now_is_whole_the_next_time() {
    let bench = Bench::new();
    let closed = bench.prepared(write_a_draft).await;
    fail_each_opening::<Journal>(&bench, "open a journal", closed.path()).await;
    let killed = killed_journal(&bench).await;
    fail_each_opening::<Journal>(&bench, "open a killed journal", killed.path()).await;
    let cache = bench.prepared(async |_: &Cache| {}).await;
    fail_each_opening::<Cache>(&bench, "open a cache", cache.path()).await;
}

#[tokio::test]
async fn a_file_of_an_older_version_is_brought_up_to_date_wholly_or_not_at_all() {
    let bench = Bench::new();
    let older = folder();
    let file = older.path().join(Journal::NAME);
    let connection = keyed(&file, bench.key.to_entry("the test").expose(), Journal::PURPOSE);
    connection.execute_batch(OLDER_JOURNAL).unwrap();
    drop(connection);
    assert_eq!(file_state(&file).unwrap(), FileState::Present);
    fail_each_opening::<Journal>(&bench, "bring up to date", older.path()).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_closed_well_is_let_go_of_and_whole() {
    let bench = Bench::new();
    fail_each_closing(&bench, "close a journal").await;
}
