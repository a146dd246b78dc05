//! The files on the disk: who may read them, who has them open, and how they are moved out of the way.

use super::OpenError;
use allia_protocol::Timestamp;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Beside a file: the write-ahead log, its index, and the value that tells a wrong key from a damaged file.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", KEY_CHECK];
const KEY_CHECK: &str = ".key-check";
/// What the name of a file that was set aside goes on with; then comes the date.
const ASIDE: &str = ".aside-";

/// What stands on the disk under a file's name, before any key is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Nothing. A new file may be made; if its key is in the key store, somebody deleted the file.
    Absent,
    /// A file with bytes in it. Without its key in the key store, the key is lost.
    Present,
    /// A file of zero bytes, or only the log of a file. This program leaves neither: the content is lost
    /// ([`OpenError::Lost`]).
    CutToZero,
}

/// Looks at the file, not into it.
///
/// # Errors
/// When the file system cannot say.
pub fn file_state(file: &Path) -> io::Result<FileState> {
    match size(file)? {
        Some(0) => Ok(FileState::CutToZero),
        Some(_) => Ok(FileState::Present),
        None if size(&beside(file, "-wal"))?.is_some_and(|bytes| bytes > 0) => Ok(FileState::CutToZero),
        None => Ok(FileState::Absent),
    }
}

/// Moves a file and what belongs to it out of the way, to `<name>.aside-<YYYYMMDD>T<HHMMSS>Z` in the same folder, and
/// says where the file is now. Nothing is deleted. The file must be closed.
///
/// # Errors
/// When a rename fails.
pub fn set_aside(file: &Path, at: Timestamp) -> io::Result<PathBuf> {
    let aside = free_name(file, at)?;
    // The file first: without its log it would open as it was before the last writes, as if nothing were missing. The
    // log without its file is seen to be a part (`FileState::CutToZero`).
    rename_if_there(file, &aside)?;
    for suffix in COMPANIONS {
        rename_if_there(&beside(file, suffix), &beside(&aside, suffix))?;
    }
    Ok(aside)
}

/// Whether [`set_aside`] has put an earlier file of this name into the same folder.
///
/// # Errors
/// When the file system cannot say.
pub fn was_set_aside(file: &Path) -> io::Result<bool> {
    let (Some(folder), Some(name)) = (file.parent(), beside(file, ASIDE).file_name().map(OsStr::to_owned))
    else {
        return Ok(false);
    };
    for entry in fs::read_dir(folder)? {
        if entry?.file_name().as_encoded_bytes().starts_with(name.as_encoded_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Deletes a file and what belongs to it. For the cache only: it can be filled again. It is no error when there is
/// none. The file must be closed.
///
/// # Errors
/// When a deletion fails.
pub fn delete_file(file: &Path) -> io::Result<()> {
    for suffix in COMPANIONS {
        delete_if_there(&beside(file, suffix))?;
    }
    delete_if_there(file)
}

/// The path of what belongs to a file: its name with a suffix.
pub(super) fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut path = OsString::from(file);
    path.push(suffix);
    path.into()
}

/// Makes the folder of a file, and closes it and an existing one to other accounts of the computer.
pub(super) fn make_folder_of(file: &Path) -> io::Result<()> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    make_private_folder(folder)
}

/// Makes a folder, and those above it that are missing, and closes it to other accounts of the computer, even one that
/// was there.
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    close_to_others(folder, 0o700)
}

/// Makes an empty file that only its owner may read and write.
pub(super) fn create_private(file: &Path) -> io::Result<File> {
    let created = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(file)?;
    close_to_others(file, 0o600)?;
    Ok(created)
}

#[cfg(unix)]
fn close_to_others(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if fs::metadata(path)?.permissions().mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Elsewhere the profile folder is the user's own by inheritance.
#[cfg(not(unix))]
fn close_to_others(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Takes the file for this process for as long as the answer lives. The operating system lets go of it when the
/// process ends, however it ends.
pub(super) fn take(file: &Path) -> Result<File, OpenError> {
    let lock = create_private(&beside(file, ".lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::AlreadyOpen),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Moves a complete new file to its place.
pub(super) fn put_in_place(new: &Path, file: &Path) -> io::Result<()> {
    File::open(new)?.sync_all()?;
    fs::rename(new, file)
}

/// The check value kept beside the file; `None` when there is none.
pub(super) fn read_key_check(file: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(beside(file, KEY_CHECK)) {
        Ok(check) => Ok(Some(check)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps the check value beside the file: whole or not at all, because a part of it would call the right key wrong.
pub(super) fn write_key_check(file: &Path, check: &str) -> io::Result<()> {
    let path = beside(file, KEY_CHECK);
    let new = beside(&path, ".new");
    create_private(&new)?;
    fs::write(&new, check)?;
    put_in_place(&new, &path)
}

/// The file's size in bytes; `None` when there is no file.
pub(super) fn size(file: &Path) -> io::Result<Option<u64>> {
    match fs::metadata(file) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn free_name(file: &Path, at: Timestamp) -> io::Result<PathBuf> {
    let date: String =
        at.to_string().chars().take_while(|c| *c != '.').filter(|c| c.is_alphanumeric()).collect();
    let mut name = beside(file, &format!("{ASIDE}{date}Z"));
    let mut number = 2;
    while fs::exists(&name)? {
        name = beside(file, &format!("{ASIDE}{date}Z-{number}"));
        number += 1;
    }
    Ok(name)
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    ignore_absence(fs::rename(from, to))
}

fn delete_if_there(path: &Path) -> io::Result<()> {
    ignore_absence(fs::remove_file(path))
}

fn ignore_absence(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
