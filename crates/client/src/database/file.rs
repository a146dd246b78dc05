//! The files on the disk: who may read them, who has them open, and how they are moved out of the way.

use super::OpenError;
use allia_protocol::Timestamp;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Beside a file: the write-ahead log, its index, the value that tells a wrong key from a damaged file, and the file's key
/// wrapped for the day on which the key store has lost it.
const COMPANIONS: [&str; 4] = ["-wal", "-shm", KEY_CHECK, WRAPPED_KEY];
const KEY_CHECK: &str = ".key-check";
/// The length of SQLCipher's salt.
const SALT_BYTES: usize = 16;
const WRAPPED_KEY: &str = ".wrapped-key";
/// What the name of a file that was set aside goes on with; then comes the date.
const ASIDE: &str = ".aside-";
/// The same, once everything that can be read in it was carried over.
const READ: &str = ".read-";

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
    Ok(!named_on(file, ASIDE)?.is_empty() || !named_on(file, READ)?.is_empty())
}

/// The files of this name that were set aside and not carried over yet, the oldest first.
pub(crate) fn set_aside_unread(file: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = named_on(file, ASIDE)?;
    files.retain(|file| !COMPANIONS.iter().any(|suffix| ends_with(file, suffix)));
    files.sort();
    Ok(files)
}

/// Everything that can be read in a file that was set aside was carried over: it is kept under a name that says so.
pub(crate) fn mark_read(aside: &Path) -> io::Result<PathBuf> {
    let name = aside.file_name().unwrap_or_default().to_string_lossy().replacen(ASIDE, READ, 1);
    let read = aside.with_file_name(name);
    for suffix in COMPANIONS {
        rename_if_there(&beside(aside, suffix), &beside(&read, suffix))?;
    }
    // Last: while it has its old name, it is carried over again.
    rename_if_there(aside, &read)?;
    Ok(read)
}

fn ends_with(file: &Path, suffix: &str) -> bool {
    file.as_os_str().as_encoded_bytes().ends_with(suffix.as_bytes())
}

/// What lies in the folder of a file under its name and something more.
fn named_on(file: &Path, more: &str) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (file.parent(), beside(file, more).file_name().map(OsStr::to_owned))
    else {
        return Ok(Vec::new());
    };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(name.as_encoded_bytes()) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Whether the file's key lies beside it, wrapped with the service's share.
pub(crate) fn wrapped_key_exists(file: &Path) -> io::Result<bool> {
    fs::exists(beside(file, WRAPPED_KEY))
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
    // Windows writes out only what is open for writing.
    OpenOptions::new().write(true).open(new)?.sync_all()?;
    fs::rename(new, file)
}

/// The check value kept beside the file; `None` when there is none.
pub(crate) fn read_key_check(file: &Path) -> io::Result<Option<String>> {
    let text = read_if_there(&beside(file, KEY_CHECK))?;
    Ok(text.map(|text| text.lines().next().unwrap_or_default().to_owned()))
}

/// The salt of the file, in hexadecimal digits: as it was kept beside the file, else as it stands at its beginning.
pub(super) fn read_salt(file: &Path) -> io::Result<Option<String>> {
    let text = read_if_there(&beside(file, KEY_CHECK))?;
    match text.as_ref().and_then(|text| text.lines().nth(1)) {
        Some(salt) => Ok(Some(salt.to_owned())),
        None => salt_of(file),
    }
}

/// Keeps the check value and the salt of a sound file beside it: a part of the check value would call the right key wrong.
pub(super) fn write_key_check(file: &Path, check: &str) -> io::Result<()> {
    let salt = salt_of(file)?.unwrap_or_default();
    write_whole(&beside(file, KEY_CHECK), &format!("{check}\n{salt}\n"))
}

/// SQLCipher begins each file with its salt.
fn salt_of(file: &Path) -> io::Result<Option<String>> {
    let mut salt = [0; SALT_BYTES];
    let read = File::open(file).and_then(|mut file| file.read_exact(&mut salt));
    match read {
        Ok(()) => Ok(Some(hex::encode(salt))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The file's wrapped key, as it was written; `None` when there is none.
pub(crate) fn read_wrapped_key(file: &Path) -> io::Result<Option<String>> {
    read_if_there(&beside(file, WRAPPED_KEY))
}

/// Keeps the file's wrapped key beside it.
pub(crate) fn write_wrapped_key(file: &Path, wrapped: &str) -> io::Result<()> {
    write_whole(&beside(file, WRAPPED_KEY), wrapped)
}

/// Copies a file that is not written meanwhile, its log, and its wrapped key.
pub(crate) fn copy_with_wrapped_key(file: &Path, to: &Path) -> io::Result<()> {
    copy_with_log(file, to)?;
    copy_if_there(&beside(file, WRAPPED_KEY), &beside(to, WRAPPED_KEY))
}

/// Copies a file that is not written meanwhile, and its log.
pub(super) fn copy_with_log(file: &Path, to: &Path) -> io::Result<()> {
    copy_if_there(file, to)?;
    copy_if_there(&beside(file, "-wal"), &beside(to, "-wal"))
}

fn copy_if_there(file: &Path, to: &Path) -> io::Result<()> {
    ignore_absence(fs::copy(file, to).map(drop))
}

/// The text of a file; `None` when there is none. Bytes that are no text are read as something else than was written,
/// which is what they are.
fn read_if_there(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file, open to nobody else: whole or not at all.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut file = create_private(&new)?;
    file.set_len(0)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    put_in_place(&new, path)
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
