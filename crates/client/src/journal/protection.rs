//! Which key belongs to a journal's file, and the wrapped copy of it that lies beside.

use super::migration::JOURNAL;
use crate::database::{read_key_check, read_wrapped_key, write_wrapped_key};
use crate::key::{DatabaseKey, FileKey, WrappedKey};
use allia_protocol::Secret;
use allia_protocol::id::{DeviceId, UserId};
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// What the service keeps for this user's devices, by device.
pub(crate) type Shares = HashMap<DeviceId, Secret>;

/// The key of one user's journal, to be wrapped and to be told from others. Wiped from memory when dropped.
#[derive(Clone)]
pub(crate) struct Protection {
    user: UserId,
    key: FileKey,
    check: String,
}

impl Protection {
    /// For this user's journal under this key.
    pub(crate) fn new(user: UserId, key: &DatabaseKey) -> Self {
        Self { user, key: key.of_file(JOURNAL.purpose), check: key.check_of_file(JOURNAL.purpose) }
    }

    /// Whether the check value beside a file speaks against this key. Without one nothing does.
    pub(crate) fn fits(&self, file: &Path) -> io::Result<bool> {
        Ok(read_key_check(file)?.is_none_or(|check| check == self.check))
    }

    /// Whether this key lies wrapped beside the file.
    pub(crate) fn is_wrapped(&self, file: &Path) -> io::Result<bool> {
        Ok(wrapped_key(file)?.is_some_and(|wrapped| wrapped.check == self.check))
    }

    /// Wraps this key with this device's share and keeps it beside the file.
    pub(crate) fn wrap(&self, file: &Path, share: &Secret, device_id: DeviceId) -> io::Result<()> {
        let wrapped = WrappedKey::seal(&self.key, self.check.clone(), share, self.user, device_id)?;
        write_wrapped_key(file, &serde_json::to_string(&wrapped)?)
    }

    /// Keeps the wrapped key of a file that was set aside beside the one that took its place, if the key is the same:
    /// otherwise that would be without one until the service is reached.
    pub(crate) fn inherit(&self, aside: &Path, file: &Path) -> io::Result<()> {
        match read_wrapped_key(aside)? {
            Some(text) if self.is_wrapped(aside)? => write_wrapped_key(file, &text),
            _ => Ok(()),
        }
    }

    /// The key of a journal that was set aside: this one, or the one that is wrapped beside it, if its share is here.
    pub(crate) fn key_of(&self, aside: &Path, shares: &Shares) -> io::Result<Option<FileKey>> {
        let wrapped = wrapped_key(aside)?;
        let check = read_key_check(aside)?.or(wrapped.as_ref().map(|wrapped| wrapped.check.clone()));
        if check.is_none_or(|check| check == self.check) {
            return Ok(Some(self.key.clone()));
        }
        let key = wrapped.and_then(|wrapped| wrapped.open(shares.get(&wrapped.device_id)?, self.user).ok());
        Ok(key)
    }

    /// For which device the service keeps the share that opens a journal's wrapped key; `None` when this key opens it
    /// anyway, or nothing does.
    pub(crate) fn share_needed(&self, file: &Path) -> io::Result<Option<DeviceId>> {
        let wrapped = wrapped_key(file)?.filter(|wrapped| wrapped.check != self.check);
        Ok(wrapped.map(|wrapped| wrapped.device_id))
    }
}

/// What lies wrapped beside a journal; `None` when there is nothing, or nothing that can be read.
pub(crate) fn wrapped_key(file: &Path) -> io::Result<Option<WrappedKey>> {
    Ok(read_wrapped_key(file)?.and_then(|text| serde_json::from_str(&text).ok()))
}
