//! macOS tells whoever registers with its power management, here a thread of its own. It waits up to half a minute
//! for the permission to sleep.
#![expect(unsafe_code, reason = "the interface of IOKit")]

use super::{Listener, Sleep};
use objc2_core_foundation::{CFRunLoop, kCFRunLoopDefaultMode};
use objc2_io_kit::{
    IOAllowPowerChange, IONotificationPort, IORegisterForSystemPower, io_connect_t, io_service_t,
    kIOMessageCanSystemSleep as CAN_SLEEP, kIOMessageSystemHasPoweredOn as HAS_WOKEN,
    kIOMessageSystemWillSleep as WILL_SLEEP,
};
use std::ffi::c_void;
use std::io;
use std::ptr;
use std::sync::OnceLock;
use std::thread;

/// Who is told, and with whom to agree. Reached through a pointer for as long as the program runs.
struct Registration {
    listener: Listener,
    power: OnceLock<io_connect_t>,
}

pub(super) fn follow(listener: Listener) -> io::Result<()> {
    thread::Builder::new().name("sleep".to_owned()).spawn(|| {
        if !listen(Box::leak(Box::new(Registration { listener, power: OnceLock::new() }))) {
            tracing::warn!("the system does not announce its sleep");
        }
    })?;
    Ok(())
}

/// Returns, with no, only when the system does not tell.
fn listen(registration: &'static Registration) -> bool {
    let (mut port, mut notifier) = (ptr::null_mut(), 0);
    let refcon = ptr::from_ref(registration).cast_mut().cast();
    // SAFETY: the pointers are valid for the call, `refcon` for ever, and `hear` is what it says it is.
    let power = unsafe { IORegisterForSystemPower(refcon, &mut port, Some(hear), &mut notifier) };
    if power == 0 {
        return false;
    }
    // Nothing is heard before the loop below runs.
    registration.power.get_or_init(|| power);
    // SAFETY: the port was made just now and is never destroyed.
    let source = unsafe { IONotificationPort::run_loop_source(port) };
    let (Some(source), Some(current)) = (source, CFRunLoop::current()) else { return false };
    // SAFETY: a constant of the framework.
    let mode = unsafe { kCFRunLoopDefaultMode };
    current.add_source(Some(&source), mode);
    CFRunLoop::run();
    false
}

/// # Safety
/// `refcon` is a [`Registration`] that is never freed.
unsafe extern "C-unwind" fn hear(refcon: *mut c_void, _: io_service_t, message: u32, change: *mut c_void) {
    // SAFETY: as the caller promises.
    let registration = unsafe { &*refcon.cast::<Registration>() };
    match message {
        WILL_SLEEP => (registration.listener)(Sleep::Begins),
        HAS_WOKEN => (registration.listener)(Sleep::Ended),
        _ => {}
    }
    if let (WILL_SLEEP | CAN_SLEEP, Some(power)) = (message, registration.power.get()) {
        IOAllowPowerChange(*power, change.addr().cast_signed());
    }
}
