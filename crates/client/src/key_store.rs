//! Where the key of the encrypted files and the refresh token are kept: the operating system's keyring.

use allia_protocol::Secret;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use thiserror::Error;

mod os_keyring;

pub use os_keyring::OsKeyring;

/// Keeps named secrets. Calls block (a keyring may ask the person), so async code makes them through
/// `spawn_blocking`. Names carry the server and the user; see [`crate::key::entry_name`].
pub trait KeyStore: Send + Sync {
    /// The secret of this name; `None` when there is none.
    ///
    /// # Errors
    /// When the key store cannot say.
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError>;

    /// Keeps a secret under this name, in place of one that is there.
    ///
    /// # Errors
    /// When the key store did not take it.
    fn write(&self, name: &str, value: &Secret) -> Result<(), KeyStoreError>;

    /// Forgets the secret of this name. It is no error when there is none.
    ///
    /// # Errors
    /// When the key store did not do it.
    fn delete(&self, name: &str) -> Result<(), KeyStoreError>;

    /// Which keyring answers, where there can be several: a name without spaces or a product's name. `None` when that
    /// cannot be told.
    fn backend(&self) -> Option<String> {
        None
    }
}

/// What is wrong with the key store.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyStoreError {
    /// It is there and locked: unlocking it and trying again helps.
    #[error("the keyring is locked")]
    Locked,
    /// There is none on this computer, or nothing of it answers.
    #[error("there is no keyring")]
    Missing,
    /// It refused this program.
    #[error("the keyring refused access")]
    Denied,
    /// It has not answered for a long time. It may still do what it was asked.
    #[error("the keyring does not answer")]
    Silent,
    /// Anything else, in the keyring's own words. Never contains a secret.
    #[error("the keyring failed: {0}")]
    Other(String),
}

/// A key store that ends with the program: for a sign-in on a computer without a keyring, and for tests.
#[derive(Debug, Default)]
pub struct MemoryKeyStore {
    entries: Mutex<HashMap<String, Secret>>,
}

impl KeyStore for MemoryKeyStore {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        Ok(self.entries.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), KeyStoreError> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(name.to_owned(), value.clone());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_last_is_read_until_it_is_deleted() {
        let store = MemoryKeyStore::default();
        assert_eq!(store.read("a"), Ok(None));
        store.write("a", &Secret::new("one")).unwrap();
        store.write("a", &Secret::new("two")).unwrap();
        assert_eq!(store.read("a"), Ok(Some(Secret::new("two"))));
        assert_eq!(store.read("b"), Ok(None));
        store.delete("a").unwrap();
        store.delete("a").unwrap();
        assert_eq!(store.read("a"), Ok(None));
    }
}
