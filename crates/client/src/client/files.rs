//! Opening the two encrypted files of an account. The cache can be filled again, so a bad one is replaced. The
//! journal cannot: it is set aside, carried over as far as it can be read, and the person is told.

use super::carrying::{Carried, CarryingOver};
use super::rehearsing::RehearsalFolder;
use crate::database::{FileState, OpenError, delete_file, file_state, set_aside};
use crate::journal::{Journal, Protection, Shares};
use crate::key::DatabaseKey;
use crate::profile::AccountFiles;
use crate::signed_in::DamagedFile;
use crate::store::Cache;
use crate::view::{Recovery, RecoveryCause};
use allia_protocol::Timestamp;
use allia_protocol::id::UserId;
use std::path::PathBuf;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;

/// Both files, open.
pub(super) struct OpenFiles {
    pub(super) cache: Cache,
    pub(super) journal: Journal,
    pub(super) recovery: Option<Recovery>,
    /// The highest number that one of the files or the key store has.
    pub(super) generation: u64,
}

/// The files of an account, and what is known about them before they are opened.
#[derive(Clone)]
pub(super) struct FilesToOpen {
    pub(super) paths: AccountFiles,
    pub(super) me: UserId,
    pub(super) now: Timestamp,
    pub(super) key: DatabaseKey,
    /// The key was made just now: whatever lies there was written under another one.
    pub(super) key_is_new: bool,
    /// This person's files were kept on this computer when the program last ended.
    pub(super) expected: bool,
    /// The number that the key store has of the files; none before they were first made.
    pub(super) generation: Option<u64>,
    /// The moment before which nothing need be in the local copy; `None` when everything is to be.
    pub(super) kept_since: Option<Timestamp>,
    /// What the service gave back of earlier keys.
    pub(super) shares: Shares,
}

impl FilesToOpen {
    pub(super) fn protection(&self) -> Protection {
        Protection::new(self.me, &self.key)
    }

    /// Opens both, of which one may have shown a bad page. Blocks.
    pub(super) fn open(&self, damaged: Option<DamagedFile>) -> Result<OpenFiles, OpenError> {
        RehearsalFolder::clear(&self.paths.journal);
        let opened = match damaged {
            Some(DamagedFile::Journal) => self.replace_journal(RecoveryCause::FileDamaged)?,
            Some(DamagedFile::Cache) | None => self.open_journal()?,
        };
        let OpenJournal { journal, cause, aside } = opened;
        let carrying = CarryingOver {
            file: &self.paths.journal,
            protection: &self.protection(),
            shares: &self.shares,
            just_now: aside.as_deref(),
            number: self.generation,
        };
        let carried = carrying.into_journal(&journal)?;
        let recovery = match cause {
            Some(RecoveryCause::OlderCopy) => Some(held_back(&journal)?),
            cause => Carried::recovery(&carried, cause),
        };
        if self.key_is_new || damaged == Some(DamagedFile::Cache) {
            delete_file(&self.paths.cache)?;
        }
        let cache = self.open_cache()?;
        let generation = journal.generation()?.max(cache.generation()?).max(self.generation.unwrap_or(0));
        Ok(OpenFiles { cache, journal, recovery, generation })
    }

    fn open_journal(&self) -> Result<OpenJournal, OpenError> {
        let file = &self.paths.journal;
        match file_state(file)? {
            FileState::Absent => {
                let missing = self.expected || self.generation.is_some();
                let journal = Journal::open(file, &self.key)?;
                Ok(OpenJournal { journal, cause: missing.then_some(RecoveryCause::FileMissing), aside: None })
            }
            FileState::CutToZero => self.replace_journal(RecoveryCause::FileEmptied),
            FileState::Present if self.key_is_new => self.replace_journal(RecoveryCause::KeyLost),
            FileState::Present => match self.open_whole_journal() {
                Ok((journal, number)) => {
                    let older = number < self.generation.unwrap_or(0);
                    Ok(OpenJournal { journal, cause: older.then_some(RecoveryCause::OlderCopy), aside: None })
                }
                Err(OpenError::Damaged) => self.replace_journal(RecoveryCause::FileDamaged),
                Err(OpenError::WrongKey) => self.replace_journal(RecoveryCause::KeyLost),
                Err(OpenError::Lost) => self.replace_journal(RecoveryCause::FileEmptied),
                Err(fault) => Err(fault),
            },
        }
    }

