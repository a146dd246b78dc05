//! macOS: the lock and the screen saver are announced to all programs, another user's turn to this one.
#![expect(unsafe_code, reason = "the interface of Foundation")]

use block2::RcBlock;
use objc2_app_kit::{NSWorkspace, NSWorkspaceSessionDidResignActiveNotification};
use objc2_foundation::{
    NSDistributedNotificationCenter, NSNotification, NSNotificationCenter, NSOperationQueue, NSString,
};
use std::convert::Infallible;
use std::ptr::NonNull;
use std::sync::Arc;

/// What the system's own programs say, under names that stand in no header but have not changed since 2006.
const ANNOUNCEMENTS: [&str; 2] = ["com.apple.screenIsLocked", "com.apple.screensaver.didstart"];

type Lock = Arc<dyn Fn() + Send + Sync>;

/// Has `lock` called when the screen is locked, its saver starts, or another user comes to the screen.
pub(super) fn follow(lock: impl Fn() + Send + Sync + 'static) -> Result<(), Infallible> {
    let lock: Lock = Arc::new(lock);
    let listen = RcBlock::new(move || listen(&lock));
    // SAFETY: what the block holds may be used on any thread.
    unsafe { NSOperationQueue::mainQueue().addOperationWithBlock(&listen) };
    Ok(())
}

/// On the main thread, whose loop brings these announcements.
fn listen(lock: &Lock) {
    let everywhere = NSDistributedNotificationCenter::defaultCenter();
    for name in ANNOUNCEMENTS {
        observe(&everywhere, &NSString::from_str(name), lock);
    }
    // SAFETY: a constant of the framework.
    let resigned = unsafe { NSWorkspaceSessionDidResignActiveNotification };
    observe(&NSWorkspace::sharedWorkspace().notificationCenter(), resigned, lock);
}

/// The centre keeps the observer until the program ends.
fn observe(center: &NSNotificationCenter, name: &NSString, lock: &Lock) {
    let lock = Arc::clone(lock);
    let heard = RcBlock::new(move |_: NonNull<NSNotification>| lock());
    // SAFETY: what the block holds may be used on any thread.
    unsafe { center.addObserverForName_object_queue_usingBlock(Some(name), None, None, &heard) };
}
