//! The baseline of the window's benchmarks: the same web view with nothing in it but one line of HTML.

use tauri::http::{Response, header};
use tauri::{WebviewUrl, WebviewWindowBuilder};

const PAGE: &str = "<!doctype html><html lang=\"en\"><title>Empty</title><main>Empty</main></html>";

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let response = Response::builder().header(header::CONTENT_TYPE, "text/html");
            response.body(PAGE.as_bytes().to_vec()).unwrap_or_default()
        })
        .setup(|app| {
            let address = "empty://localhost/".parse()?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
                .inner_size(1120.0, 760.0)
                .incognito(cfg!(not(feature = "e2e")))
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
