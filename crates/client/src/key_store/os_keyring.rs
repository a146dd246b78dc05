//! The operating system's keyring.

use super::{KeyStore, KeyStoreError};
use allia_protocol::Secret;
use keyring_core::{CredentialStore, Entry, Error};
use std::sync::Arc;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as platform;
#[cfg(target_os = "macos")]
use macos as platform;
#[cfg(windows)]
use windows as platform;

/// Under this name the program's entries stand in the keyring.
const SERVICE: &str = "allia-messages";

/// The keyring of the operating system: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.
///
/// Each call connects anew, so that a keyring that was started, restarted or unlocked in the meantime is found.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsKeyring;

impl KeyStore for OsKeyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        match entry(name)?.get_password() {
            Ok(secret) => Ok(Some(Secret::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), KeyStoreError> {
        entry(name)?.set_password(value.expose()).map_err(|error| fault(&error))
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }

    fn backend(&self) -> Option<String> {
        platform::backend()
    }
}

fn entry(name: &str) -> Result<Entry, KeyStoreError> {
    let store: Arc<CredentialStore> = platform::connect()?;
    store.build(SERVICE, name, None).map_err(|error| fault(&error))
}

/// What the keyring's error means to the person. The variants that carry what was stored are named, never shown.
fn fault(error: &Error) -> KeyStoreError {
    match error {
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => platform::fault(cause.as_ref()),
        Error::NoDefaultStore => KeyStoreError::Missing,
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            KeyStoreError::Other("unreadable entry".to_owned())
        }
        Error::Ambiguous(_) => KeyStoreError::Other("more than one entry of this name".to_owned()),
        other => KeyStoreError::Other(other.to_string()),
    }
}
