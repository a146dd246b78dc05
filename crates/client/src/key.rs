//! The key of the two encrypted files, and how it is written into the key store.

mod wrapped;

use allia_protocol::Secret;
use allia_protocol::id::UserId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use thiserror::Error;
use zeroize::Zeroizing;

pub(crate) use wrapped::WrappedKey;

/// What the check value of an entry is made over, before the entry's name.
const ENTRY_CHECK: &str = "allia messages: key entry\n";
const KEY_BYTES: usize = 32;
/// The block of SHA-256, to which HMAC pads its key with zeros.
const BLOCK_BYTES: usize = 64;

/// The key of one encrypted file, as 64 hexadecimal digits. Wiped from memory when dropped.
pub(crate) type FileKey = Zeroizing<String>;

/// The 32 random bytes from which the keys of both files are derived. Wiped from memory when dropped. They stay in one
/// place however often the key is handed on: moving an array leaves a copy behind that nobody wipes.
#[derive(Clone)]
pub struct DatabaseKey(Zeroizing<Vec<u8>>);

/// The key store's entry is not a key, its check value does not belong to its key, or it was written under another
/// name: for another user or another service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the key store's entry is not the key of this account")]
pub struct KeyEntryFault;

/// The kinds of entry that a sign-in has in the key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The key of the encrypted files ([`DatabaseKey::to_entry`]).
    Database,
    /// The session's refresh token.
    Session,
    /// How often the encrypted files were opened and closed: an older copy of one has a lower number.
    Generation,
    /// The key of the encrypted files, sealed under the person's password ([`crate::seal`]).
    Sealed,
}

/// The name of an entry: `<kind>:<server origin>:<user id>`, so that two servers or two users on one computer
/// never share one.
pub fn entry_name(kind: EntryKind, server_origin: &str, user: UserId) -> String {
    let kind = match kind {
        EntryKind::Database => "database",
        EntryKind::Session => "session",
        EntryKind::Generation => "generation",
        EntryKind::Sealed => "sealed",
    };
    format!("{kind}:{server_origin}:{user}")
}

impl DatabaseKey {
    /// A fresh key from the operating system's randomness.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn generate() -> std::io::Result<Self> {
        let mut bytes = Zeroizing::new(vec![0; KEY_BYTES]);
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The text to keep in the key store under this name: the key in base64, a dot, and its check value (HMAC of the
    /// name under the key).
    pub fn to_entry(&self, name: &str) -> Secret {
        let key = Zeroizing::new(STANDARD.encode(self.0.as_slice()));
        let check = STANDARD.encode(self.entry_check(name));
        Secret::new(format!("{}.{check}", key.as_str()))
    }

    /// The key that [`DatabaseKey::to_entry`] wrote under this name.
    ///
    /// # Errors
    /// When the text is anything else. The files may be sound; treat it as a lost key that somebody altered.
    pub fn from_entry(entry: &Secret, name: &str) -> Result<Self, KeyEntryFault> {
        let (key, check) = entry.expose().split_once('.').ok_or(KeyEntryFault)?;
        let bytes = Zeroizing::new(STANDARD.decode(key).map_err(|_| KeyEntryFault)?);
        let check = STANDARD.decode(check).map_err(|_| KeyEntryFault)?;
        if bytes.len() != KEY_BYTES {
            return Err(KeyEntryFault);
        }
        let key = Self(bytes);
        if key.entry_check(name) == *check { Ok(key) } else { Err(KeyEntryFault) }
    }

    /// The key of one of the files. `file` names its purpose, not its path.
    pub(crate) fn of_file(&self, file: &str) -> FileKey {
        Zeroizing::new(hex::encode(self.hmac(file)))
    }

    /// A value that says nothing about the key and changes with it: kept beside a file, it tells a wrong key from a
    /// damaged file.
    pub(crate) fn check_of_file(&self, file: &str) -> String {
        hex::encode(self.hmac(&format!("{file}: check")))
    }

    fn entry_check(&self, name: &str) -> [u8; 32] {
        self.hmac(&format!("{ENTRY_CHECK}{name}"))
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

    const NAME: &str = "database:https://a.example:me";

    #[test]
    fn a_key_comes_back_from_its_entry() {
        let key = DatabaseKey::generate().unwrap();
        let back = DatabaseKey::from_entry(&key.to_entry(NAME), NAME).unwrap();
        assert_eq!(back.of_file("cache"), key.of_file("cache"));
    }

    #[test]
    fn an_altered_entry_is_refused() {
        let entry = DatabaseKey::generate().unwrap().to_entry(NAME);
        let flipped = if entry.expose().starts_with('A') { "B" } else { "A" };
        let altered = format!("{flipped}{}", entry.expose().get(1..).unwrap());
        for text in [altered.as_str(), "", ".", "AAAA.AAAA", "no dot"] {
            assert_eq!(DatabaseKey::from_entry(&Secret::new(text), NAME).err(), Some(KeyEntryFault));
        }
    }

    #[test]
    fn an_entry_of_another_name_is_not_this_accounts_key() {
        let entry = DatabaseKey::generate().unwrap().to_entry("database:https://a.example:somebody");
        assert_eq!(DatabaseKey::from_entry(&entry, NAME).err(), Some(KeyEntryFault));
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
        let key = DatabaseKey(Zeroizing::new(vec![7; 32]));
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
