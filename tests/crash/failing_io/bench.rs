//! The loop: from the same prepared file each time, with the nth touch of the disk failing.

use super::tables::Tables;
use allia_client::database::{OpenError, StoreError};
use allia_client::journal::Journal;
use allia_client::key::DatabaseKey;
use allia_client::store::Cache;
use allia_protocol::id::UserId;
use allia_tests::failing_disk::{FailingDisk, Fault};
use allia_tests::page_dump;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// One of the two encrypted files, open.
pub(super) trait EncryptedFile: Sized {
    const NAME: &'static str;
    const PURPOSE: &'static str;
    fn open(file: &Path, bench: &Bench) -> Result<Self, OpenError>;
    async fn close(&self) -> Result<(), StoreError>;
}

impl EncryptedFile for Cache {
    const NAME: &'static str = "cache.db";
    const PURPOSE: &'static str = page_dump::CACHE;

    fn open(file: &Path, bench: &Bench) -> Result<Self, OpenError> {
        Self::open(file, &bench.key, bench.me)
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.close().await
    }
}

impl EncryptedFile for Journal {
    const NAME: &'static str = "journal.db";
    const PURPOSE: &'static str = page_dump::JOURNAL;

    fn open(file: &Path, bench: &Bench) -> Result<Self, OpenError> {
        Self::open(file, &bench.key)
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.close().await
    }
}

/// A folder to work in, in memory where there is such a place, because the loops wait for the disk very often.
pub(super) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() }
}

/// Key and owner of the files.
pub(super) struct Bench {
    pub(super) key: DatabaseKey,
    pub(super) me: UserId,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self { key: DatabaseKey::generate().unwrap(), me: UserId::generate() }
    }

    pub(super) fn tables<F: EncryptedFile>(&self, folder: &Path) -> Tables {
        Tables::of(&folder.join(F::NAME), self.key.to_entry("the test").expose(), F::PURPOSE)
    }

    /// A closed file on which `prepare` has worked.
    pub(super) async fn prepared<F: EncryptedFile>(&self, prepare: impl AsyncFn(&F)) -> TempDir {
        let folder = folder();
        let file = F::open(&folder.path().join(F::NAME), self).unwrap();
        prepare(&file).await;
        file.close().await.unwrap();
        folder
    }

    /// Runs `operate` over and over, the nth touch of the disk failing, in every way a disk can fail. Repeating
    /// `operate` after it was done must alter nothing more.
    pub(super) async fn fail_each_touch<F: EncryptedFile>(
        &self,
        what: &str,
        prepare: impl AsyncFn(&F),
        operate: impl AsyncFn(&F) -> Result<(), StoreError>,
    ) {
        let start = self.prepared(prepare).await;
        let before = self.tables::<F>(start.path());
        let after = {
            let run = copy(start.path());
            let file = F::open(&run.path().join(F::NAME), self).unwrap();
            operate(&file).await.unwrap();
            file.close().await.unwrap();
            self.tables::<F>(run.path()).with_new_ids_alike(&before)
        };
        assert_ne!(before, after, "{what} alters something");
        for fault in Fault::ALL {
            let (mut nth, mut refused) = (0, 0);
            loop {
                nth += 1;
                let place = format!("{what}, {fault:?}, touch {nth}");
                let run = copy(start.path());
                let path = run.path().join(F::NAME);
                let disk = FailingDisk::under(run.path());
                let file = F::open(&path, self).unwrap();
                disk.fail(fault, nth);
                let outcome = operate(&file).await;
                let failures = disk.mend();
                // What a kill at this moment would leave behind.
                let left = copy(run.path());
                F::open(&left.path().join(F::NAME), self)
                    .unwrap_or_else(|error| panic!("{place}: opens again after a kill: {error:?}"))
                    .close()
                    .await
                    .unwrap();
                let found = self.tables::<F>(left.path()).with_new_ids_alike(&before);
                match &outcome {
                    Ok(()) => assert!(found == after, "{place}: acknowledged and not there"),
                    Err(_) => assert!(found == after || found == before, "{place}: half done"),
                }
                refused += u32::from(outcome.is_err());
                operate(&file).await.unwrap_or_else(|error| panic!("{place}: goes on: {error:?}"));
                file.close().await.unwrap_or_else(|error| panic!("{place}: closes: {error:?}"));
                assert!(
                    self.tables::<F>(run.path()).with_new_ids_alike(&before) == after,
                    "{place}: goes on"
                );
                disk.forget();
                if failures == 0 {
                    assert!(outcome.is_ok(), "{place}: {outcome:?}");
                    break;
                }
            }
            println!("{what:<28} {fault:<16?} {:>4} touches {refused:>4} refused", nth - 1);
        }
    }
}

/// A copy of a folder, without the part of the write-ahead log that only a running process knows.
pub(super) fn copy(folder: &Path) -> TempDir {
    let to = self::folder();
    for entry in fs::read_dir(folder).unwrap() {
        let from: PathBuf = entry.unwrap().path();
        if from.extension().is_none_or(|extension| extension != "db-shm") {
            fs::copy(&from, to.path().join(from.file_name().unwrap())).unwrap();
        }
    }
    to
}
