//! Locking: everything that can be read is closed, and the key is taken out of the key store, where only its seal stays.
//!
//! Nothing of this may lose the key or leave it lying about, wherever the program is killed:
//!
//! 1. `locked` is remembered first. From here on a start is a locked start, which does the rest again.
//! 2. The key is deleted only when the seal is there and holds this very key. Otherwise it stays, and what is remembered
//!    alone keeps the program locked.
//! 3. Unlocking writes the key back only after the files were opened with it, and forgets `locked` last.

use super::keys::KeyOutcome;
use super::locked::{InMemory, Locked, SETTLE_TIME};
use super::opening::Identity;
use super::returning::Place;
use super::{Client, Stage};
use crate::error::ClientError;
use crate::key::{DatabaseKey, EntryKind};
use crate::key_store::{KeyStore, KeyStoreError};
use crate::lock;
use crate::notification::Tally;
use crate::profile::ProfileState;
use crate::seal::Seal;
use crate::session::KeptSession;
use crate::signed_in::{self, SignedIn};
use crate::view::{ClientEvent, StorageMode};
use allia_protocol::Secret;
use std::sync::Arc;
use std::time::Duration;

/// The longest that locking waits for the screens to keep what was written.
const DRAFT_TIME: Duration = Duration::from_secs(1);
/// The longest that locking waits until the key is out of the key store.
const WITHDRAWAL_TIME: Duration = Duration::from_secs(5);
/// The longest that the service is told of the end of a session that lives in memory only.
const SIGN_OUT_TIME: Duration = Duration::from_secs(5);

impl Client {
    /// Locks: the screens are given a moment to keep what was written ([`ClientEvent::Locking`], answered with
    /// [`Client::drafts_kept`]), then files, key and tokens leave the memory. While a keyring keeps the files closed, they
    /// are locked when it gives the key. Does nothing while nobody is signed in. A sign-in that waits for the service is
    /// given up.
    pub async fn lock(&self) {
        self.interrupt();
        let _turn = self.inner.turn.lock().await;
        match self.stage() {
            Stage::SignedIn(signed_in) => self.lock_account(&signed_in).await,
            Stage::KeyUnavailable(_) => self.remember_or_warn(|state| state.lock.locked = true).await,
            Stage::Locked(_) | Stage::SignedOut(_) => {}
        }
    }

    /// The screens have kept everything that was written; [`Client::lock`] need not wait any longer.
    pub fn drafts_kept(&self) {
        self.inner.drafts_kept.notify_waiters();
    }

    /// The caller has the turn.
    pub(super) async fn lock_account(&self, signed_in: &Arc<SignedIn>) {
        self.remember_or_warn(|state| {
            state.lock.locked = signed_in.storage == StorageMode::Encrypted;
            state.lock.unsent_text = None;
        })
        .await;
        self.let_drafts_be_kept().await;
        let (place, tally) = (Place::of(signed_in).await, count_at_lock(signed_in).await);
        let locked = Arc::new(Locked::new(Identity::of(signed_in), place, tally, kept_in_memory(signed_in)));
        // Now, so that the screens go blank and no command begins to read or write any more.
        self.set_stage(Stage::Locked(Arc::clone(&locked)));
        signed_in.stop().await;
        signed_in.withdraw_notifications();
        match signed_in.storage {
            StorageMode::Encrypted => {
                self.close_behind_lock(signed_in, &locked).await;
                self.watch_locked(&locked);
            }
            StorageMode::MemoryOnly => {
                let session = signed_in.session.clone();
                tokio::spawn(async move { session.sign_out(SIGN_OUT_TIME).await });
            }
        }
        tracing::info!("locked");
    }

    /// Gives the screens a moment to keep what was written ([`ClientEvent::Locking`], answered with
    /// [`Client::drafts_kept`]): before locking, and before the window closes. Returns at once while nobody is signed in.
    pub async fn let_drafts_be_kept(&self) {
        if !matches!(self.stage(), Stage::SignedIn(_)) {
            return;
        }
        let kept = self.inner.drafts_kept.notified();
        self.inner.events.publish(ClientEvent::Locking);
        if tokio::time::timeout(DRAFT_TIME, kept).await.is_err() {
            tracing::info!("nobody said that all drafts are kept; locking all the same");
        }
    }

    async fn close_behind_lock(&self, signed_in: &SignedIn, locked: &Locked) {
        let unsent_text = signed_in.close_files().await;
        // Before the tokens, for which a renewal may have to be waited for.
        locked.set_key_stays(!self.withdraw_key(&locked.identity).await);
        locked.set_unclear(signed_in.session.drop_tokens(SETTLE_TIME).await);
        self.remember_or_warn(|state| state.lock.unsent_text = Some(unsent_text)).await;
    }

    /// Whether the program was locked when it ended, or nobody has used it for too long since.
    pub(super) fn was_left_locked(&self) -> bool {
        let state = signed_in::lock(&self.inner.remembered).lock.clone();
        let now = self.inner.ports.clock.now();
        let left = |last| lock::locks_at_start(last, now, self.settings_in_force().lock_after_minutes);
        state.locked || state.last_active_at.is_some_and(left)
    }

