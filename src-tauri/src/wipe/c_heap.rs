//! Wipes what is freed, in the whole process: our own code, SQLite, OpenSSL and the desktop's libraries all free
//! through these two functions, because a program's own come before the C library's.
//!
//! Only `free` and `realloc` are replaced: they hand on to the C library's own, so every block still comes from and
//! goes to the same heap.
#![expect(unsafe_code, reason = "the C library's interface")]

use std::ffi::c_void;
use std::hint::black_box;
use std::ptr;

unsafe extern "C" {
    fn malloc(size: usize) -> *mut c_void;
    fn malloc_usable_size(block: *mut c_void) -> usize;
    fn __libc_free(block: *mut c_void);
}

/// Frees a block after filling it with zeros.
///
/// # Safety
/// As C's `free`.
#[unsafe(no_mangle)]
unsafe extern "C" fn free(block: *mut c_void) {
    if block.is_null() {
        return;
    }
    // SAFETY: the caller gives up a block of this heap, all of whose usable bytes are its own.
    unsafe {
        ptr::write_bytes(block.cast::<u8>(), 0, malloc_usable_size(block));
        __libc_free(black_box(block));
    }
}

/// Moves a block into one of another size. It is never grown or cut in place, so that `free` wipes what is left.
///
/// # Safety
/// As C's `realloc`.
#[unsafe(no_mangle)]
unsafe extern "C" fn realloc(block: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the caller gives up a block of this heap in exchange for the one that is returned; when there is none,
    // the old one stays as it was.
    unsafe {
        if block.is_null() {
            return malloc(size);
        }
        if size == 0 {
            free(block);
            return ptr::null_mut();
        }
        let moved = malloc(size);
        if !moved.is_null() {
            ptr::copy_nonoverlapping(
                block.cast::<u8>(),
                moved.cast::<u8>(),
                size.min(malloc_usable_size(block)),
            );
            free(block);
        }
        moved
    }
}
