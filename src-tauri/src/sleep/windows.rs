//! Windows calls back, on a thread of its own. It waits about two seconds before it sleeps all the same.
#![expect(unsafe_code, reason = "the interface of Windows")]

use super::{Listener, Sleep};
use std::ffi::c_void;
use std::ptr;
use windows::Win32::Foundation::HANDLE;
use windows::Win32::System::Power::{
    DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS, PowerRegisterSuspendResumeNotification,
};
use windows::Win32::UI::WindowsAndMessaging::{
    DEVICE_NOTIFY_CALLBACK, PBT_APMRESUMEAUTOMATIC, PBT_APMSUSPEND,
};

pub(super) fn follow(listener: Listener) -> windows::core::Result<()> {
    // Both are told, and read, until the program ends.
    let listener: &'static Listener = Box::leak(Box::new(listener));
    let recipient = Box::leak(Box::new(DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS {
        Callback: Some(hear),
        Context: ptr::from_ref(listener).cast_mut().cast(),
    }));
    let mut registration = ptr::null_mut();
    // SAFETY: the recipient and what it leads to are never freed, and `hear` is what it says it is.
    let registered = unsafe {
        PowerRegisterSuspendResumeNotification(
            DEVICE_NOTIFY_CALLBACK,
            HANDLE(ptr::from_mut(recipient).cast()),
            &mut registration,
        )
    };
    registered.ok()
}

/// # Safety
/// The listener is one of [`follow`].
unsafe extern "system" fn hear(listener: *const c_void, event: u32, _: *const c_void) -> u32 {
    // SAFETY: as the caller promises; it is never freed, and may be called on any thread.
    let listener = unsafe { &*listener.cast::<Listener>() };
    match event {
        PBT_APMSUSPEND => listener(Sleep::Begins),
        PBT_APMRESUMEAUTOMATIC => listener(Sleep::Ended),
        _ => {}
    }
    0
}
