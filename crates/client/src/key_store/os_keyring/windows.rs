//! Windows: the Credential Manager.

use crate::key_store::KeyStoreError;
use keyring_core::CredentialStore;
use std::error::Error;
use std::sync::Arc;
use windows_native_keyring_store::Store;

/// The signed-in user's credentials.
pub(super) fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    let store = Store::new().map_err(|error| KeyStoreError::Other(error.to_string()))?;
    Ok(store)
}

/// There is only one.
pub(super) fn backend() -> Option<String> {
    Some("Credential Manager".to_owned())
}

/// What an error of the Credential Manager means to the person. It is never locked: it opens with the user's sign-in.
pub(super) fn fault(cause: &(dyn Error + Send + Sync + 'static)) -> KeyStoreError {
    let text = cause.to_string();
    if text.contains("NO_SUCH_LOGON_SESSION") {
        KeyStoreError::Missing
    } else if text.ends_with("error code 5") {
        // ERROR_ACCESS_DENIED
        KeyStoreError::Denied
    } else {
        KeyStoreError::Other(text)
    }
}
