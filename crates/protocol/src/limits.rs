//! Limits that both sides know. The service enforces them; the program tells the person before it comes to that.

use std::time::Duration;

/// Longest message text after trimming, in bytes of UTF-8.
pub const MESSAGE_TEXT_BYTES: usize = 16_384;
/// Longest request body, in bytes.
pub const REQUEST_BODY_BYTES: usize = 1024 * 1024;
/// Largest block of request headers, in bytes.
pub const HEADER_BYTES: usize = 32 * 1024;
/// Most entries in one page of conversations, messages, changes or audit entries.
pub const PAGE_ENTRIES: u32 = 500;
/// Entries in a page when the caller names no limit.
pub const DEFAULT_PAGE_ENTRIES: u32 = 100;
/// The longest silence on a live stream: a comment line comes at least this often.
pub const LIVE_HEARTBEAT: Duration = Duration::from_secs(15);
/// A live stream without a byte for this long is dead and is opened anew.
pub const LIVE_SILENCE: Duration = Duration::from_secs(45);
/// Presence lapses this long after the user's last live stream ended.
pub const PRESENCE_LAPSE: Duration = Duration::from_secs(30);

/// Why a text is not a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing is left after trimming.
    Empty,
    /// More than [`MESSAGE_TEXT_BYTES`] are left after trimming.
    TooLong,
    /// It contains a NUL character.
    Nul,
}

/// The text as it is sent and stored: without white space at either end.
///
/// # Errors
/// Says which rule of the contract the text breaks.
pub fn message_text(text: &str) -> Result<&str, TextFault> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(TextFault::Empty);
    }
    if trimmed.len() > MESSAGE_TEXT_BYTES {
        return Err(TextFault::TooLong);
    }
    if trimmed.contains('\0') {
        return Err(TextFault::Nul);
    }
    Ok(trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_bytes_after_trimming() {
        let longest = "ä".repeat(MESSAGE_TEXT_BYTES / 2);
        assert_eq!(message_text(&format!("  {longest}\n")), Ok(longest.as_str()));
        assert_eq!(message_text(&format!("{longest}a")), Err(TextFault::TooLong));
    }

    #[test]
    fn refuses_nothing_and_nul() {
        assert_eq!(message_text(" \n\t "), Err(TextFault::Empty));
        assert_eq!(message_text("a\0b"), Err(TextFault::Nul));
    }
}
