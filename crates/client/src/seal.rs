//! The key of the encrypted files, sealed under the person's password: what the lock leaves in the key store in place of
//! the key. Opening the seal is the check of the password; no other trace of the password is kept.
//!
//! The password is stretched with Argon2id (RFC 9106, its second recommended memory of 64 MiB), the entry encrypted with
//! XChaCha20-Poly1305. The seal is bound to the name of its entry, so that another account's does not open in its place.

use crate::key::DatabaseKey;
use allia_protocol::Secret;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use std::io;
use thiserror::Error;
use zeroize::Zeroizing;

/// What a seal may ask for at most, so that an altered one does not bring the program down.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;
const KEY_CHECK: &str = "allia messages: seal";

/// What trying a password on a seal costs. The seal says it, so that it can be opened whatever later ones cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for SealCost {
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl SealCost {
    /// Next to nothing. For tests that make many seals; not for a person's password.
    pub const fn for_tests() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1 }
    }
}

/// Why a seal did not open, or was not made.
#[derive(Debug, Error)]
pub enum SealFault {
    /// The password is not the one it was made with, or the seal was altered, or it is another entry's.
    #[error("the password does not open the seal")]
    WrongPassword,
    /// The text is not a seal of this program.
    #[error("the key store's entry is not a seal of this program")]
    NotASeal,
    /// The operating system gave no randomness, or there is not enough memory.
    #[error("the computer could not do it")]
    Computer(#[from] io::Error),
}

/// A seal as it stands in the key store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Seal {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    /// Says nothing about the key, and changes with it.
    key_check: String,
    sealed: String,
}

impl Seal {
    /// Seals a key. `name` is the name under which the seal is kept. At the default cost it takes about a fifth of a second
    /// and 64 MiB.
    ///
    /// # Errors
    /// When the computer has no randomness or no memory to give.
    pub fn make(key: &DatabaseKey, name: &str, password: &Secret, cost: SealCost) -> Result<Self, SealFault> {
        let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
        getrandom::fill(&mut salt).map_err(io::Error::from)?;
        getrandom::fill(&mut nonce).map_err(io::Error::from)?;
        let mut seal = Self {
            memory_kib: cost.memory_kib,
            passes: cost.passes,
            lanes: cost.lanes,
            salt: STANDARD.encode(salt),
            nonce: STANDARD.encode(nonce),
            key_check: key.check_of_file(KEY_CHECK),
            sealed: String::new(),
        };
        let entry = key.to_entry(name);
        let bound_to = seal.bound_to(name);
        let payload = Payload { msg: entry.expose().as_bytes(), aad: bound_to.as_bytes() };
        let sealed = seal.cipher(password)?.encrypt(&XNonce::from(nonce), payload);
        seal.sealed = STANDARD.encode(sealed.map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?);
        Ok(seal)
    }

    /// The key inside.
    ///
    /// # Errors
    /// `WrongPassword` when it does not open.
    pub fn open(&self, name: &str, password: &Secret) -> Result<DatabaseKey, SealFault> {
        let nonce = decode(&self.nonce)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| SealFault::NotASeal)?;
        let sealed = decode(&self.sealed)?;
        let bound_to = self.bound_to(name);
        let payload = Payload { msg: &sealed, aad: bound_to.as_bytes() };
        let opened = self.cipher(password)?.decrypt(&XNonce::from(nonce), payload);
        let opened = opened.map_err(|_| SealFault::WrongPassword)?;
        // The bytes move into the secret, so no copy of them stays behind.
        let entry = Secret::new(String::from_utf8(opened).map_err(|_| SealFault::NotASeal)?);
        DatabaseKey::from_entry(&entry, name).map_err(|_| SealFault::NotASeal)
    }

    /// Whether it is this key that is inside, as far as that shows without the password.
    pub fn holds(&self, key: &DatabaseKey) -> bool {
        self.key_check == key.check_of_file(KEY_CHECK)
    }

    /// The text to keep in the key store.
    pub fn to_entry(&self) -> Secret {
        // Numbers and texts always serialize; an empty entry would be no seal.
        Secret::new(serde_json::to_string(self).unwrap_or_default())
    }

    /// The seal that [`Seal::to_entry`] wrote.
    ///
    /// # Errors
    /// `NotASeal` when the text is anything else.
    pub fn from_entry(entry: &Secret) -> Result<Self, SealFault> {
        serde_json::from_str(entry.expose()).map_err(|_| SealFault::NotASeal)
    }

    fn bound_to(&self, name: &str) -> String {
        format!("{name}\n{}\n{} {} {}", self.key_check, self.memory_kib, self.passes, self.lanes)
    }

    fn cipher(&self, password: &Secret) -> Result<XChaCha20Poly1305, SealFault> {
        if self.memory_kib > MOST_MEMORY_KIB || self.passes > MOST_PASSES {
            return Err(SealFault::NotASeal);
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_BYTES))
            .map_err(|_| SealFault::NotASeal)?;
        let mut memory = Zeroizing::new(vec![Block::default(); params.block_count()]);
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(
                password.expose().as_bytes(),
                &decode(&self.salt)?,
                key.as_mut_slice(),
                memory.as_mut_slice(),
            )
            .map_err(|_| SealFault::NotASeal)?;
        Ok(XChaCha20Poly1305::new((&*key).into()))
    }
}

fn decode(text: &str) -> Result<Vec<u8>, SealFault> {
    STANDARD.decode(text).map_err(|_| SealFault::NotASeal)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "sealed:https://clinic.example:1";

    fn password() -> Secret {
        Secret::new("correct horse battery")
    }

    #[test]
    fn the_password_opens_the_seal_and_nothing_else_does() {
        let key = DatabaseKey::generate().unwrap();
        let made = Seal::make(&key, NAME, &password(), SealCost::for_tests()).unwrap();
        let seal = Seal::from_entry(&made.to_entry()).unwrap();
        let opened = seal.open(NAME, &password()).unwrap();
        assert_eq!(opened.to_entry(NAME), key.to_entry(NAME));
        assert!(matches!(seal.open(NAME, &Secret::new("correct horse")), Err(SealFault::WrongPassword)));
        let other = "sealed:https://clinic.example:2";
        assert!(matches!(seal.open(other, &password()), Err(SealFault::WrongPassword)));
        assert!(!seal.to_entry().expose().contains(key.to_entry(NAME).expose().split('.').next().unwrap()));
    }

    #[test]
    fn an_altered_seal_does_not_open_and_a_greedy_one_is_refused() {
        let key = DatabaseKey::generate().unwrap();
        let seal = Seal::make(&key, NAME, &password(), SealCost::for_tests()).unwrap();
        let cheaper = Seal { memory_kib: 8, ..seal.clone() };
        assert!(matches!(cheaper.open(NAME, &password()), Err(SealFault::WrongPassword)));
        let greedy = Seal { memory_kib: u32::MAX, ..seal };
        assert!(matches!(greedy.open(NAME, &password()), Err(SealFault::NotASeal)));
        for text in ["", "{}", "AAAA.AAAA"] {
            assert!(matches!(Seal::from_entry(&Secret::new(text)), Err(SealFault::NotASeal)), "{text}");
        }
    }

    #[test]
    fn a_seal_knows_its_key_from_another_without_the_password() {
        let (key, other) = (DatabaseKey::generate().unwrap(), DatabaseKey::generate().unwrap());
        let seal = Seal::make(&key, NAME, &password(), SealCost::for_tests()).unwrap();
        assert!(seal.holds(&key));
        assert!(!seal.holds(&other));
    }
}
