//! Files that only the administrator of this computer can have written.

use allia_client::policy::PolicyFault;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// A policy is a page or two. What is larger was not meant to be one.
const LARGEST: u64 = 1024 * 1024;
/// Others than the owner may write.
const WRITTEN_BY_OTHERS: u32 = 0o022;

/// What stands in the file; `None` when there is none. The owner is a user's number: 0 but in tests.
///
/// # Errors
/// Why it cannot be relied on.
pub(super) fn read(path: &Path, owner: u32) -> Result<Option<Vec<u8>>, PolicyFault> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|_| PolicyFault::Unreadable)?,
    };
    // Of the file that is open, so that nobody can put another one in its place between the two.
    let found = file.metadata().map_err(|_| PolicyFault::Unreadable)?;
    if !found.is_file() || found.len() > LARGEST {
        return Err(PolicyFault::Malformed);
    }
    if !is_of(&found, owner) {
        return Err(PolicyFault::Unprotected);
    }
    let mut text = Vec::new();
    file.take(LARGEST).read_to_end(&mut text).map_err(|_| PolicyFault::Unreadable)?;
    Ok(Some(text))
}

/// Whether this belongs to that user and nobody else may write to it.
pub(super) fn is_of(found: &Metadata, owner: u32) -> bool {
    found.uid() == owner && found.mode() & WRITTEN_BY_OTHERS == 0
}
