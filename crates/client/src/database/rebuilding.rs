//! Reading a file whose first page is lost.
//!
//! That page says where every table begins, and SQLCipher refuses the whole file without it. But a file of this program
//! always begins alike: its tables are made in one go, in one order, and stay where
//! they are when it is rewritten. So the first page of a new file under the same key and
//! the same salt stands in for the lost one, in a copy. The salt is no secret; it lies beside the file for this.

use super::connection::{connect, rewrite};
use super::file::{self, beside, copy_with_log};
use super::{Kind, OpenError};
use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// SQLCipher's page size.
const PAGE_BYTES: u64 = 4_096;

/// A copy with another first page. Deleted when dropped.
pub(crate) struct Rebuilt(PathBuf);

impl Rebuilt {
    /// Where it lies.
    pub(crate) fn file(&self) -> &Path {
        &self.0
    }
}

impl Drop for Rebuilt {
    fn drop(&mut self) {
        for file in [&self.0, &pattern_of(&self.0)] {
            if let Err(error) = file::delete_file(file) {
                tracing::error!(%error, "a copy of a damaged file could not be deleted");
            }
        }
    }
}

/// Copies a damaged file, or what the log has of a lost one, and gives the copy a first page. The file itself is not
/// altered. `key` is the file's own.
///
/// # Errors
/// When there is nothing to copy, the salt is not known any more, or the disk does not take the copy.
pub(crate) fn rebuild(kind: &Kind, file: &Path, key: &str) -> Result<Rebuilt, OpenError> {
    let bytes = copied_bytes(file)?;
    if bytes == 0 {
        return Err(OpenError::Lost);
    }
    let salt = file::read_salt(file)?.ok_or(OpenError::Damaged)?;
    let rebuilt = Rebuilt(beside(file, ".rebuilt"));
    drop(file::create_private(rebuilt.file())?);
    copy_with_log(file, rebuilt.file())?;
    let pattern = pattern_of(rebuilt.file());
    make_pattern(kind, &pattern, &format!("{key}{salt}"), bytes)?;
    let mut first_page = fs::read(&pattern)?;
    first_page.truncate(usize::try_from(PAGE_BYTES).unwrap_or(usize::MAX));
    let mut copy = OpenOptions::new().write(true).open(rebuilt.file())?;
    copy.seek(SeekFrom::Start(0))?;
    copy.write_all(&first_page)?;
    Ok(rebuilt)
}

/// How large the file was at most.
fn copied_bytes(file: &Path) -> Result<u64, OpenError> {
    let log = file::size(&beside(file, "-wal"))?.unwrap_or(0);
    Ok(file::size(file)?.unwrap_or(0).saturating_add(log))
}

fn pattern_of(copy: &Path) -> PathBuf {
    beside(copy, ".pattern")
}

/// A new file with the tables of this kind, at least so large: a first page says how many pages there are, and none
/// beyond is believed.
fn make_pattern(kind: &Kind, pattern: &Path, key: &str, bytes: u64) -> Result<(), OpenError> {
    file::delete_file(pattern)?;
    drop(file::create_private(pattern)?);
    let mut connection = connect(pattern, key)?;
    connection.pragma_update(None, "application_id", kind.application_id)?;
    kind.migrations.to_latest(&mut connection)?;
    rewrite(&connection)?;
    connection.execute_batch("CREATE TABLE filler (bytes BLOB NOT NULL) STRICT")?;
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    connection.execute("INSERT INTO filler (bytes) VALUES (zeroblob(?1))", [bytes])?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}
