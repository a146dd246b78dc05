//! The key of an account's files: asking the key store for it, and making one.

use super::Client;
use super::opening::Identity;
use crate::error::ClientError;
use crate::generation;
use crate::journal::Protection;
use crate::key::{DatabaseKey, EntryKind};
use crate::key_store::{KeyStore, KeyStoreError};
use crate::session::{KeptSession, SentMark, TokenKeeper};
use crate::signed_in::lock;
use crate::view::KeyFault;
use allia_protocol::id::SessionId;
use futures_util::FutureExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// The longest that anything waits for the key store: it may ask the person.
const ANSWER_TIME: Duration = Duration::from_secs(120);

/// What the key store says about an account.
pub(super) enum KeyOutcome {
    Here(KeyFound),
    /// There is no entry.
    Gone,
    /// There is one, and it is not this account's key.
    Altered,
    Unavailable(KeyFault),
}

/// The key, and what the key store has beside it.
pub(super) struct KeyFound {
    pub(super) key: DatabaseKey,
    /// The session to go on with.
    pub(super) kept: Option<KeptSession>,
    /// The number of the files.
    pub(super) generation: Option<u64>,
    /// Which keyring gave it.
    pub(super) backend: Option<String>,
}

/// The key of files that may have to be made.
pub(super) struct KeyMade {
    pub(super) key: DatabaseKey,
    /// There was none that is theirs.
    pub(super) is_new: bool,
    /// The number of the files.
    pub(super) generation: Option<u64>,
}

/// A question that the key store was asked.
pub(super) type Asked = JoinHandle<KeyOutcome>;

/// What is asked of the key store, in one go: a keyring may ask the person, who should be asked once.
struct KeyQuestion {
    identity: Identity,
    /// The keyring that was given the key.
    known_backend: Option<String>,
    journal: PathBuf,
    sent_session: Option<SessionId>,
}

impl KeyQuestion {
    fn ask(&self, key_store: &dyn KeyStore) -> KeyOutcome {
        self.answer(key_store).unwrap_or_else(|fault| KeyOutcome::Unavailable(key_fault(&fault)))
    }

    fn answer(&self, key_store: &dyn KeyStore) -> Result<KeyOutcome, KeyStoreError> {
        let name = self.identity.entry(EntryKind::Database);
        let entry = key_store.read(&name)?;
        let backend = key_store.backend();
        let is_another = is_another(backend.as_ref(), self.known_backend.as_ref());
        Ok(match entry.map(|entry| DatabaseKey::from_entry(&entry, &name)) {
            // A seal is as good: the password opens it.
            None if is_another && key_store.read(&self.identity.entry(EntryKind::Sealed))?.is_none() => {
                KeyOutcome::Unavailable(KeyFault::OtherBackend)
            }
            None => KeyOutcome::Gone,
            Some(Err(_)) => KeyOutcome::Altered,
            // It has an older key of its own.
            Some(Ok(key)) if is_another && !self.fits(&key) => {
                KeyOutcome::Unavailable(KeyFault::OtherBackend)
            }
            Some(Ok(key)) => {
                // Without its token the session has ended; reading and writing go on all the same.
                let session = key_store.read(&self.identity.entry(EntryKind::Session)).unwrap_or_default();
                let kept = session.as_ref().and_then(KeptSession::from_entry);
                let kept = kept.map(|kept| kept.knowing_sent(self.sent_session));
                let generation = generation::kept_in(key_store, &self.identity.entry(EntryKind::Generation));
                let generation = generation.unwrap_or_default();
                KeyOutcome::Here(KeyFound { key, kept, generation, backend })
            }
        })
    }

    fn fits(&self, key: &DatabaseKey) -> bool {
        Protection::new(self.identity.user_id, key).fits(&self.journal).unwrap_or(true)
    }
}

impl Client {
    /// Asks the key store for what it has of this account.
    pub(super) fn ask_for_key(&self, identity: &Identity) -> Asked {
        let journal = self.paths_of(identity).journal;
        let remembered = lock(&self.inner.remembered);
        let (known_backend, sent_session) = (remembered.key_backend.clone(), remembered.sent_session);
        drop(remembered);
        let question = KeyQuestion { identity: identity.clone(), known_backend, journal, sent_session };
        let key_store = Arc::clone(&self.inner.ports.key_store);
        tokio::task::spawn_blocking(move || question.ask(&*key_store))
    }

    /// What the key store says about this account, however long it takes.
    pub(super) async fn find_key(&self, identity: &Identity) -> Result<KeyOutcome, ClientError> {
        match tokio::time::timeout(ANSWER_TIME, self.ask_for_key(identity)).await {
            Ok(outcome) => Ok(outcome?),
            Err(_) => Ok(KeyOutcome::Unavailable(KeyFault::Slow)),
        }
    }

