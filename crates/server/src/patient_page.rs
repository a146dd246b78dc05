//! The patient page: the files of `web/`, carried inside the program and served under `/patient`.

use crate::Refusal;
use crate::practice::Practice;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::CONTENT_TYPE;
use std::sync::Arc;

/// One file of the page.
struct PageFile {
    /// Its path below `/patient/`.
    path: &'static str,
    /// What it is, for the browser.
    content_type: &'static str,
    /// What it contains.
    body: &'static str,
}

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const IMAGE: &str = "image/svg+xml";

/// A file of `web/`, by its path there.
macro_rules! file {
    ($path:literal, $content_type:expr) => {
        PageFile { path: $path, content_type: $content_type, body: include_str!(concat!("../web/", $path)) }
    };
}

/// Every file of the page. The first one also answers at `/patient` itself.
const FILES: &[PageFile] = &[
    file!("index.html", HTML),
    file!("announce.js", SCRIPT),
    file!("api.js", SCRIPT),
    file!("app.js", SCRIPT),
    file!("changes.js", SCRIPT),
    file!("element.js", SCRIPT),
    file!("entries.js", SCRIPT),
    file!("event_reader.js", SCRIPT),
    file!("icon.svg", IMAGE),
    file!("links.js", SCRIPT),
    file!("live.js", SCRIPT),
    file!("messaging.js", SCRIPT),
    file!("outbox.js", SCRIPT),
    file!("receipts.js", SCRIPT),
    file!("retry.js", SCRIPT),
    file!("session.js", SCRIPT),
    file!("state.js", SCRIPT),
    file!("sync.js", SCRIPT),
    file!("text.js", SCRIPT),
    file!("times.js", SCRIPT),
    file!("types.js", SCRIPT),
    file!("words.js", SCRIPT),
    file!("styles/base.css", STYLE),
    file!("styles/chat.css", STYLE),
    file!("styles/composer.css", STYLE),
    file!("styles/entry.css", STYLE),
    file!("styles/frame.css", STYLE),
    file!("styles/list.css", STYLE),
    file!("styles/person.css", STYLE),
    file!("styles/tokens.css", STYLE),
    file!("views/chat.js", SCRIPT),
    file!("views/closed.js", SCRIPT),
    file!("views/composer.js", SCRIPT),
    file!("views/confirm.js", SCRIPT),
    file!("views/entry.js", SCRIPT),
    file!("views/field.js", SCRIPT),
    file!("views/frame.js", SCRIPT),
    file!("views/icons.js", SCRIPT),
    file!("views/list.js", SCRIPT),
    file!("views/notice.js", SCRIPT),
    file!("views/person.js", SCRIPT),
    file!("views/thread.js", SCRIPT),
    file!("views/thread_entry.js", SCRIPT),
];

/// The page at `/patient`, its files below.
pub(crate) fn routes() -> Router<Arc<Practice>> {
    Router::new()
        .route("/patient", get(async || show(FILES.first())))
        .route("/patient/", get(async || show(FILES.first())))
        .route("/patient/{*path}", get(async |Path(path): Path<String>| show(find(&path))))
}

fn find(path: &str) -> Option<&'static PageFile> {
    FILES.iter().find(|file| file.path == path)
}

fn show(file: Option<&PageFile>) -> Response {
    match file {
        Some(file) => ([(CONTENT_TYPE, file.content_type)], file.body).into_response(),
        None => Refusal::NotFound.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path as FilePath;

    #[test]
    fn every_script_and_style_of_the_page_is_carried() {
        let web = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("web");
        let mut on_disk = Vec::new();
        for folder in ["", "views", "styles"] {
            for entry in std::fs::read_dir(web.join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                let served = [".html", ".js", ".css", ".svg"].iter().any(|kind| name.ends_with(kind));
                if served && !name.ends_with(".test.js") {
                    on_disk.push(if folder.is_empty() { name } else { [folder, "/", &name].concat() });
                }
            }
        }
        let mut carried: Vec<_> = FILES.iter().map(|file| file.path.to_owned()).collect();
        on_disk.sort();
        carried.sort();
        assert_eq!(carried, on_disk);
    }
}
