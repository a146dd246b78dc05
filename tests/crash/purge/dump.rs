//! Both files of a profile, decrypted, and what is found in them.

use allia_client::key::{EntryKind, entry_name};
use allia_client::key_store::KeyStore;
use allia_protocol::id::UserId;
use allia_tests::page_dump::{CACHE, JOURNAL, count, decrypted, file_key};
use allia_tests::{Desk, marker};
use std::path::PathBuf;

pub(super) struct Dump {
    cache: Vec<Vec<u8>>,
    journal: Vec<Vec<u8>>,
}

impl Dump {
    /// Reads the files as they are on the disk now, open or not.
    pub(super) fn of(desk: &Desk, server_address: &str, clinician: UserId) -> Self {
        let name = entry_name(EntryKind::Database, server_address, clinician);
        let entry = desk.key_store().read(&name).expect("the key store").expect("the key");
        let read = |name, purpose| decrypted(&file(desk, name), &file_key(entry.expose(), purpose));
        Self { cache: read("cache.db", CACHE), journal: read("journal.db", JOURNAL) }
    }

    /// Pages and frames of the cache that hold this, and of the journal.
    pub(super) fn count(&self, sought: &[u8]) -> (usize, usize) {
        (count(&self.cache, sought), count(&self.journal, sought))
    }
}

fn file(desk: &Desk, name: &str) -> PathBuf {
    let files = marker::files(desk.profile());
    files.into_iter().find(|file| file.file_name().is_some_and(|other| other == name)).expect("the file")
}
