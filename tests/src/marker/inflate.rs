//! Finding and unpacking compressed streams in the middle of a file.

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use std::io::Read;

/// How much of one stream is unpacked, in bytes.
const LIMIT: u64 = 64 << 20;
const GZIP: &[u8] = &[0x1f, 0x8b, 8];
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
const ZIP_ENTRY: &[u8] = b"PK\x03\x04";
const ZIP_ENTRY_HEADER: usize = 30;

/// What every compressed stream that begins somewhere in these bytes unpacks to. A raw deflate stream has no sign to
/// know it by: it is tried at the beginning of the file and behind the header of each entry of a ZIP archive.
pub(super) fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = vec![unpack(DeflateDecoder::new(bytes))];
    for at in 0..bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(GZIP) {
            found.push(unpack(GzDecoder::new(rest)));
        } else if rest.starts_with(ZSTANDARD) {
            found.extend(zstd::Decoder::new(rest).map(unpack));
        } else if begins_zlib(rest) {
            found.push(unpack(ZlibDecoder::new(rest)));
        } else if rest.starts_with(ZIP_ENTRY) {
            found.extend(zip_entry(rest).map(|packed| unpack(DeflateDecoder::new(packed))));
        }
    }
    found.retain(|unpacked| !unpacked.is_empty());
    found
}

/// The two bytes of a zlib header: deflate, a window of at most 32 KiB, no dictionary, and their check.
fn begins_zlib(bytes: &[u8]) -> bool {
    let &[method, flags, ..] = bytes else { return false };
    method & 0x0f == 8
        && method >> 4 <= 7
        && flags & 0x20 == 0
        && (u16::from(method) << 8 | u16::from(flags)) % 31 == 0
}

fn zip_entry(entry: &[u8]) -> Option<&[u8]> {
    let length = |at: usize| Some(usize::from(u16::from_le_bytes([*entry.get(at)?, *entry.get(at + 1)?])));
    entry.get(ZIP_ENTRY_HEADER + length(26)? + length(28)?..)
}

/// What can be unpacked before the stream ends or turns out to be none.
fn unpack(packed: impl Read) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut packed = packed.take(LIMIT);
    let mut piece = [0; 16 * 1024];
    while let Ok(length @ 1..) = packed.read(&mut piece) {
        unpacked.extend_from_slice(&piece[..length]);
    }
    unpacked
}
