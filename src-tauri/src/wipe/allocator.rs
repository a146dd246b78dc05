//! Wipes what our own code frees. What SQLite and the system's libraries free is theirs to wipe on these systems.
#![expect(unsafe_code, reason = "an allocator's interface")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::ptr;

#[global_allocator]
static WIPING: Wiping = Wiping;

/// The system's allocator, given back only what was filled with zeros. A block that changes its size is moved, which
/// is what the trait does where nothing else is said.
struct Wiping;

// SAFETY: every block comes from and goes to the system's allocator under the same layout.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: what the caller promises is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: what the caller promises is passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller gives up a block of this size.
        unsafe {
            ptr::write_bytes(block, 0, layout.size());
            System.dealloc(black_box(block), layout);
        }
    }
}
