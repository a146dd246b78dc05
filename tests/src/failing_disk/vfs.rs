//! A file layer for SQLite that passes everything on to the one it had, and fails what it is told to fail.
//!
//! SQLite asks for such a layer as a table of C functions over memory that it owns, so this is the one place of the
//! tests with unsafe code. What it relies on:
//! - SQLite gives each file `szOsFile` bytes. The first ones are a [`Watched`], the rest is the file of the layer below.
//! - The layer below is found once, is static in SQLite, and is never taken away.
//! - A [`FailingDisk`] is never freed.
#![expect(unsafe_code, reason = "SQLite takes a file layer only as C functions over memory of its own")]

use super::{FailingDisk, Operation};
use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods, sqlite3_vfs};
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;
use std::sync::Once;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The beginning of each file's memory; the file of the layer below comes right after it.
#[repr(C)]
struct Watched {
    methods: *const sqlite3_io_methods,
    disk: Option<&'static FailingDisk>,
}

/// The layer that was the default before.
static BELOW: AtomicPtr<sqlite3_vfs> = AtomicPtr::new(ptr::null_mut());

/// Puts this layer over SQLite's own, for every file opened from now on.
pub(super) fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the layer found is SQLite's own and static. The copy differs in its name and in the two functions that
        // look at paths; the others read only fields that are the same in both.
        unsafe {
            let below = ffi::sqlite3_vfs_find(ptr::null());
            assert!(!below.is_null(), "SQLite has a file layer");
            BELOW.store(below, Ordering::SeqCst);
            let watched = c_int::try_from(size_of::<Watched>()).expect("a small number");
            let layer = Box::leak(Box::new(sqlite3_vfs {
                szOsFile: watched + (*below).szOsFile,
                pNext: ptr::null_mut(),
                zName: c"failing-disk".as_ptr(),
                xOpen: Some(open),
                xDelete: Some(delete),
                ..*below
            }));
            assert_eq!(ffi::sqlite3_vfs_register(layer, 1), ffi::SQLITE_OK);
        }
    });
}

/// # Safety
/// `path` is null or a C string.
unsafe fn disk_of(path: *const c_char) -> Option<&'static FailingDisk> {
    if path.is_null() {
        return None;
    }
    // SAFETY: the caller's promise.
    let path = unsafe { CStr::from_ptr(path) };
    FailingDisk::of(Path::new(OsStr::from_bytes(path.to_bytes())))
}

/// # Safety
/// `file` is one that [`open`] was given.
unsafe fn below(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: the memory of the file below begins right after `Watched`, whose size keeps it aligned.
    unsafe { file.cast::<Watched>().add(1).cast() }
}

/// # Safety
/// `file` is one that [`open`] has opened.
unsafe fn failure(file: *mut sqlite3_file, operation: Operation) -> Option<c_int> {
    // SAFETY: the caller's promise.
    unsafe { (*file.cast::<Watched>()).disk }.and_then(|disk| disk.meet(operation))
}

unsafe extern "C" fn open(
    _layer: *mut sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    flags_out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives a path or null, and memory of the size asked for.
    unsafe {
        let watched = file.cast::<Watched>();
        (*watched).methods = ptr::null();
        (*watched).disk = disk_of(path);
        if let Some(code) = failure(file, Operation::Open) {
            return code;
        }
        let layer = BELOW.load(Ordering::SeqCst);
        let Some(open) = (*layer).xOpen else { return ffi::SQLITE_MISUSE };
        let code = open(layer, path, below(file), flags, flags_out);
        if !(*below(file)).pMethods.is_null() {
            (*watched).methods = &raw const METHODS;
        }
        code
    }
}

unsafe extern "C" fn delete(_layer: *mut sqlite3_vfs, path: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite gives a path.
    unsafe {
        if let Some(code) = disk_of(path).and_then(|disk| disk.meet(Operation::Delete)) {
            return code;
        }
        let layer = BELOW.load(Ordering::SeqCst);
        let Some(delete) = (*layer).xDelete else { return ffi::SQLITE_MISUSE };
        delete(layer, path, sync_folder)
    }
}

/// A method that is passed on, after its operation was counted if it has one.
macro_rules! pass_on {
    ($name:ident, $method:ident, $operation:expr $(, $argument:ident: $kind:ty)*) => {
        unsafe extern "C" fn $name(file: *mut sqlite3_file $(, $argument: $kind)*) -> c_int {
            let counted: Option<Operation> = $operation;
            // SAFETY: SQLite calls this only with a file that `open` has opened.
            unsafe {
                if let Some(code) = counted.and_then(|operation| failure(file, operation)) {
                    return code;
                }
                let real = below(file);
                match (*(*real).pMethods).$method {
                    Some(method) => method(real $(, $argument)*),
                    None => ffi::SQLITE_MISUSE,
                }
            }
        }
    };
}

pass_on!(close, xClose, None);
pass_on!(read, xRead, Some(Operation::Read), to: *mut c_void, bytes: c_int, offset: i64);
pass_on!(write, xWrite, Some(Operation::Write), from: *const c_void, bytes: c_int, offset: i64);
pass_on!(truncate, xTruncate, Some(Operation::Truncate), size: i64);
pass_on!(sync, xSync, Some(Operation::Sync), flags: c_int);
pass_on!(file_size, xFileSize, None, size: *mut i64);
pass_on!(lock, xLock, None, level: c_int);
pass_on!(unlock, xUnlock, None, level: c_int);
pass_on!(check_reserved_lock, xCheckReservedLock, None, answer: *mut c_int);
pass_on!(file_control, xFileControl, None, code: c_int, argument: *mut c_void);
pass_on!(sector_size, xSectorSize, None);
pass_on!(device_characteristics, xDeviceCharacteristics, None);
pass_on!(shm_map, xShmMap, Some(Operation::Map), page: c_int, size: c_int, extend: c_int, to: *mut *mut c_void);
pass_on!(shm_lock, xShmLock, None, offset: c_int, count: c_int, flags: c_int);
pass_on!(shm_unmap, xShmUnmap, None, delete: c_int);

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: SQLite calls this only with a file that `open` has opened.
    unsafe {
        let real = below(file);
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

/// Version 2 has no reading through memory maps, which would go past the counter.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
