//! A disk that fails when it is told to: below the encryption, every operation of SQLite on the files of one folder is
//! counted, and the nth fails.

mod vfs;

use rusqlite::ffi;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

/// How the disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The nth operation of any kind fails; those after it succeed.
    Once,
    /// From the nth operation of any kind on, all fail.
    FromThenOn,
    /// The nth write finds no space; those after it do.
    FullOnce,
    /// From the nth write on, none finds space.
    FullFromThenOn,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Once, Self::FromThenOn, Self::FullOnce, Self::FullFromThenOn];

    const fn concerns(self, operation: Operation) -> bool {
        matches!(self, Self::Once | Self::FromThenOn) || matches!(operation, Operation::Write)
    }

    const fn lasts(self) -> bool {
        matches!(self, Self::FromThenOn | Self::FullFromThenOn)
    }

    const fn code(self, operation: Operation) -> i32 {
        match (self, operation) {
            (Self::FullOnce | Self::FullFromThenOn, _) => ffi::SQLITE_FULL,
            (_, Operation::Open) => ffi::SQLITE_CANTOPEN,
            (_, Operation::Read) => ffi::SQLITE_IOERR_READ,
            (_, Operation::Write) => ffi::SQLITE_IOERR_WRITE,
            (_, Operation::Truncate) => ffi::SQLITE_IOERR_TRUNCATE,
            (_, Operation::Sync) => ffi::SQLITE_IOERR_FSYNC,
            (_, Operation::Delete) => ffi::SQLITE_IOERR_DELETE,
            (_, Operation::Map) => ffi::SQLITE_IOERR_SHMMAP,
        }
    }
}

/// What SQLite asks of a disk.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
    Map,
}

/// The disk under one folder. It is sound until it is told otherwise.
#[derive(Debug)]
pub struct FailingDisk {
    folder: PathBuf,
    fault: AtomicU8,
    /// Number of the operation that fails; 0 for none.
    fails_at: AtomicU64,
    counted: AtomicU64,
    failed: AtomicU64,
}

/// The folders watched now. A disk lives to the end of the process, because SQLite's open files point to it.
static DISKS: RwLock<Vec<&'static FailingDisk>> = RwLock::new(Vec::new());

impl FailingDisk {
    /// Watches this folder. Files opened before are not counted.
    ///
    /// # Panics
    /// When the folder is not there.
    pub fn under(folder: &Path) -> &'static Self {
        vfs::register();
        let disk: &'static Self = Box::leak(Box::new(Self {
            folder: folder.canonicalize().expect("the folder is there"),
            fault: AtomicU8::new(0),
            fails_at: AtomicU64::new(0),
            counted: AtomicU64::new(0),
            failed: AtomicU64::new(0),
        }));
        DISKS.write().unwrap_or_else(PoisonError::into_inner).push(disk);
        disk
    }

    /// Lets the nth operation from now on fail, 1 being the next.
    pub fn fail(&self, fault: Fault, nth: u64) {
        let number = Fault::ALL.iter().position(|other| *other == fault).unwrap_or(0);
        self.fault.store(u8::try_from(number).unwrap_or(0), Ordering::SeqCst);
        self.counted.store(0, Ordering::SeqCst);
        self.failed.store(0, Ordering::SeqCst);
        self.fails_at.store(nth, Ordering::SeqCst);
    }

    /// Makes the disk sound again, and says how many operations failed.
    pub fn mend(&self) -> u64 {
        self.fails_at.store(0, Ordering::SeqCst);
        self.failed.load(Ordering::SeqCst)
    }

    /// Watches the folder no longer.
    pub fn forget(&self) {
        self.mend();
        DISKS.write().unwrap_or_else(PoisonError::into_inner).retain(|other| !std::ptr::eq(*other, self));
    }

    fn of(path: &Path) -> Option<&'static Self> {
        let disks = DISKS.read().unwrap_or_else(PoisonError::into_inner);
        disks.iter().copied().find(|disk| path.starts_with(&disk.folder))
    }

    /// Counts an operation. `Some`: it fails with this code of SQLite.
    fn meet(&self, operation: Operation) -> Option<i32> {
        let fails_at = self.fails_at.load(Ordering::SeqCst);
        let fault = Fault::ALL[usize::from(self.fault.load(Ordering::SeqCst))];
        if fails_at == 0 || !fault.concerns(operation) {
            return None;
        }
        let number = self.counted.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = if fault.lasts() { number >= fails_at } else { number == fails_at };
        fails.then(|| {
            self.failed.fetch_add(1, Ordering::SeqCst);
            fault.code(operation)
        })
    }
}
