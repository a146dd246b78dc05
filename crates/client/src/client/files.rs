//! Opening the two encrypted files of an account. The cache can be filled again, so a bad one is replaced. The
//! journal cannot: it is salvaged or set aside, never deleted, and the person is told.

use crate::database::{FileState, OpenError, delete_file, file_state, set_aside};
use crate::journal::{Journal, Salvage};
use crate::key::DatabaseKey;
use crate::profile::AccountFiles;
use crate::signed_in::DamagedFile;
use crate::store::Cache;
use crate::view::{Recovery, RecoveryCause};
use allia_protocol::Timestamp;
use allia_protocol::id::UserId;
use std::io;
use std::path::Path;

/// Both files, open.
pub(super) struct OpenFiles {
    pub(super) cache: Cache,
    pub(super) journal: Journal,
    pub(super) recovery: Option<Recovery>,
}

/// Opens both files. Blocks.
pub(super) fn open(
    files: &AccountFiles,
    key: &DatabaseKey,
    me: UserId,
    now: Timestamp,
) -> Result<OpenFiles, OpenError> {
    let (journal, recovery) = open_journal(&files.journal, key, now)?;
    let cache = open_cache(&files.cache, key, me)?;
    Ok(OpenFiles { cache, journal, recovery })
}

/// Opens both files, of which one has shown a bad page. Blocks.
pub(super) fn repair(
    damaged: DamagedFile,
    files: &AccountFiles,
    key: &DatabaseKey,
    me: UserId,
    now: Timestamp,
) -> Result<OpenFiles, OpenError> {
    match damaged {
        DamagedFile::Cache => {
            delete_file(&files.cache)?;
            open(files, key, me, now)
        }
        DamagedFile::Journal => {
            let (journal, salvage) = Journal::salvage(&files.journal, key, now)?;
            let cache = open_cache(&files.cache, key, me)?;
            Ok(OpenFiles { cache, journal, recovery: Some(salvaged(&salvage)) })
        }
    }
}

/// Both files in memory, for a computer without a keyring.
pub(super) fn in_memory(me: UserId) -> Result<OpenFiles, OpenError> {
    Ok(OpenFiles { cache: Cache::in_memory(me)?, journal: Journal::in_memory()?, recovery: None })
}

/// Makes room for files under a new key: the old key is gone. Blocks.
pub(super) fn put_away(files: &AccountFiles, now: Timestamp) -> io::Result<Option<Recovery>> {
    delete_file(&files.cache)?;
    if file_state(&files.journal)? == FileState::Absent {
        return Ok(None);
    }
    let kept = set_aside(&files.journal, now)?;
    Ok(Some(set_aside_unread(RecoveryCause::KeyLost, &kept)))
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

fn open_journal(
    file: &Path,
    key: &DatabaseKey,
    now: Timestamp,
) -> Result<(Journal, Option<Recovery>), OpenError> {
    match Journal::open(file, key) {
        Ok(journal) => Ok((journal, None)),
        Err(OpenError::Damaged) => {
            let (journal, salvage) = Journal::salvage(file, key, now)?;
            Ok((journal, Some(salvaged(&salvage))))
        }
        Err(fault @ (OpenError::WrongKey | OpenError::Lost)) => {
            let cause = match fault {
                OpenError::WrongKey => RecoveryCause::KeyLost,
                _ => RecoveryCause::FileEmptied,
            };
            tracing::warn!(%fault, "the journal is set aside");
            let kept = set_aside(file, now)?;
            Ok((Journal::open(file, key)?, Some(set_aside_unread(cause, &kept))))
        }
        Err(fault) => Err(fault),
    }
}

fn salvaged(salvage: &Salvage) -> Recovery {
    let unreadable = u32::try_from(salvage.unreadable.len()).ok();
    Recovery {
        cause: RecoveryCause::FileDamaged,
        recovered_texts: salvage.drafts.saturating_add(salvage.messages),
        unreadable_texts: unreadable.filter(|_| salvage.unreadable_tables.is_empty()),
        kept_as: Some(file_name(&salvage.set_aside)),
    }
}

fn set_aside_unread(cause: RecoveryCause, kept: &Path) -> Recovery {
    Recovery { cause, recovered_texts: 0, unreadable_texts: None, kept_as: Some(file_name(kept)) }
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
