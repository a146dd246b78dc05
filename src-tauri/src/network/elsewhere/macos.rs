//! macOS keeps the state of its network in a store that tells when an entry changes.
#![expect(unsafe_code, reason = "a constant of Core Foundation")]

use core_foundation::array::CFArray;
use core_foundation::runloop::{CFRunLoop, kCFRunLoopDefaultMode};
use core_foundation::string::CFString;
use std::io;
use std::thread;
use system_configuration::dynamic_store::{
    SCDynamicStore, SCDynamicStoreBuilder, SCDynamicStoreCallBackContext,
};

/// The way that packets take, and the addresses of each interface.
const WATCHED: &str = "State:/Network/(Global|Interface/[^/]+)/IPv[46]";

type Listener = Box<dyn Fn() + Send + Sync>;

/// Has `changed` called at each change until the program ends.
pub(super) fn follow(changed: impl Fn() + Send + Sync + 'static) -> io::Result<()> {
    let listener: Listener = Box::new(changed);
    thread::Builder::new().name("network".to_owned()).spawn(|| {
        if listen(listener).is_none() {
            tracing::warn!("the system does not announce changes of the network");
        }
    })?;
    Ok(())
}

/// Returns only when the system does not tell.
fn listen(listener: Listener) -> Option<()> {
    let context = SCDynamicStoreCallBackContext { callout: hear, info: listener };
    let store = SCDynamicStoreBuilder::new("Allia Messages").callback_context(context).build()?;
    let no_keys = CFArray::<CFString>::from_CFTypes(&[]);
    let watched = CFArray::from_CFTypes(&[CFString::from(WATCHED)]);
    if !store.set_notification_keys(&no_keys, &watched) {
        return None;
    }
    let source = store.create_run_loop_source()?;
    // SAFETY: it never changes.
    CFRunLoop::get_current().add_source(&source, unsafe { kCFRunLoopDefaultMode });
    CFRunLoop::run_current();
    None
}

/// What changed is not looked at: the engine looks itself.
fn hear(_: SCDynamicStore, _: CFArray<CFString>, listener: &mut Listener) {
    listener();
}
