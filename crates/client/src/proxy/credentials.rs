//! The name and the password with which the program signs in at a proxy.

use crate::key_store::{KeyStore, KeyStoreError};
use allia_protocol::{Secret, Sensitive};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Under this name they stand in the keyring.
const ENTRY: &str = "Allia Messages proxy";

/// What a proxy asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyCredentials {
    /// Who.
    pub user_name: Sensitive<String>,
    /// The proxy's password, not the service's.
    pub password: Secret,
}

/// Credentials and the one proxy that may see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptCredentials {
    /// Host and port.
    pub(super) proxy: String,
    pub(super) credentials: ProxyCredentials,
}

impl ProxyCredentials {
    /// The header of the *Basic* scheme (RFC 7617).
    pub(super) fn authorization(&self) -> HeaderValue {
        let pair = Zeroizing::new([self.user_name.expose(), ":", self.password.expose()].concat());
        let text = Zeroizing::new(["Basic ", &STANDARD.encode(pair.as_bytes())].concat());
        // Base64 is always a header's value; a proxy that gets an empty one asks again.
        let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}

/// What the key store has; an entry that is not one of ours counts as none.
pub(super) fn read(key_store: &dyn KeyStore) -> Result<Option<KeptCredentials>, KeyStoreError> {
    let entry = key_store.read(ENTRY)?;
    Ok(entry.and_then(|entry| serde_json::from_str(entry.expose()).ok()))
}

pub(super) fn write(key_store: &dyn KeyStore, kept: &KeptCredentials) -> Result<(), KeyStoreError> {
    let entry = serde_json::to_string(kept).map_err(|error| KeyStoreError::Other(error.to_string()))?;
    key_store.write(ENTRY, &Secret::new(entry))
}

pub(super) fn delete(key_store: &dyn KeyStore) -> Result<(), KeyStoreError> {
    key_store.delete(ENTRY)
}
