//! The one window: how it is opened, where it may go, how it comes to the front.

use crate::closing;
use crate::engine::Engine;
use crate::front::Front;
use crate::spelling;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;

const LABEL: &str = "main";

/// The web view writes nothing to the disk. WebKitGTK cannot be driven in that mode, so a build for the
/// window's tests does without; what it writes then is searched for names and texts.
const KEEPS_NOTHING: bool = cfg!(not(feature = "e2e"));

/// Keeps a WebDriver from taking hold of the window of an installed program: the web view looks for this
/// variable when it starts.
#[cfg(not(feature = "e2e"))]
#[expect(unsafe_code, reason = "changing the environment is unsafe once threads run; none runs yet")]
pub(crate) fn refuse_automation() {
    // SAFETY: called as the first statement of `main`, before any thread is started.
    unsafe { std::env::remove_var("TAURI_WEBVIEW_AUTOMATION") };
}

/// Size and place of the window are kept from one start to the next.
pub(crate) fn remember_place() -> tauri::plugin::TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens the window. Its web view keeps nothing on disk and goes nowhere but to the program's own screens.
///
/// # Errors
/// When the system cannot make a window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Allia Messages")
        .inner_size(1120.0, 760.0)
        .min_inner_size(480.0, 480.0)
        .prevent_overflow()
        .incognito(KEEPS_NOTHING)
        .disable_drag_drop_handler()
        .on_navigation(is_own_screen)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    spelling::check(&window);
    follow_focus(&window);
    closing::hold(&window);
    Ok(())
}

/// The one window, while it is there.
pub(crate) fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// Shows the window above the others and gives it the keyboard.
pub(crate) fn raise(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    let raised = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::warn!(%error, "the window could not be raised");
    }
}

fn is_own_screen(url: &Url) -> bool {
    let own_scheme = url.scheme() == "tauri";
    let own_host = matches!(url.scheme(), "http" | "https") && url.host_str() == Some("tauri.localhost");
    let development = cfg!(dev) && url.host_str() == Some("localhost");
    own_scheme || own_host || development
}

fn follow_focus(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::Focused(focused) = event {
            note_focus(&app, *focused);
        }
    });
    // The window may have had the keyboard before anybody listened.
    if let Ok(focused) = window.is_focused() {
        note_focus(window.app_handle(), focused);
    }
}

fn note_focus(app: &AppHandle, focused: bool) {
    let chat = app.state::<Front>().set_focused(focused);
    app.state::<Engine>().focus_changed(chat, focused);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_programs_own_screens_may_be_shown() {
        let allowed = |text: &str| Url::parse(text).is_ok_and(|url| is_own_screen(&url));
        assert!(allowed("tauri://localhost/index.html"));
        assert!(allowed("http://tauri.localhost/"));
        for elsewhere in ["https://example.org/", "http://tauri.localhost.example.org/", "file:///etc/passwd"]
        {
            assert!(!allowed(elsewhere), "{elsewhere}");
        }
    }
}
