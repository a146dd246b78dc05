//! Windows calls back, on threads of its own, when an address or a route comes or goes.
#![expect(unsafe_code, reason = "the interface of Windows")]

use std::ffi::c_void;
use std::ptr;
use windows::Win32::Foundation::HANDLE;
use windows::Win32::NetworkManagement::IpHelper::{
    MIB_NOTIFICATION_TYPE, NotifyRouteChange2, NotifyUnicastIpAddressChange,
};
use windows::Win32::Networking::WinSock::AF_UNSPEC;

type Listener = Box<dyn Fn() + Send + Sync>;

/// Has `changed` called at each change until the program ends.
pub(super) fn follow(changed: impl Fn() + Send + Sync + 'static) -> windows::core::Result<()> {
    let listener: Listener = Box::new(changed);
    let listener: &'static Listener = Box::leak(Box::new(listener));
    let context = ptr::from_ref(listener).cast();
    let mut registration = HANDLE::default();
    // SAFETY: the context is a listener that is never freed, and `hear` is what it says it is.
    unsafe {
        NotifyUnicastIpAddressChange(AF_UNSPEC, Some(hear), Some(context), false, &mut registration).ok()?;
        NotifyRouteChange2(AF_UNSPEC, Some(hear), context, false, &mut registration).ok()
    }
}

/// What changed is not looked at: the engine looks itself.
///
/// # Safety
/// The context is a [`Listener`] that is never freed.
unsafe extern "system" fn hear<Row>(context: *const c_void, _: *const Row, _: MIB_NOTIFICATION_TYPE) {
    // SAFETY: as the caller promises; it may be called on any thread.
    let listener = unsafe { &*context.cast::<Listener>() };
    listener();
}
