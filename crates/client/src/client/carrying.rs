//! Carrying drafts and unsent messages over from journals that were set aside: damaged ones, and ones whose key was lost
//! and came back through the service.

use crate::database::{OpenError, delete_file, mark_read, set_aside_unread};
use crate::journal::{Journal, Protection, Salvage, Shares};
use crate::view::{Recovery, RecoveryCause};
use allia_protocol::id::DeviceId;
use std::io;
use std::path::Path;

/// What came of one journal that was set aside.
pub(super) enum Carried {
    /// All of it was copied, and it is deleted.
    Whole(Salvage),
    /// What can be read was copied, and it is kept under this name.
    InPart(Salvage, String),
    /// It is kept under this name until the service gives what opens it, or a newer version of the program does.
    Waiting(String),
    /// Nothing opens it; it is kept under this name.
    Closed(String),
}

/// Carrying over what was set aside beside a journal.
pub(super) struct CarryingOver<'a> {
    /// The journal's file, which was set aside under names that begin with its own.
    pub(super) file: &'a Path,
    pub(super) protection: &'a Protection,
    pub(super) shares: &'a Shares,
    /// The one that was set aside just now. Since an earlier one was set aside, others may have been written and sent, so
    /// what waits in it does not go out by itself any more.
    pub(super) just_now: Option<&'a Path>,
    /// The number that the key store has of the files; the one set aside just now should have it too.
    pub(super) number: Option<u64>,
}

impl CarryingOver<'_> {
    /// Copies what can be read from every journal that was set aside into this one. A crash on the way costs nothing:
    /// what was not finished is done again, and copying twice is copying once. Blocks.
    pub(super) fn into_journal(self, journal: &Journal) -> Result<Vec<Carried>, OpenError> {
        let asides = set_aside_unread(self.file)?;
        asides.iter().map(|aside| self.carry(aside, journal)).collect()
    }

    fn carry(&self, aside: &Path, journal: &Journal) -> Result<Carried, OpenError> {
        let Some(key) = self.protection.key_of(aside, self.shares)? else {
            let may_open = self.protection.share_needed(aside)?.is_some();
            let name = file_name(aside);
            return Ok(if may_open { Carried::Waiting(name) } else { Carried::Closed(name) });
        };
        let overtaken = self.just_now != Some(aside);
        let number = self.number.filter(|_| !overtaken);
        let salvage = journal.carry_over(aside, &key, number, overtaken)?;
        tracing::warn!(texts = salvage.texts(), whole = salvage.is_complete(), "a journal was carried over");
        if salvage.too_new {
            Ok(Carried::Waiting(file_name(aside)))
        } else if salvage.is_complete() {
            delete_file(aside)?;
            Ok(Carried::Whole(salvage))
        } else {
            let kept = mark_read(aside)?;
            Ok(Carried::InPart(salvage, file_name(&kept)))
        }
    }
}

/// The devices whose shares open journals that were set aside, or will be because this key does not fit.
pub(super) fn shares_needed(file: &Path, protection: &Protection) -> io::Result<Vec<DeviceId>> {
    let mut needed = Vec::new();
    for journal in set_aside_unread(file)?.iter().map(AsRef::as_ref).chain([file]) {
        needed.extend(protection.share_needed(journal)?);
    }
    needed.sort_unstable();
    needed.dedup();
    Ok(needed)
}

impl Carried {
    /// What the person is told. `cause` is what was wrong with the journal that was just opened, if anything was;
    /// otherwise what was set aside earlier is spoken of.
    pub(super) fn recovery(carried: &[Self], cause: Option<RecoveryCause>) -> Option<Recovery> {
        let news = carried.iter().rfind(|carried| !matches!(carried, Self::Closed(_)));
        let cause = cause.or_else(|| news.map(Self::cause))?;
        let cause = if carried.iter().any(Self::is_older) { RecoveryCause::OlderCopy } else { cause };
        Some(Recovery {
            cause,
            recovered_texts: carried.iter().fold(0, |sum, carried| sum + carried.texts()),
            unreadable_texts: match cause {
                // What was written since is in no file any more.
                RecoveryCause::FileMissing | RecoveryCause::OlderCopy => None,
                _ => carried.iter().try_fold(0_u32, |sum, carried| Some(sum + carried.unreadable()?)),
            },
            kept_as: carried.iter().rev().find_map(Self::kept_as),
        })
    }

    const fn cause(&self) -> RecoveryCause {
        match self {
            Self::InPart(..) => RecoveryCause::FileDamaged,
            Self::Whole(_) | Self::Waiting(_) | Self::Closed(_) => RecoveryCause::KeyLost,
        }
    }

    const fn is_older(&self) -> bool {
        matches!(self, Self::Whole(salvage) | Self::InPart(salvage, _) if salvage.older)
    }

    const fn texts(&self) -> u32 {
        match self {
            Self::Whole(salvage) | Self::InPart(salvage, _) => salvage.texts(),
            Self::Waiting(_) | Self::Closed(_) => 0,
        }
    }

    fn unreadable(&self) -> Option<u32> {
        match self {
            Self::Whole(_) => Some(0),
            Self::InPart(salvage, _) if salvage.unreadable_tables.is_empty() => {
                u32::try_from(salvage.unreadable.len()).ok()
            }
            Self::InPart(..) | Self::Waiting(_) | Self::Closed(_) => None,
        }
    }

    fn kept_as(&self) -> Option<String> {
        match self {
            Self::Whole(_) => None,
            Self::InPart(_, name) | Self::Waiting(name) | Self::Closed(name) => Some(name.clone()),
        }
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
