//! The encrypted files as somebody reads them who has the key: every page and every frame of the write-ahead log is
//! decrypted by itself, whatever SQLite thinks of it, so free pages, freed places in pages and frames of the past are
//! all there.
//!
//! The format is SQLCipher 4's with a raw key: AES-256-CBC page by page, each with its own start at the page's end.

use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::{Path, PathBuf};

const PAGE: usize = 4_096;
/// At the end of each page: 16 bytes from which its decryption starts, then its check value.
const RESERVED: usize = 80;
const START: usize = 16;
/// The first page begins with the file's salt, in plain.
const SALT: usize = 16;
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// What the cache's key is derived for.
pub const CACHE: &str = "allia messages: cache";
/// What the journal's key is derived for.
pub const JOURNAL: &str = "allia messages: journal";

/// The key of one file, from the key store's entry (`<key in base64>.<check value>`).
///
/// # Panics
/// When the entry is no such text.
pub fn file_key(entry: &str, purpose: &str) -> [u8; 32] {
    let key = entry.split('.').next().unwrap_or_default();
    let key = STANDARD.decode(key).expect("the entry begins with the key in base64");
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length is good");
    mac.update(purpose.as_bytes());
    mac.finalize().into_bytes().into()
}

/// Everything that stands in a file and in its log, decrypted, one piece a page or frame.
///
/// # Panics
/// When a file cannot be read.
pub fn decrypted(file: &Path, key: &[u8; 32]) -> Vec<Vec<u8>> {
    let pages = std::fs::read(file).expect("the file is there");
    let mut pieces: Vec<_> =
        pages.chunks(PAGE).enumerate().map(|(index, page)| decrypt(page, index == 0, key)).collect();
    let log = std::fs::read(log_of(file)).unwrap_or_default();
    for frame in log.get(LOG_HEADER..).unwrap_or_default().chunks(FRAME_HEADER + PAGE) {
        let (Some(number), Some(page)) = (frame.get(..4), frame.get(FRAME_HEADER..)) else { continue };
        pieces.push(decrypt(page, number == [0, 0, 0, 1], key));
    }
    pieces
}

/// How many pieces of a dump hold this, whatever the case of its ASCII letters.
pub fn count(pieces: &[Vec<u8>], sought: &[u8]) -> usize {
    let holds =
        |piece: &&Vec<u8>| piece.windows(sought.len()).any(|window| window.eq_ignore_ascii_case(sought));
    pieces.iter().filter(holds).count()
}

/// The name of a file's write-ahead log.
pub fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// A page cut short is left as far as it goes.
fn decrypt(page: &[u8], is_first: bool, key: &[u8; 32]) -> Vec<u8> {
    if page.len() != PAGE {
        return page.to_vec();
    }
    let (body, reserved) = page.split_at(PAGE - RESERVED);
    let (plain, encrypted) = body.split_at(if is_first { SALT } else { 0 });
    let start: [u8; START] = reserved[..START].try_into().expect("16 bytes");
    let mut decryptor = cbc::Decryptor::<aes::Aes256>::new(&(*key).into(), &start.into());
    let mut out = plain.to_vec();
    for block in encrypted.chunks_exact(16) {
        let mut block = aes::Block::try_from(block).expect("16 bytes");
        decryptor.decrypt_block(&mut block);
        out.extend_from_slice(&block);
    }
    out
}
