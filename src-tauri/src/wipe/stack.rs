//! What returned functions left behind on a thread's stack.

use std::hint::black_box;

/// Deeper than the engine's calls go, in bytes.
const DEPTH: usize = 128 * 1024;

/// Fills the unused part of this thread's stack with zeros. To be called where little of it is in use.
#[inline(never)]
pub(crate) fn wipe_stack() {
    let unused = [0_u8; DEPTH];
    black_box(&unused);
}
