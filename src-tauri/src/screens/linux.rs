//! WebKitGTK draws in a process of its own: ending it is what surely empties its memory. A reload would keep the
//! process, with everything in its heap that was not collected yet.

use crate::wipe::wipe_stack;
use gtk::{Clipboard, gdk};
use tauri::WebviewWindow;
use webkit2gtk::WebViewExt;

pub(super) fn renew(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|webview| {
        let view = webview.inner();
        let address = view.uri();
        view.terminate_web_process();
        if let Some(address) = address {
            view.load_uri(&address);
        }
        forget_selections();
        wipe_stack();
    })
}

/// What was selected or copied here lies in this process until somebody pastes it. Clearing does nothing to what
/// another program offers.
fn forget_selections() {
    for selection in [gdk::SELECTION_PRIMARY, gdk::SELECTION_CLIPBOARD] {
        Clipboard::get(&selection).clear();
    }
}
