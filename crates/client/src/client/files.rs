//! Opening the two encrypted files of an account. The cache can be filled again, so a bad one is replaced. The
//! journal cannot: it is set aside, carried over as far as it can be read, and the person is told.

use super::carrying::{self, Carried};
use crate::database::{FileState, OpenError, delete_file, file_state, set_aside};
use crate::journal::{Journal, Protection, Shares};
use crate::key::DatabaseKey;
use crate::profile::AccountFiles;
use crate::signed_in::DamagedFile;
use crate::store::Cache;
use crate::view::{Recovery, RecoveryCause};
use allia_protocol::Timestamp;
use allia_protocol::id::UserId;
use std::path::Path;

/// Both files, open.
pub(super) struct OpenFiles {
    pub(super) cache: Cache,
    pub(super) journal: Journal,
    pub(super) recovery: Option<Recovery>,
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
    /// What the service gave back of earlier keys.
    pub(super) shares: Shares,
}

impl FilesToOpen {
    pub(super) fn protection(&self) -> Protection {
        Protection::new(self.me, &self.key)
    }

    /// Opens both, of which one may have shown a bad page. Blocks.
    pub(super) fn open(&self, damaged: Option<DamagedFile>) -> Result<OpenFiles, OpenError> {
        let (journal, cause) = match damaged {
            Some(DamagedFile::Journal) => self.replace_journal(RecoveryCause::FileDamaged)?,
            Some(DamagedFile::Cache) | None => self.open_journal()?,
        };
        let carried = carrying::carry_over(&self.paths.journal, &journal, &self.protection(), &self.shares)?;
        let recovery = Carried::recovery(&carried, cause);
        if self.key_is_new || damaged == Some(DamagedFile::Cache) {
            delete_file(&self.paths.cache)?;
        }
        let cache = open_cache(&self.paths.cache, &self.key, self.me)?;
        Ok(OpenFiles { cache, journal, recovery })
    }

    fn open_journal(&self) -> Result<(Journal, Option<RecoveryCause>), OpenError> {
        let file = &self.paths.journal;
        match file_state(file)? {
            FileState::Absent => {
                let journal = Journal::open(file, &self.key)?;
                Ok((journal, self.expected.then_some(RecoveryCause::FileMissing)))
            }
            FileState::CutToZero => self.replace_journal(RecoveryCause::FileEmptied),
            FileState::Present if self.key_is_new => self.replace_journal(RecoveryCause::KeyLost),
            FileState::Present => match Journal::open(file, &self.key) {
                Ok(journal) => Ok((journal, None)),
                Err(OpenError::Damaged) => self.replace_journal(RecoveryCause::FileDamaged),
                Err(OpenError::WrongKey) => self.replace_journal(RecoveryCause::KeyLost),
                Err(OpenError::Lost) => self.replace_journal(RecoveryCause::FileEmptied),
                Err(fault) => Err(fault),
            },
        }
    }

    /// Sets the journal aside and makes a fresh one.
    fn replace_journal(&self, cause: RecoveryCause) -> Result<(Journal, Option<RecoveryCause>), OpenError> {
        tracing::warn!(?cause, "the journal is set aside");
        let file = &self.paths.journal;
        let aside = set_aside(file, self.now)?;
        self.protection().inherit(&aside, file)?;
        Ok((Journal::open(file, &self.key)?, Some(cause)))
    }
}

/// Both files in memory, for a computer without a keyring.
pub(super) fn in_memory(me: UserId) -> Result<OpenFiles, OpenError> {
    Ok(OpenFiles { cache: Cache::in_memory(me)?, journal: Journal::in_memory()?, recovery: None })
}

fn open_cache(file: &Path, key: &DatabaseKey, me: UserId) -> Result<Cache, OpenError> {
    match Cache::open(file, key, me) {
        Err(
            fault @ (OpenError::WrongKey | OpenError::Damaged | OpenError::Lost | OpenError::TooNew { .. }),
        ) => {
            tracing::warn!(%fault, "the local copy is replaced and filled again");
            delete_file(file)?;
            Cache::open(file, key, me)
        }
        opened => opened,
    }
}
