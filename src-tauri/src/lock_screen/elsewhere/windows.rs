//! Windows tells a window that the session is locked or leaves the screen. The program's own window belongs to the web
//! view, so there is one for this alone, which nobody can see, on a thread of its own.
#![expect(unsafe_code, reason = "the interface of Windows")]

use std::io;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;
use windows::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::System::RemoteDesktop::{NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DispatchMessageW, GetMessageW, HWND_MESSAGE, MSG, RegisterClassW,
    WINDOW_EX_STYLE, WINDOW_STYLE, WM_WTSSESSION_CHANGE, WNDCLASSW, WTS_CONSOLE_DISCONNECT,
    WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
};
use windows::core::{Error, PCWSTR, Result, w};

const CLASS: PCWSTR = w!("AlliaMessagesSession");
/// Until a system that does not announce these moments yet is asked again: it may be starting.
const PAUSE: Duration = Duration::from_secs(60);

/// What is done at these moments. A window's procedure is a plain function, so it stands here.
static LOCK: OnceLock<Box<dyn Fn() + Send + Sync>> = OnceLock::new();

/// Has `lock` called when the session is locked, or another user's comes to the screen.
pub(super) fn follow(lock: impl Fn() + Send + Sync + 'static) -> io::Result<()> {
    LOCK.get_or_init(|| Box::new(lock));
    thread::Builder::new().name("session".to_owned()).spawn(|| {
        if let Err(error) = listen() {
            tracing::warn!(%error, "the system does not announce its lock");
        }
    })?;
    Ok(())
}

fn listen() -> Result<()> {
    let window = open()?;
    // SAFETY: the window is this thread's own and is never closed.
    while let Err(error) = unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) } {
        tracing::info!(%error, "the system does not announce its lock now");
        thread::sleep(PAUSE);
    }
    let mut message = MSG::default();
    // SAFETY: the message is written before it is read.
    while unsafe { GetMessageW(&mut message, None, 0, 0) }.0 > 0 {
        // SAFETY: as it came.
        unsafe { DispatchMessageW(&message) };
    }
    Ok(())
}

/// A window that only gets messages.
fn open() -> Result<HWND> {
    // SAFETY: the names are constants, and the procedure is what it says it is.
    unsafe {
        let instance = GetModuleHandleW(PCWSTR::null())?.into();
        let class = WNDCLASSW {
            lpfnWndProc: Some(hear),
            hInstance: instance,
            lpszClassName: CLASS,
            ..Default::default()
        };
        if RegisterClassW(&class) == 0 {
            return Err(Error::from_thread());
        }
        CreateWindowExW(
            WINDOW_EX_STYLE::default(),
            CLASS,
            PCWSTR::null(),
            WINDOW_STYLE::default(),
            0,
            0,
            0,
            0,
            Some(HWND_MESSAGE),
            None,
            Some(instance),
            None,
        )
    }
}

/// # Safety
/// As a window's procedure.
unsafe extern "system" fn hear(window: HWND, message: u32, what: WPARAM, more: LPARAM) -> LRESULT {
    if message == WM_WTSSESSION_CHANGE && leaves(what) {
        if let Some(lock) = LOCK.get() {
            lock();
        }
        return LRESULT(0);
    }
    // SAFETY: handed on as it came.
    unsafe { DefWindowProcW(window, message, what, more) }
}

/// Whether nobody sees this session any more.
fn leaves(change: WPARAM) -> bool {
    let leaving = [WTS_SESSION_LOCK, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT];
    u32::try_from(change.0).is_ok_and(|change| leaving.contains(&change))
}
