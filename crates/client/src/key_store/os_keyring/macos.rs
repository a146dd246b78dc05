//! macOS: the login keychain.

use crate::key_store::KeyStoreError;
use apple_native_keyring_store::keychain::Store;
use keyring_core::CredentialStore;
use std::error::Error;
use std::sync::Arc;

/// The login keychain.
pub(super) fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    let store = Store::new().map_err(|error| KeyStoreError::Other(error.to_string()))?;
    Ok(store)
}

/// There is only one.
pub(super) fn backend() -> Option<String> {
    Some("Keychain".to_owned())
}

/// What a keychain error means to the person. Codes: Apple's `SecBase.h`.
pub(super) fn fault(cause: &(dyn Error + Send + Sync + 'static)) -> KeyStoreError {
    match cause.downcast_ref::<security_framework::base::Error>().map(|error| error.code()) {
        // errSecInteractionNotAllowed: it would have to ask and may not.
        Some(-25308) => KeyStoreError::Locked,
        // errSecAuthFailed, errSecUserCanceled, errSecReadOnly, errSecInvalidOwnerEdit, wrPermErr
        Some(-25293 | -128 | -25292 | -25244 | -61) => KeyStoreError::Denied,
        // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain, errSecNoDefaultKeychain
        Some(-25291 | -25294 | -25295 | -25307) => KeyStoreError::Missing,
        _ => KeyStoreError::Other(cause.to_string()),
    }
}
