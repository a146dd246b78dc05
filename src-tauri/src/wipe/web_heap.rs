//! Has the web view's library take its memory from the C library, where it is wiped when it is freed. Otherwise it
//! has a heap of its own, in which everything that came over from the drawing process would stay.
//!
//! WebKit asks the environment for this once, while the program is being loaded: before `main` could set it. So the
//! question is answered here. The drawing process, which is a program of its own and is ended when nothing may stay
//! of it, keeps WebKit's faster heap.
#![expect(unsafe_code, reason = "the C library's interface")]

use std::ffi::{CStr, c_char};

/// WebKit's name for "use the system's heap".
const SYSTEM_HEAP: &CStr = c"Malloc";
const YES: &CStr = c"1";

unsafe extern "C" {
    fn secure_getenv(name: *const c_char) -> *mut c_char;
}

/// As C's `getenv`, which differs from `secure_getenv` only in a program with another user's rights.
///
/// # Safety
/// As C's `getenv`.
#[unsafe(no_mangle)]
unsafe extern "C" fn getenv(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller gives a C string.
    unsafe { if CStr::from_ptr(name) == SYSTEM_HEAP { YES.as_ptr().cast_mut() } else { secure_getenv(name) } }
}
