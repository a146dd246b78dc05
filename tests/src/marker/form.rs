//! The forms in which bytes may be written down.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Every form of these bytes, with its name.
pub(super) fn forms(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms = vec![
        ("as it is", bytes.to_vec()),
        ("hexadecimal", hex::encode(bytes).into_bytes()),
        ("hexadecimal", hex::encode_upper(bytes).into_bytes()),
    ];
    if let Ok(text) = std::str::from_utf8(bytes) {
        forms.push(("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
    }
    for offset in 0..3 {
        forms.push(("base64", base64_within(&STANDARD_NO_PAD, bytes, offset)));
        forms.push(("base64", base64_within(&URL_SAFE_NO_PAD, bytes, offset)));
    }
    forms.sort();
    forms.dedup();
    forms
}

/// What base64 makes of the bytes when `offset` others (modulo 3) stand before them and any behind: only the digits
/// that depend on nothing else.
fn base64_within(engine: &impl Engine, bytes: &[u8], offset: usize) -> Vec<u8> {
    let mut whole = vec![0; offset];
    whole.extend(bytes);
    let digits = engine.encode(&whole).into_bytes();
    let first = (offset * 8).div_ceil(6);
    let last = whole.len() * 8 / 6;
    digits[first..last].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn base64_is_recognized_at_every_alignment() {
        for offset in 0..7 {
            let text = format!("{}kovesitarumebalo and more", "x".repeat(offset));
            let written = STANDARD.encode(text);
            let expected = base64_within(&STANDARD_NO_PAD, b"kovesitarumebalo", offset % 3);
            let expected = String::from_utf8(expected).unwrap();
            assert!(written.contains(&expected), "{offset}: {expected} in {written}");
        }
    }
}