    fn open_whole_journal(&self) -> Result<(Journal, u64), OpenError> {
        let journal = Journal::open(&self.paths.journal, &self.key)?;
        match journal.generation() {
            Ok(number) => Ok((journal, number)),
            Err(fault) => {
                let closed = journal.close_and_wait();
                tracing::warn!(%fault, closed = closed.is_ok(), "the journal's number cannot be read");
                Err(fault.into())
            }
        }
    }

    /// Sets the journal aside and makes a fresh one.
    fn replace_journal(&self, cause: RecoveryCause) -> Result<OpenJournal, OpenError> {
        tracing::warn!(?cause, "the journal is set aside");
        let file = &self.paths.journal;
        let aside = set_aside(file, self.now)?;
        self.protection().inherit(&aside, file)?;
        Ok(OpenJournal { journal: Journal::open(file, &self.key)?, cause: Some(cause), aside: Some(aside) })
    }

    /// A local copy that is not the newest, or not good, is replaced: everything in it comes back from the service.
    fn open_cache(&self) -> Result<Cache, OpenError> {
        match self.open_newest_cache() {
            Err(
                fault @ (OpenError::WrongKey
                | OpenError::Damaged
                | OpenError::Lost
                | OpenError::TooNew { .. }),
            ) => {
                tracing::warn!(%fault, "the local copy is replaced and filled again");
                delete_file(&self.paths.cache)?;
                Cache::open(&self.paths.cache, &self.key, self.me)
            }
            opened => opened,
        }
    }

    /// Whether older messages were left out of the local copy than are now. A day is what clocks may differ by.
    fn lacks_older(&self, cache: &Cache) -> Result<bool, OpenError> {
        let Some(left_out) = cache.kept_since()? else { return Ok(false) };
        Ok(self.kept_since.is_none_or(|wanted| left_out.millis_since(wanted) > DAY_MILLIS))
    }

    fn open_newest_cache(&self) -> Result<Cache, OpenError> {
        let is_new = file_state(&self.paths.cache)? == FileState::Absent;
        let cache = Cache::open(&self.paths.cache, &self.key, self.me)?;
        if self.lacks_older(&cache)? {
            cache.close_and_wait()?;
            tracing::info!("older messages are to be kept again");
            return Err(OpenError::Lost);
        }
        let number = cache.generation();
        if is_new || number.as_ref().is_ok_and(|number| *number >= self.generation.unwrap_or(0)) {
            return Ok(cache);
        }
        let closed = cache.close_and_wait();
        tracing::warn!(closed = closed.is_ok(), "the local copy is an older one of itself, or damaged");
        Err(number.err().map_or(OpenError::Lost, OpenError::from))
    }
}

/// The journal, what was wrong with the one that lay there, and where that one is now.
struct OpenJournal {
    journal: Journal,
    cause: Option<RecoveryCause>,
    aside: Option<PathBuf>,
}

/// What was written since is in no file any more, so nobody can say how much that is.
fn held_back(journal: &Journal) -> Result<Recovery, OpenError> {
    let cause = RecoveryCause::OlderCopy;
    Ok(Recovery { cause, recovered_texts: journal.hold_back()?, unreadable_texts: None, kept_as: None })
}

/// Both files in memory, for a computer without a keyring.
pub(super) fn in_memory(me: UserId) -> Result<OpenFiles, OpenError> {
    Ok(OpenFiles {
        cache: Cache::in_memory(me)?,
        journal: Journal::in_memory()?,
        recovery: None,
        generation: 0,
    })
}
