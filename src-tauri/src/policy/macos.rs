//! macOS: the preferences that a configuration profile manages, for the computer and for the user.

use super::administrators_file;
use allia_client::policy::{Document, PolicyFault, PolicyStack};
use serde_json::{Map, Value};
use std::path::Path;

const FOLDER: &str = "/Library/Managed Preferences";
const FILE: &str = "org.allia.messages.plist";
const ROOT: u32 = 0;

pub(super) fn read(folder: Option<&Path>) -> PolicyStack {
    let folder = folder.unwrap_or(Path::new(FOLDER));
    let home = std::env::home_dir();
    let user = home.as_deref().and_then(Path::file_name);
    PolicyStack {
        machine: document(&folder.join(FILE)).into_iter().collect(),
        user: user.and_then(|user| document(&folder.join(user).join(FILE))).into_iter().collect(),
    }
}

fn document(file: &Path) -> Option<Document> {
    let source = file.display().to_string();
    match administrators_file::read(file, ROOT) {
        Ok(text) => Some(match plist::from_bytes::<Map<String, Value>>(&text?) {
            Ok(values) => Document::from_values(source, values),
            Err(_) => Document::broken(source, PolicyFault::Malformed),
        }),
        Err(fault) => Some(Document::broken(source, fault)),
    }
}