    /// The key of this account's files, made just now if there is none that is theirs.
    pub(super) async fn find_or_make_key(&self, identity: &Identity) -> Result<KeyMade, ClientError> {
        let name = identity.entry(EntryKind::Database);
        let names = (name.clone(), identity.entry(EntryKind::Generation));
        let (entry, generation) = self
            .ask_key_store(move |key_store| {
                let (name, counted) = &names;
                Ok((key_store.read(name)?, generation::kept_in(key_store, counted)?))
            })
            .await?;
        if let Some(entry) = entry
            && let Ok(key) = DatabaseKey::from_entry(&entry, &name)
        {
            return Ok(KeyMade { key, is_new: false, generation });
        }
        let key = DatabaseKey::generate()?;
        let entry = key.to_entry(&name);
        let backend = self
            .ask_key_store(move |key_store| {
                key_store.write(&name, &entry)?;
                Ok(key_store.backend())
            })
            .await?;
        self.remember_backend(backend).await?;
        Ok(KeyMade { key, is_new: true, generation })
    }

    /// The number that the key store has of this account's files.
    pub(super) async fn kept_generation(&self, identity: &Identity) -> Option<u64> {
        let name = identity.entry(EntryKind::Generation);
        let asked = self.ask_key_store(move |key_store| generation::kept_in(key_store, &name));
        asked.await.unwrap_or_default()
    }

    /// Keeps this account's refresh token. What the key store does not take is remembered in the profile.
    pub(super) fn token_keeper(&self, identity: &Identity) -> TokenKeeper {
        let inner = Arc::downgrade(&self.inner);
        let mark: SentMark = Arc::new(move |sent| {
            let client = inner.upgrade().map(|inner| Self { inner });
            async move {
                match client {
                    Some(client) => client.remember_sent(sent).await,
                    None => false,
                }
            }
            .boxed()
        });
        let key_store = Arc::clone(&self.inner.ports.key_store);
        TokenKeeper::new(key_store, identity.entry(EntryKind::Session)).marking(mark)
    }

    async fn remember_sent(&self, sent: Option<SessionId>) -> bool {
        let before = lock(&self.inner.remembered).sent_session;
        if before == sent {
            return true;
        }
        let remembered = self.remember(|state| state.sent_session = sent).await;
        if remembered.is_err() {
            // What is not on the disk must not pass for known the next time.
            lock(&self.inner.remembered).sent_session = before;
        }
        remembered.is_ok()
    }

    /// Whether nothing speaks against this key being the journal's.
    pub(super) async fn is_key_of_journal(
        &self,
        identity: &Identity,
        key: &DatabaseKey,
    ) -> Result<bool, ClientError> {
        let protection = Protection::new(identity.user_id, key);
        let journal = self.paths_of(identity).journal;
        Ok(tokio::task::spawn_blocking(move || protection.fits(&journal)).await??)
    }

    /// Whether the keyring that answers now is another one than was given the key.
    pub(super) async fn another_keyring_answers(&self) -> Result<bool, ClientError> {
        let known = lock(&self.inner.remembered).key_backend.clone();
        let backend = self.ask_key_store(|key_store| Ok(key_store.backend())).await?;
        Ok(is_another(backend.as_ref(), known.as_ref()))
    }

    /// Remembers which keyring has the key.
    pub(super) async fn remember_backend(&self, backend: Option<String>) -> Result<(), ClientError> {
        if backend.is_none() || lock(&self.inner.remembered).key_backend == backend {
            return Ok(());
        }
        self.remember(|state| state.key_backend = backend).await
    }

    /// A keyring may ask the person and take its time.
    pub(super) async fn ask_key_store<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn KeyStore) -> Result<T, KeyStoreError> + Send + 'static,
    ) -> Result<T, ClientError> {
        let key_store = Arc::clone(&self.inner.ports.key_store);
        let asked = tokio::task::spawn_blocking(move || question(&*key_store));
        let answer = tokio::time::timeout(ANSWER_TIME, asked).await.map_err(|_| KeyStoreError::Silent)?;
        Ok(answer??)
    }
}

/// Where one of them is not known, nothing says so.
fn is_another(backend: Option<&String>, known: Option<&String>) -> bool {
    backend.zip(known).is_some_and(|(backend, known)| backend != known)
}

const fn key_fault(fault: &KeyStoreError) -> KeyFault {
    match fault {
        KeyStoreError::Locked => KeyFault::Locked,
        KeyStoreError::Missing => KeyFault::Missing,
        KeyStoreError::Silent => KeyFault::Slow,
        KeyStoreError::Denied | KeyStoreError::Other(_) => KeyFault::Denied,
    }
}
