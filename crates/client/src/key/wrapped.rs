//! The journal's key, wrapped for the day on which the key store has lost it.
//!
//! The wrapping key is derived from a share: random bytes that the service keeps for this user and this device and gives
//! only after a sign-in. The file alone opens nothing, and neither does the share.

use super::{FileKey, KEY_BYTES};
use allia_protocol::Secret;
use allia_protocol::id::{DeviceId, UserId};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::io;
use thiserror::Error;
use zeroize::Zeroizing;

const PURPOSE: &[u8] = b"allia messages: wrapped journal key";
/// Long enough that random ones never meet.
const NONCE_BYTES: usize = 24;

/// What lies beside the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WrappedKey {
    /// For which device the service keeps the share.
    pub(crate) device_id: DeviceId,
    /// The check value of the key inside: says whose key it is without opening it.
    pub(crate) check: String,
    nonce: String,
    sealed: String,
}

/// The share is not the one that wrapped the key, or the file was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the wrapped key cannot be opened with this share")]
pub(crate) struct WrappedKeyFault;

impl From<base64::DecodeError> for WrappedKeyFault {
    fn from(_: base64::DecodeError) -> Self {
        Self
    }
}

impl WrappedKey {
    /// Wraps the key of this user's journal with the share of this device.
    ///
    /// # Errors
    /// When the operating system has no randomness, or the share is not one.
    pub(crate) fn seal(
        key: &FileKey,
        check: String,
        share: &Secret,
        user: UserId,
        device_id: DeviceId,
    ) -> io::Result<Self> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let payload = Payload { msg: key.as_bytes(), aad: &bound_to(user, device_id, &check) };
        let sealed = cipher(share, device_id)
            .and_then(|cipher| cipher.encrypt(&nonce.into(), payload).map_err(|_| WrappedKeyFault))
            .map_err(io::Error::other)?;
        Ok(Self { device_id, check, nonce: STANDARD.encode(nonce), sealed: STANDARD.encode(sealed) })
    }

    /// The key inside.
    ///
    /// # Errors
    /// When the share or the user is not the one that it was wrapped for, or the file was altered.
    pub(crate) fn open(&self, share: &Secret, user: UserId) -> Result<FileKey, WrappedKeyFault> {
        let nonce = STANDARD.decode(&self.nonce)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| WrappedKeyFault)?;
        let sealed = STANDARD.decode(&self.sealed)?;
        let payload = Payload { msg: &sealed, aad: &bound_to(user, self.device_id, &self.check) };
        let key = cipher(share, self.device_id)?.decrypt(&nonce.into(), payload);
        let key = Zeroizing::new(key.map_err(|_| WrappedKeyFault)?);
        let text = std::str::from_utf8(&key).map_err(|_| WrappedKeyFault)?;
        Ok(Zeroizing::new(text.to_owned()))
    }
}

fn cipher(share: &Secret, device_id: DeviceId) -> Result<XChaCha20Poly1305, WrappedKeyFault> {
    let share = Zeroizing::new(STANDARD.decode(share.expose())?);
    if share.len() < KEY_BYTES {
        return Err(WrappedKeyFault);
    }
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    let derivation = Hkdf::<Sha256>::new(Some(device_id.as_uuid().as_bytes()), &share);
    derivation.expand(PURPOSE, key.as_mut_slice()).map_err(|_| WrappedKeyFault)?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}

/// Another user's or another device's file does not open, even with a share that does.
fn bound_to(user: UserId, device_id: DeviceId, check: &str) -> Vec<u8> {
    [user.as_uuid().as_bytes(), device_id.as_uuid().as_bytes(), check.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(byte: u8) -> Secret {
        Secret::new(STANDARD.encode([byte; KEY_BYTES]))
    }

    #[test]
    fn only_the_share_the_user_and_the_unaltered_file_give_the_key_back() {
        let key: FileKey = Zeroizing::new("0123456789abcdef".repeat(4));
        let (me, device) = (UserId::generate(), DeviceId::generate());
        let wrapped = WrappedKey::seal(&key, "check".to_owned(), &share(1), me, device).unwrap();
        assert_eq!(wrapped.open(&share(1), me), Ok(key));
        assert_eq!(wrapped.open(&share(2), me), Err(WrappedKeyFault));
        assert_eq!(wrapped.open(&share(1), UserId::generate()), Err(WrappedKeyFault));
        assert_eq!(wrapped.open(&Secret::new("c2hvcnQ="), me), Err(WrappedKeyFault));
        for altered in [
            WrappedKey { device_id: DeviceId::generate(), ..wrapped.clone() },
            WrappedKey { check: "other".to_owned(), ..wrapped.clone() },
            WrappedKey { nonce: STANDARD.encode([0; NONCE_BYTES]), ..wrapped.clone() },
            WrappedKey { nonce: String::new(), ..wrapped.clone() },
            WrappedKey { sealed: String::new(), ..wrapped.clone() },
        ] {
            assert_eq!(altered.open(&share(1), me), Err(WrappedKeyFault));
        }
    }

    #[test]
    fn the_file_holds_the_key_in_no_readable_form_and_no_two_are_alike() {
        let key: FileKey = Zeroizing::new("0123456789abcdef".repeat(4));
        let (me, device) = (UserId::generate(), DeviceId::generate());
        let wrap = || WrappedKey::seal(&key, "check".to_owned(), &share(1), me, device).unwrap();
        let (one, two) = (wrap(), wrap());
        assert_ne!(one.sealed, two.sealed);
        let text = serde_json::to_string(&one).unwrap();
        assert!(!text.contains("0123456789abcdef") && !text.contains(&STANDARD.encode(key.as_bytes())));
        assert_eq!(serde_json::from_str::<WrappedKey>(&text).unwrap(), one);
    }
}
