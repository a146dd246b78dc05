//! The key of the two encrypted files, and how it is written into the key store.

use allia_protocol::Secret;
use allia_protocol::id::UserId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use thiserror::Error;
use zeroize::Zeroizing;

const ENTRY_CHECK: &str = "allia messages: key entry";
const KEY_BYTES: usize = 32;
/// The block of SHA-256, to which HMAC pads its key with zeros.
const BLOCK_BYTES: usize = 64;

/// The 32 random bytes from which the keys of both files are derived. Wiped from memory when dropped.
#[derive(Clone)]
pub struct DatabaseKey(Zeroizing<[u8; KEY_BYTES]>);

/// The key store's entry is not a key, or its check value does not belong to its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the key store's entry is not a key of this program")]
pub struct KeyEntryFault;

/// The kinds of entry that a sign-in has in the key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The key of the encrypted files ([`DatabaseKey::to_entry`]).
    Database,
    /// The session's refresh token.
    Session,
}

/// The name of an entry: `<kind>:<server origin>:<user id>`, so that two servers or two users on one computer
/// never share one.
pub fn entry_name(kind: EntryKind, server_origin: &str, user: UserId) -> String {
    let kind = match kind {
        EntryKind::Database => "database",
        EntryKind::Session => "session",
    };
    format!("{kind}:{server_origin}:{user}")
}

impl DatabaseKey {
    /// A fresh key from the operating system's randomness.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn generate() -> std::io::Result<Self> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// The text to keep in the key store: the key in base64, a dot, and its check value (HMAC under the key).
    pub fn to_entry(&self) -> Secret {
        let key = Zeroizing::new(STANDARD.encode(self.0.as_slice()));
        let check = STANDARD.encode(self.hmac(ENTRY_CHECK));
        Secret::new(format!("{}.{check}", key.as_str()))
    }

    /// The key that [`DatabaseKey::to_entry`] wrote.
    ///
    /// # Errors
    /// When the text is anything else. The file may be sound; treat it as a lost key.
    pub fn from_entry(entry: &Secret) -> Result<Self, KeyEntryFault> {
        let (key, check) = entry.expose().split_once('.').ok_or(KeyEntryFault)?;
        let bytes = Zeroizing::new(STANDARD.decode(key).map_err(|_| KeyEntryFault)?);
        let check = STANDARD.decode(check).map_err(|_| KeyEntryFault)?;
        let mut key = Self(Zeroizing::new([0; KEY_BYTES]));
        if bytes.len() != KEY_BYTES {
            return Err(KeyEntryFault);
        }
        key.0.copy_from_slice(&bytes);
        if key.hmac(ENTRY_CHECK) == *check { Ok(key) } else { Err(KeyEntryFault) }
    }

    /// The key of one of the files, as 64 hexadecimal digits. `file` names its purpose, not its path.
    pub(crate) fn of_file(&self, file: &str) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.hmac(file)))
    }

    /// A value that says nothing about the key and changes with it: kept beside a file, it tells a wrong key from a
    /// damaged file.
    pub(crate) fn check_of_file(&self, file: &str) -> String {
        hex::encode(self.hmac(&format!("{file}: check")))
    }

    fn hmac(&self, message: &str) -> [u8; 32] {
        let mut block = Zeroizing::new([0; BLOCK_BYTES]);
        for (to, from) in block.iter_mut().zip(self.0.iter()) {
            *to = *from;
        }
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        mac.update(message.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_entry() {
        let key = DatabaseKey::generate().unwrap();
        let back = DatabaseKey::from_entry(&key.to_entry()).unwrap();
        assert_eq!(back.of_file("cache"), key.of_file("cache"));
    }

    #[test]
    fn an_altered_entry_is_refused() {
        let entry = DatabaseKey::generate().unwrap().to_entry();
        let flipped = if entry.expose().starts_with('A') { "B" } else { "A" };
        let altered = format!("{flipped}{}", entry.expose().get(1..).unwrap());
        for text in [altered.as_str(), "", ".", "AAAA.AAAA", "no dot"] {
            assert_eq!(DatabaseKey::from_entry(&Secret::new(text)).err(), Some(KeyEntryFault));
        }
    }

    #[test]
    fn two_keys_and_two_files_have_nothing_in_common() {
        let (one, two) = (DatabaseKey::generate().unwrap(), DatabaseKey::generate().unwrap());
        assert_ne!(one.of_file("cache"), two.of_file("cache"));
        assert_ne!(one.of_file("cache"), one.of_file("journal"));
        assert_ne!(one.of_file("cache").as_str(), one.check_of_file("cache"));
        assert_eq!(one.of_file("cache").len(), 64);
        assert_eq!(format!("{one:?}"), "<redacted>");
    }

    #[test]
    fn the_hmac_is_the_published_one() {
        // RFC 4231 has no case with a 32-byte key; this value is from Python's hmac module.
        let key = DatabaseKey(Zeroizing::new([7; 32]));
        assert_eq!(
            key.of_file("allia").as_str(),
            "f68675bed3e2d28371175f696c31183d230158d351c9a0d4cc47b5e7353d7a84"
        );
    }

    #[test]
    fn an_entry_name_carries_kind_server_and_user() {
        let user: UserId = "0190a6b2-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(
            entry_name(EntryKind::Session, "https://a.example", user),
            "session:https://a.example:0190a6b2-0000-7000-8000-000000000001"
        );
    }
}