    /// Starts locked, finishing what locking may have left undone.
    pub(super) async fn start_locked(&self, identity: Identity) -> Stage {
        self.remember_or_warn(|state| state.lock.locked = true).await;
        let withdrawn = self.withdraw_key(&identity).await;
        let locked = Arc::new(Locked::new(identity, Place::default(), Tally::default(), None));
        locked.set_key_stays(!withdrawn);
        self.watch_locked(&locked);
        Stage::Locked(locked)
    }

    /// Takes the key out of the key store, if its seal is there. Says whether that is done, or cannot be. A key store that
    /// asks the person is not waited for long: while the program locks, nobody need be there to answer.
    pub(super) async fn withdraw_key(&self, identity: &Identity) -> bool {
        let (plain, sealed) = (identity.entry(EntryKind::Database), identity.entry(EntryKind::Sealed));
        let asked = self.ask_key_store(move |key_store| leave_seal_alone(key_store, &plain, &sealed));
        match tokio::time::timeout(WITHDRAWAL_TIME, asked).await.unwrap_or(Err(KeyStoreError::Silent.into()))
        {
            Ok(true) => true,
            Ok(false) => {
                tracing::warn!("there is no seal of the key; it stays in the key store");
                true
            }
            Err(error) => {
                tracing::error!(%error, "the key could not be taken out of the key store");
                false
            }
        }
    }

    /// Seals this account's key under the password that the service has just accepted.
    pub(super) async fn seal_key(&self, identity: &Identity, password: &Secret) {
        let (name, password) = (identity.entry(EntryKind::Sealed), password.clone());
        let Ok(KeyOutcome::Here(found)) = self.find_key(identity).await else { return };
        let sealing = tokio::task::spawn_blocking({
            let name = name.clone();
            let cost = self.inner.config.seal_cost;
            move || Seal::make(&found.key, &name, &password, cost)
        });
        let seal = match sealing.await {
            Ok(Ok(seal)) => seal.to_entry(),
            Ok(Err(error)) => return tracing::error!(%error, "the key could not be sealed"),
            Err(error) => return tracing::error!(%error, "the key could not be sealed"),
        };
        if let Err(error) = self.ask_key_store(move |key_store| key_store.write(&name, &seal)).await {
            tracing::error!(%error, "the key store did not take the seal");
        }
    }

    /// The seal of this account's key, if there is one.
    pub(super) async fn seal(&self, identity: &Identity) -> Result<Option<Seal>, ClientError> {
        let name = identity.entry(EntryKind::Sealed);
        let entry = self.ask_key_store(move |key_store| key_store.read(&name)).await?;
        Ok(entry.and_then(|entry| Seal::from_entry(&entry).ok()))
    }

    /// Whether there is a seal of this account's key. Which keyring answers does not matter here.
    pub(super) async fn has_seal(&self, identity: &Identity) -> Result<bool, ClientError> {
        Ok(self.seal(identity).await?.is_some())
    }

    /// The session that the key store has for this account.
    pub(super) async fn kept_session(&self, identity: &Identity) -> Option<KeptSession> {
        let name = identity.entry(EntryKind::Session);
        let entry = self.ask_key_store(move |key_store| key_store.read(&name)).await.unwrap_or_default();
        let sent = signed_in::lock(&self.inner.remembered).sent_session;
        entry.as_ref().and_then(KeptSession::from_entry).map(|kept| kept.knowing_sent(sent))
    }

    /// As [`Client::remember`], where a failure must stop nothing.
    pub(super) async fn remember_or_warn(&self, change: impl FnOnce(&mut ProfileState)) {
        if let Err(error) = self.remember(change).await {
            tracing::error!(%error, "what is remembered could not be written");
        }
    }
}

/// What is unread when the lock begins. Where the service does not know yet what was read here, its first count says.
async fn count_at_lock(signed_in: &SignedIn) -> Tally {
    let told = signed_in.cache.pending_receipts().await.is_ok_and(|pending| pending.is_empty());
    let unread = signed_in.cache.unread_total().await.ok();
    Tally::new(unread.filter(|_| told))
}

fn kept_in_memory(signed_in: &SignedIn) -> Option<InMemory> {
    (signed_in.storage == StorageMode::MemoryOnly).then(|| InMemory {
        cache: signed_in.cache.clone(),
        journal: signed_in.journal.clone(),
        account: signed_in::lock(&signed_in.account).clone(),
    })
}

/// Says whether nothing but the seal is there now.
fn leave_seal_alone(key_store: &dyn KeyStore, plain: &str, sealed: &str) -> Result<bool, KeyStoreError> {
    let Some(entry) = key_store.read(plain)? else { return Ok(true) };
    let Ok(key) = DatabaseKey::from_entry(&entry, plain) else { return Ok(false) };
    let seal = key_store.read(sealed)?.and_then(|entry| Seal::from_entry(&entry).ok());
    // An older seal may hold the key before this one; then only this entry has the key.
    if !seal.is_some_and(|seal| seal.holds(&key)) {
        return Ok(false);
    }
    key_store.delete(plain)?;
    Ok(true)
}
