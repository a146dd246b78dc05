//! Salvaging a journal on a disk that fails: wherever it stops, all that was written is in the fresh journal or in the one
//! that was set aside.

use super::bench::{Bench, EncryptedFile, copy};
use allia_client::database::OpenError;
use allia_client::journal::{Journal, Salvage};
use allia_client::view::NotSentReason;
use allia_protocol::Timestamp;
use allia_protocol::id::{ConversationId, MessageId};
use allia_tests::eventually;
use allia_tests::failing_disk::{FailingDisk, Fault};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const TEXTS: [&str; 4] = ["on its way", "not taken", "half a thought", "another"];

type Salvaged = Result<(Journal, Salvage), OpenError>;

/// Whose conversations there is writing in.
struct Desk {
    bench: Bench,
    ada: ConversationId,
    ben: ConversationId,
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

impl Desk {
    async fn write(&self, journal: &Journal) {
        let [waiting, refused, draft, another] = TEXTS;
        let not_taken = MessageId::generate();
        journal.enqueue(MessageId::generate(), self.ada, waiting, now()).await.unwrap();
        journal.enqueue(not_taken, self.ben, refused, now()).await.unwrap();
        journal.wedge(not_taken, NotSentReason::Refused).await.unwrap();
        journal.save_draft(self.ada, draft, now()).await.unwrap();
        journal.save_draft(self.ben, another, now()).await.unwrap();
    }

    async fn salvage(&self, file: &Path) -> Salvaged {
        let (file, key) = (file.to_owned(), self.bench.key.clone());
        tokio::task::spawn_blocking(move || Journal::salvage(&file, &key, now())).await.unwrap()
    }

    async fn texts(&self, journal: &Journal) -> BTreeSet<String> {
        let mut texts = BTreeSet::new();
        for id in [self.ada, self.ben] {
            texts.extend(journal.draft(id).await.unwrap().map(|draft| draft.into_exposed()));
            let unsent = journal.unsent(id).await.unwrap();
            texts.extend(unsent.into_iter().map(|entry| entry.text.into_exposed()));
        }
        texts
    }

    /// What can be read in all journals of a folder, the ones set aside too.
    async fn texts_in(&self, folder: &Path) -> BTreeSet<String> {
        let mut texts = BTreeSet::new();
        // What a failed salvage had open closes on a thread of its own.
        let journal = eventually("the file to be let go", || async {
            match Journal::open(&folder.join(Journal::NAME), &self.bench.key) {
                Err(OpenError::AlreadyOpen) => None,
                opened => Some(opened.unwrap()),
            }
        })
        .await;
        texts.append(&mut self.texts(&journal).await);
        journal.close().await.unwrap();
        for aside in set_aside(folder) {
            let (copied, _) = self.salvage(&aside).await.unwrap();
            texts.append(&mut self.texts(&copied).await);
            copied.close().await.unwrap();
        }
        texts
    }
}

fn set_aside(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_aside = |file: &PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        name.contains(".aside-") && !["-wal", "-shm", "lock", "check"].iter().any(|end| name.ends_with(end))
    };
    files.filter(is_aside).collect()
}

fn is_complete(salvaged: &Salvaged) -> bool {
    salvaged.as_ref().is_ok_and(|(_, salvage)| salvage.is_complete())
}

#[tokio::test]
async fn salvaging_loses_nothing_wherever_the_disk_fails() {
    let desk = Desk { bench: Bench::new(), ada: ConversationId::generate(), ben: ConversationId::generate() };
    let start = desk.bench.prepared(async |journal: &Journal| desk.write(journal).await).await;
    let all: BTreeSet<_> = TEXTS.map(str::to_owned).into();
    for fault in Fault::ALL {
        let (mut nth, mut refused) = (0, 0);
        loop {
            nth += 1;
            let place = format!("salvage, {fault:?}, touch {nth}");
            let run = copy(start.path());
            let file = run.path().join(Journal::NAME);
            let disk = FailingDisk::under(run.path());
            disk.fail(fault, nth);
            let salvaged = desk.salvage(&file).await;
            let failures = disk.mend();
            disk.forget();
            let complete = is_complete(&salvaged);
            refused += u32::from(!complete);
            if let Ok((journal, _)) = salvaged {
                if complete {
                    assert_eq!(desk.texts(&journal).await, all, "{place}: said to be complete");
                }
                journal.close().await.unwrap();
            }
            assert_eq!(desk.texts_in(run.path()).await, all, "{place}");
            if failures == 0 {
                assert!(complete, "{place}");
                break;
            }
        }
        println!("{:<28} {fault:<16?} {:>4} touches {refused:>4} refused", "salvage a journal", nth - 1);
    }
}
