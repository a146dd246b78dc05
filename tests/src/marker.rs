//! Looking for words where none may be: in files and in the memory of processes.
//!
//! [`find`] looks for a few plain words in files. [`Scanner`] looks for many secrets at once, in every form in which
//! a program is likely to leave one behind.

#[cfg(target_os = "linux")]
mod form;
#[cfg(target_os = "linux")]
mod inflate;
#[cfg(target_os = "linux")]
mod scanner;
mod word;

#[cfg(target_os = "linux")]
pub use scanner::{Hit, Scanner};
pub use word::{Words, seed};

use std::path::{Path, PathBuf};

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files(&path)),
            Ok(kind) if kind.is_file() => found.push(path),
            _ => {}
        }
    }
    found
}

/// Where one of the words stands in plain bytes (UTF-8 or UTF-16): `word in file` for each.
pub fn find(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut hits = Vec::new();
    for file in files(folder) {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        for word in words {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if contains(&bytes, word.as_bytes()) || contains(&bytes, &wide) {
                hits.push(format!("{word} in {}", file.display()));
            }
        }
    }
    hits
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
