//! Where the refresh token outlives the program.

use super::KeptSession;
use crate::key_store::KeyStore;
use std::sync::Arc;

/// Keeps the newest refresh token in the key store, or nowhere when there is none.
pub struct TokenKeeper {
    place: Option<(Arc<dyn KeyStore>, String)>,
}

impl TokenKeeper {
    /// Keeps the token under this name.
    pub fn new(key_store: Arc<dyn KeyStore>, name: String) -> Self {
        Self { place: Some((key_store, name)) }
    }

    /// Keeps nothing: the session ends with the program.
    pub const fn nowhere() -> Self {
        Self { place: None }
    }

    /// Returns when the token is kept. A key store that refuses costs a sign-in after the next start, no more, so
    /// the session goes on.
    pub(super) async fn keep(&self, kept: &KeptSession) {
        let Some((key_store, name)) = self.place.clone() else { return };
        let entry = kept.to_entry();
        let kept = tokio::task::spawn_blocking(move || key_store.write(&name, &entry)).await;
        if !matches!(kept, Ok(Ok(()))) {
            tracing::warn!("the key store did not take the refresh token");
        }
    }

    pub(super) async fn forget(&self) {
        let Some((key_store, name)) = self.place.clone() else { return };
        let forgotten = tokio::task::spawn_blocking(move || key_store.delete(&name)).await;
        if !matches!(forgotten, Ok(Ok(()))) {
            tracing::warn!("the key store did not forget the refresh token");
        }
    }
}
