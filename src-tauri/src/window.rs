//! The one window: how it is opened, where it may go, how it comes to the front.

use crate::closing;
use crate::engine::Engine;
use crate::front::Front;
use crate::place;
use crate::spelling;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

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

/// A list and a chat have nothing to lay over each other. Without layers on the graphics card the window takes a third
/// less memory, is there sooner, and does not depend on the card's driver, which a remote desktop often has none of. The
/// web view looks for this variable when it starts; told later, it ends. A driver cannot photograph such a window, so a build
/// for the window's tests does without.
#[cfg(all(target_os = "linux", not(feature = "e2e")))]
#[expect(unsafe_code, reason = "changing the environment is unsafe once threads run; none runs yet")]
pub(crate) fn draw_plainly() {
    // SAFETY: called among the first statements of `main`, before any thread is started.
    unsafe { std::env::set_var("WEBKIT_DISABLE_COMPOSITING_MODE", "1") };
}

/// Opens the window, or only makes it, for a start in the tray. Its web view keeps nothing on disk and goes nowhere but
/// to the program's own screens.
///
/// # Errors
/// When the system cannot make a window.
pub(crate) fn open(app: &AppHandle, hidden: bool) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Allia Messages")
        .inner_size(1120.0, 760.0)
        .min_inner_size(480.0, 480.0)
        .prevent_overflow()
        .visible(false)
        .incognito(KEEPS_NOTHING)
        .disable_drag_drop_handler()
        .on_navigation(is_own_screen)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    place::follow(&window);
    spelling::check(&window);
    follow_focus(&window);
    closing::hold(&window);
    if hidden { Ok(()) } else { place::show(&window) }
}

/// The one window, while it is there.
pub(crate) fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// Shows the window above the others and gives it the keyboard.
pub(crate) fn raise(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    let hidden = !window.is_visible().unwrap_or(false);
    let shown = if hidden { place::show(&window) } else { window.unminimize() };
    if let Err(error) = shown.and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window could not be raised");
    }
}

/// Takes the window away. The program goes on, and only the tray leads back.
pub(crate) fn hide(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    place::keep(app);
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window could not be hidden");
    }
    note_focus(app, false);
}

/// Shows a hidden window again without giving it the keyboard.
pub(crate) fn bring_back(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    if window.is_visible().unwrap_or(true) {
        return;
    }
    if let Err(error) = place::show(&window).and_then(|()| window.minimize()) {
        tracing::warn!(%error, "the window could not be shown");
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
