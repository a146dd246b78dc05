//! Whether the system's keyring keeps something and gives it back: tried with an entry that is deleted at once.

use super::{Finding, Scene};
use crate::key_store::{KeyStore, KeyStoreError};
use crate::view::{CheckCode, CheckFacts, Verdict};
use allia_protocol::Secret;
use std::sync::Arc;

/// The name of the entry that is tried.
const ENTRY: &str = "Allia Messages network doctor";

#[derive(Clone, Debug, PartialEq, Eq)]
struct Observed {
    /// Whether it gave back what it was given.
    kept: Result<bool, KeyStoreError>,
    backend: Option<String>,
}

pub(super) async fn check(scene: &Scene) -> Finding {
    let key_store = Arc::clone(&scene.key_store);
    let observed = tokio::task::spawn_blocking(move || Observed {
        kept: try_entry(&*key_store),
        backend: key_store.backend(),
    });
    let fails = |error: tokio::task::JoinError| Observed {
        kept: Err(KeyStoreError::Other(error.to_string())),
        backend: None,
    };
    judge(&observed.await.unwrap_or_else(fails))
}

fn try_entry(key_store: &dyn KeyStore) -> Result<bool, KeyStoreError> {
    let value = Secret::new("nothing");
    key_store.write(ENTRY, &value)?;
    let read = key_store.read(ENTRY);
    key_store.delete(ENTRY)?;
    Ok(read? == Some(value))
}

fn judge(observed: &Observed) -> Finding {
    let (verdict, code) = match &observed.kept {
        Ok(true) => (Verdict::Good, CheckCode::KeyringWorks),
        Ok(false) => (Verdict::Bad, CheckCode::KeyringForgets),
        Err(KeyStoreError::Locked) => (Verdict::Bad, CheckCode::KeyringLocked),
        Err(KeyStoreError::Missing) => (Verdict::Bad, CheckCode::KeyringMissing),
        Err(KeyStoreError::Denied) => (Verdict::Bad, CheckCode::KeyringDenied),
        Err(KeyStoreError::Silent) => (Verdict::Bad, CheckCode::KeyringSilent),
        Err(KeyStoreError::Other(_)) => (Verdict::Bad, CheckCode::KeyringFails),
    };
    Finding::new(verdict, code)
        .with(CheckFacts { keyring: observed.backend.clone(), ..CheckFacts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key_store::MemoryKeyStore;

    #[test]
    fn every_state_of_the_keyring_has_its_word() {
        let code = |kept| judge(&Observed { kept, backend: Some("gnome-keyring-d".to_owned()) }).code;
        assert_eq!(code(Ok(true)), CheckCode::KeyringWorks);
        assert_eq!(code(Ok(false)), CheckCode::KeyringForgets);
        assert_eq!(code(Err(KeyStoreError::Locked)), CheckCode::KeyringLocked);
        assert_eq!(code(Err(KeyStoreError::Missing)), CheckCode::KeyringMissing);
        assert_eq!(code(Err(KeyStoreError::Denied)), CheckCode::KeyringDenied);
        assert_eq!(code(Err(KeyStoreError::Silent)), CheckCode::KeyringSilent);
        assert_eq!(code(Err(KeyStoreError::Other("x".to_owned()))), CheckCode::KeyringFails);
    }

    #[test]
    fn nothing_is_left_of_the_trial() {
        let key_store = MemoryKeyStore::default();
        assert_eq!(try_entry(&key_store), Ok(true));
        assert_eq!(key_store.read(ENTRY), Ok(None));
    }
}
