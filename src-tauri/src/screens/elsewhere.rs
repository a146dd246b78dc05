//! WebView2 and WKWebView give no way to end the drawing process alone: the screens are loaded again, which drops
//! everything that the old ones held.

use tauri::WebviewWindow;

pub(super) fn renew(window: &WebviewWindow) -> tauri::Result<()> {
    window.reload()
}
