//! Where the refresh token outlives the program.

use super::KeptSession;
use crate::key_store::{KeyStore, KeyStoreError};
use crate::signed_in::lock;
use allia_protocol::id::SessionId;
use futures_util::future::BoxFuture;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The longest that the key store is waited for: it may ask the person, who need not be there.
const ANSWER_TIME: Duration = Duration::from_secs(10);
/// Newer than anything that can be asked: nothing is done any more.
const REVOKED: u64 = u64::MAX;

/// Remembers, outside the key store, which session's token there was sent, or that none was. Says whether that is kept.
pub type SentMark = Arc<dyn Fn(Option<SessionId>) -> BoxFuture<'static, bool> + Send + Sync>;

/// Keeps the newest refresh token in the key store, or nowhere when there is none.
pub struct TokenKeeper {
    place: Option<Arc<Place>>,
    mark: Option<SentMark>,
}

struct Place {
    key_store: Arc<dyn KeyStore>,
    name: String,
    /// The number of the newest change that was asked for. An older one that waited is left out.
    newest: AtomicU64,
    /// Held while the key store is changed: one that answers late must not undo a newer change.
    changing: Mutex<()>,
}

impl Place {
    fn change(
        &self,
        number: u64,
        change: impl FnOnce(&dyn KeyStore, &str) -> Result<(), KeyStoreError>,
    ) -> Result<(), KeyStoreError> {
        let _alone = lock(&self.changing);
        if self.newest.load(Ordering::Acquire) == number {
            change(&*self.key_store, &self.name)
        } else {
            Ok(())
        }
    }
}

impl TokenKeeper {
    /// Keeps the token under this name.
    pub fn new(key_store: Arc<dyn KeyStore>, name: String) -> Self {
        let (newest, changing) = (AtomicU64::new(0), Mutex::default());
        Self { place: Some(Arc::new(Place { key_store, name, newest, changing })), mark: None }
    }

    /// What the key store does not take is marked here.
    pub fn marking(self, mark: SentMark) -> Self {
        Self { mark: Some(mark), ..self }
    }

    /// Keeps nothing: the session ends with the program.
    pub const fn nowhere() -> Self {
        Self { place: None, mark: None }
    }

    /// Another keeper takes over: this one changes nothing any more.
    pub(super) fn revoke(&self) {
        if let Some(place) = &self.place {
            place.newest.store(REVOKED, Ordering::Release);
        }
    }

    /// Returns when the token is kept. A key store that refuses costs a sign-in after the next start, no more, so
    /// the session goes on; the token before goes, since it would be taken for stolen. Says whether it is not there any
    /// more.
    pub(super) async fn keep(&self, kept: &KeptSession) -> bool {
        let entry = kept.to_entry();
        let kept = self.ask(move |key_store, name| {
            key_store.write(name, &entry).or_else(|refused| {
                tracing::warn!(%refused, "the key store did not take the refresh token");
                key_store.delete(name)
            })
        });
        let is_kept = kept.await;
        if is_kept {
            self.tell_mark(None).await;
        }
        is_kept
    }

    /// The token in the key store was sent, which it does not say. Says whether that is remembered elsewhere.
    pub(super) async fn mark_sent(&self, session_id: SessionId) -> bool {
        tracing::warn!("the key store took neither a mark nor the token's removal");
        self.tell_mark(Some(session_id)).await
    }

    async fn tell_mark(&self, sent: Option<SessionId>) -> bool {
        match &self.mark {
            Some(mark) => mark(sent).await,
            None => false,
        }
    }

    pub(super) async fn forget(&self) {
        if !self.ask(|key_store, name| key_store.delete(name)).await {
            tracing::warn!("the key store did not forget the refresh token");
        }
    }

    /// Forgets, whatever was asked before. Nothing is kept any more after that.
    pub(super) async fn forget_for_good(&self) {
        let Some(place) = self.place.clone() else { return };
        self.revoke();
        let forgetting = tokio::task::spawn_blocking(move || {
            let _alone = lock(&place.changing);
            place.key_store.delete(&place.name)
        });
        if !matches!(tokio::time::timeout(ANSWER_TIME, forgetting).await, Ok(Ok(Ok(())))) {
            tracing::warn!("the key store did not forget the refresh token");
        }
    }

    /// Says whether it was done in time. What was not may still be done, unless something newer is asked.
    async fn ask(
        &self,
        change: impl FnOnce(&dyn KeyStore, &str) -> Result<(), KeyStoreError> + Send + 'static,
    ) -> bool {
        let Some(place) = self.place.clone() else { return true };
        let next = |newest: u64| (newest != REVOKED).then_some(newest.saturating_add(1));
        let Ok(before) = place.newest.fetch_update(Ordering::AcqRel, Ordering::Acquire, next) else {
            return false;
        };
        let number = before.saturating_add(1);
        let asked = tokio::task::spawn_blocking(move || place.change(number, change));
        matches!(tokio::time::timeout(ANSWER_TIME, asked).await, Ok(Ok(Ok(()))))
    }
}
