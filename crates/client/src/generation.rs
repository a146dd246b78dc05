//! Noticing an older copy of a file. A number is counted up in both files and then in the key store, at each opening, each
//! closing, and now and then in between. A file whose number is below the key store's was put back by somebody: from a
//! backup, or with an older state of the whole computer. A crash between the two leaves the file's number above, which
//! means nothing.

use crate::database::StoreError;
use crate::journal::Journal;
use crate::key_store::{KeyStore, KeyStoreError};
use crate::signed_in::SignedIn;
use crate::store::Cache;
use allia_protocol::Secret;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// The longest that what is written can be in an older copy that nobody notices.
const COUNTED_EVERY: Duration = Duration::from_secs(60 * 60);
/// The longest that closing waits for the key store.
const KEY_STORE_TIME: Duration = Duration::from_secs(5);

/// The number of one account's files.
pub(crate) struct Generation {
    key_store: Arc<dyn KeyStore>,
    name: String,
    number: Mutex<u64>,
}

/// The number that the key store has under this name; `None` when it has none, or nothing that is one.
///
/// # Errors
/// When the key store cannot say.
pub(crate) fn kept_in(key_store: &dyn KeyStore, name: &str) -> Result<Option<u64>, KeyStoreError> {
    Ok(key_store.read(name)?.and_then(|entry| entry.expose().parse().ok()))
}

impl Generation {
    /// `number` is the highest that the files and the key store have.
    pub(crate) fn new(key_store: Arc<dyn KeyStore>, name: String, number: u64) -> Self {
        Self { key_store, name, number: Mutex::new(number) }
    }

    /// Counts up in both files.
    ///
    /// # Errors
    /// When a file does not take it; the key store must then not be told.
    pub(crate) async fn count(&self, cache: &Cache, journal: &Journal) -> Result<u64, StoreError> {
        let mut number = self.number.lock().await;
        *number = number.saturating_add(1);
        journal.set_generation(*number).await?;
        cache.set_generation(*number).await?;
        Ok(*number)
    }

    /// Tells the key store. When it does not take the number, an older copy from between the last one and this one
    /// passes for the newest, no more.
    pub(crate) async fn keep(&self, number: u64) {
        let (key_store, name) = (Arc::clone(&self.key_store), self.name.clone());
        let entry = Secret::new(number.to_string());
        let kept = tokio::task::spawn_blocking(move || key_store.write(&name, &entry));
        if !matches!(tokio::time::timeout(KEY_STORE_TIME, kept).await, Ok(Ok(Ok(())))) {
            tracing::warn!("the key store did not take the number of the files");
        }
    }
}

/// Counts at once, and then now and then.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let Some(generation) = &signed_in.generation else { return };
    loop {
        match count_on_the_disk(generation, &signed_in).await {
            Ok(number) => generation.keep(number).await,
            Err(error) => tracing::warn!(%error, "the number of the files could not be counted up"),
        }
        tokio::time::sleep(COUNTED_EVERY).await;
    }
}

/// The cache's transactions are on the disk only when its log was cut, and the key store must not know a number before.
async fn count_on_the_disk(generation: &Generation, signed_in: &SignedIn) -> Result<u64, StoreError> {
    let number = generation.count(&signed_in.cache, &signed_in.journal).await?;
    signed_in.cache.settle().await?;
    Ok(number)
}
