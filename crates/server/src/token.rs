//! Opaque tokens: 256 random bits for whoever holds them, a hash for the database.

use allia_protocol::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// What the database keeps of a token.
pub(crate) type TokenHash = [u8; 32];

/// A fresh token and its hash.
pub(crate) fn generate() -> (Secret, TokenHash) {
    let token = Secret::new(URL_SAFE_NO_PAD.encode(random::<32>()));
    let hash = hash(token.expose());
    (token, hash)
}

/// The hash under which a token is known. Tokens have 256 random bits, so a plain hash needs no salt.
pub(crate) fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

/// Bytes from the operating system's random source.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    rand::random()
}
