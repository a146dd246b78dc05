//! Unlocking with the account's password: the service says whether it is right, or else the seal.

use super::files::OpenFiles;
use super::keys::KeyOutcome;
use super::locked::{InMemory, Locked};
use super::opening::{Identity, Opening};
use super::signing::go_on;
use super::{Client, Stage};
use crate::api::{Grant, call};
use crate::error::ClientError;
use crate::key::{DatabaseKey, EntryKind};
use crate::key_store::{KeyStore, KeyStoreError};
use crate::lock::ATTEMPTS;
use crate::seal::SealFault;
use crate::session::TokenKeeper;
use crate::signed_in::{SignedIn, lock};
use crate::view::{ClientEvent, KeyFault, StorageMode};
use allia_protocol::Secret;
use allia_protocol::id::SessionId;
use std::sync::Arc;
use std::time::Duration;

/// The longest that unlocking waits for the service's word on the password.
const ANSWER_TIME: Duration = Duration::from_secs(5);

/// Who says that the password is right.
enum Proof {
    /// The service, with a new session; and the key, when the seal opens too.
    Service(Box<Grant>, Option<KeyBehindLock>),
    /// The seal: the service cannot be asked.
    Seal(DatabaseKey),
}

/// The key of a locked account.
struct KeyBehindLock {
    key: DatabaseKey,
    /// It came out of its seal, with this password; else it lay in the key store, which locking leaves so only where
    /// there is no seal of it.
    from_seal: bool,
}

impl Client {
    /// Unlocks. Does nothing while the program is not locked.
    ///
    /// # Errors
    /// `WrongPassword`, after which [`Client::app_state`] says how many attempts are left; the tenth in a row ends the
    /// session. Anything else stands in the way of opening, and is not counted; the program stays locked.
    pub async fn unlock(&self, password: Secret) -> Result<(), ClientError> {
        let _turn = self.inner.turn.lock().await;
        let Stage::Locked(locked) = self.stage() else { return Ok(()) };
        self.note_activity();
        // Counted before it is tried, so that killing the program does not give another attempt.
        let before = lock(&self.inner.remembered).lock.failed_unlocks;
        let failed = before.saturating_add(1);
        self.remember(|state| state.lock.failed_unlocks = failed).await?;
        let proof = self.prove(&locked, &password).await;
        if matches!(proof, Err(ClientError::WrongPassword)) {
            self.refuse(&locked, failed).await;
        } else {
            // On a full disk the count stays one higher than it is, which costs less than a right password refused.
            self.remember_or_warn(|state| state.lock.failed_unlocks = before).await;
        }
        self.open_locked(&locked, proof?, &password).await
    }

    async fn refuse(&self, locked: &Arc<Locked>, failed: u32) {
        tracing::warn!(failed, "a wrong password");
        if failed >= ATTEMPTS {
            self.end_after_attempts(locked).await;
        } else {
            self.inner.events.publish(ClientEvent::AppState { app_state: self.app_state() });
        }
    }

    async fn prove(&self, locked: &Locked, password: &Secret) -> Result<Proof, ClientError> {
        let identity = &locked.identity;
        match self.ask_service(identity, password).await {
            Ok(grant) if locked.in_memory().is_some() => Ok(Proof::Service(Box::new(grant), None)),
            Ok(grant) => match self.key_behind_lock(identity, password).await {
                Ok(key) => Ok(Proof::Service(Box::new(grant), key)),
                Err(fault) => {
                    self.end_unused(identity, &grant.tokens.access_token).await;
                    Err(fault)
                }
            },
            Err(wrong @ ClientError::WrongPassword) => Err(wrong),
            Err(fault) if locked.in_memory().is_some() => Err(fault),
            Err(fault) => {
                tracing::info!(%fault, "the service cannot be asked; the seal decides");
                self.open_only_seal(identity, password).await?.map(Proof::Seal).ok_or(fault)
            }
        }
    }

    async fn ask_service(&self, identity: &Identity, password: &Secret) -> Result<Grant, ClientError> {
        let api = self.api(identity.address.clone());
        let asking = self.open_session(&api, identity.username.clone(), password.clone());
        let asking = tokio::time::timeout(ANSWER_TIME, self.unless_interrupted(asking));
        let grant = asking.await.unwrap_or(Err(crate::api::fault::ApiFault::Silent.into()))?;
        if grant.tokens.user.user_id == identity.user_id {
            return Ok(grant);
        }
        // The name is another person's now. Nobody will use their session.
        self.end_unused(identity, &grant.tokens.access_token).await;
        Err(ClientError::WrongPassword)
    }

    /// Nobody will use the session with this token, so it should not stand open.
    async fn end_unused(&self, identity: &Identity, token: &Secret) {
        let api = self.api(identity.address.clone());
        let _ = tokio::time::timeout(ANSWER_TIME, api.tell(&call::sign_out(), Some(token))).await;
    }

    /// The key, from its seal or from the key store, if either gives it. The password is known to be right.
    async fn key_behind_lock(
        &self,
        identity: &Identity,
        password: &Secret,
    ) -> Result<Option<KeyBehindLock>, ClientError> {
        let unavailable = match self.find_key(identity).await? {
            KeyOutcome::Here(found) => {
                return Ok(Some(KeyBehindLock { key: found.key, from_seal: false }));
            }
            KeyOutcome::Unavailable(fault) => Some(fault),
            KeyOutcome::Gone | KeyOutcome::Altered => None,
        };
        let opened = match self.open_own_seal(identity, password).await {
            // The password was changed since the seal was made.
            Err(ClientError::WrongPassword) => None,
            opened => opened?.map(|key| KeyBehindLock { key, from_seal: true }),
        };
        match (opened, unavailable) {
            // A key that is only out of reach is not a lost one.
            (None, Some(fault)) => Err(fault_of(fault).into()),
            (opened, _) => Ok(opened),
        }
    }

    /// As [`Client::open_own_seal`], where nobody else says that the password is right. A seal of another key than the one
    /// that lies there is an older one: neither its password nor its key counts any more.
    async fn open_only_seal(
        &self,
        identity: &Identity,
        password: &Secret,
    ) -> Result<Option<DatabaseKey>, ClientError> {
        if let KeyOutcome::Here(found) = self.find_key(identity).await?
            && !self.seal(identity).await?.is_some_and(|seal| seal.holds(&found.key))
        {
            return Ok(None);
        }
        self.open_own_seal(identity, password).await
    }

    /// As [`Client::open_seal`], for the journal's key alone. A seal of another key is an older one: with its key the journal
    /// would be taken for one whose key is lost. `None` then, unless another keyring has it: going back helps.
    async fn open_own_seal(
        &self,
        identity: &Identity,
        password: &Secret,
    ) -> Result<Option<DatabaseKey>, ClientError> {
        let Some(key) = self.open_seal(identity, password).await? else { return Ok(None) };
        if self.is_key_of_journal(identity, &key).await? {
            return Ok(Some(key));
        }
        tracing::warn!("the seal holds another key than the journal's");
        match self.another_keyring_answers().await? {
            true => Err(fault_of(KeyFault::OtherBackend).into()),
            false => Ok(None),
        }
    }

    /// The key out of its seal; `None` when there is no seal.
    async fn open_seal(
        &self,
        identity: &Identity,
        password: &Secret,
    ) -> Result<Option<DatabaseKey>, ClientError> {
        let Some(seal) = self.seal(identity).await? else { return Ok(None) };
        let (name, password) = (identity.entry(EntryKind::Sealed), password.clone());
        match tokio::task::spawn_blocking(move || seal.open(&name, &password)).await? {
            Ok(key) => Ok(Some(key)),
            Err(SealFault::WrongPassword) => Err(ClientError::WrongPassword),
            Err(SealFault::NotASeal) => Ok(None),
            Err(SealFault::Computer(error)) => Err(error.into()),
        }
    }

    async fn open_locked(
        &self,
        locked: &Arc<Locked>,
        proof: Proof,
        password: &Secret,
    ) -> Result<(), ClientError> {
        // Who followed a link goes there; the screens ask for it.
        let linked = lock(&self.inner.wanted).is_some();
        // Two readers of one refresh token would end the session.
        self.stop_watching(locked).await;
        let unused = match &proof {
            Proof::Service(grant, _) => Some(grant.tokens.access_token.clone()),
            Proof::Seal(_) => None,
        };
        // Each of these fails before the account is shown, and leaves no file open then.
        let opened = match (proof, locked.in_memory()) {
            (Proof::Service(grant, _), Some(files)) => self.reopen_memory(locked, files, *grant).await,
            (Proof::Service(grant, Some(key)), None) => self.open_again(locked, key, *grant, password).await,
            (Proof::Service(grant, None), None) => self.begin_again(locked, *grant, password).await,
            (Proof::Seal(key), _) => self.open_offline(locked, key).await,
        };
        if opened.is_err() {
            if let Some(token) = unused {
                self.end_unused(&locked.identity, &token).await;
            }
            let again = Arc::new(locked.again());
            self.watch_locked(&again);
            self.set_stage(Stage::Locked(again));
        } else if !linked {
            self.return_to_chat(locked).await;
        }
        opened
    }

    async fn open_again(
        &self,
        locked: &Locked,
        key: KeyBehindLock,
        grant: Grant,
        password: &Secret,
    ) -> Result<(), ClientError> {
        let identity = &locked.identity;
        let former = self.kept_session(identity).await.map(|kept| kept.session_id);
        let signed_in = self.open_unlocked(identity, key.key.clone(), None).await?;
        if go_on(&signed_in, grant).await {
            end_former(&signed_in, former);
        }
        self.put_key_back(identity, key.key).await;
        if !key.from_seal {
            self.seal_key(identity, password).await;
        }
        self.finish_unlocking(signed_in).await;
        Ok(())
    }

    /// The password was changed, so the seal does not open: as if the key was lost.
    async fn begin_again(&self, locked: &Locked, grant: Grant, password: &Secret) -> Result<(), ClientError> {
        let Identity { address, username, .. } = locked.identity.clone();
        let api = self.api(address.clone());
        self.enter(&api, address, username, password, grant).await?;
        self.forget_lock().await;
        Ok(())
    }

    async fn open_offline(&self, locked: &Locked, key: DatabaseKey) -> Result<(), ClientError> {
        let signed_in = self.open_unlocked(&locked.identity, key.clone(), Some(locked)).await?;
        let stage = self.admit(signed_in).await;
        if let Stage::SignedIn(_) = stage {
            self.put_key_back(&locked.identity, key).await;
            self.forget_lock().await;
        }
        self.set_stage(stage);
        Ok(())
    }

    async fn open_unlocked(
        &self,
        identity: &Identity,
        key: DatabaseKey,
        former_session: Option<&Locked>,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let identity = identity.clone();
        let kept = if let Some(locked) = former_session {
            self.kept_session(&identity).await.map(|mut kept| {
                kept.was_sent |= locked.is_unclear();
                kept
            })
        } else {
            None
        };
        let generation = self.kept_generation(&identity).await;
        let files = self.files_to_open(&identity, key, generation);
        let opening = Opening { identity, files, kept, account: None, told: None };
        self.open_encrypted(opening, None).await
    }

    async fn reopen_memory(&self, locked: &Locked, files: InMemory, grant: Grant) -> Result<(), ClientError> {
        let InMemory { cache, journal, account } = files;
        let files = OpenFiles { cache, journal, recovery: None, generation: 0 };
        let (identity, keeper) = (locked.identity.clone(), TokenKeeper::nowhere());
        let signed_in = self.start(identity, files, account, StorageMode::MemoryOnly, keeper, None).await?;
        go_on(&signed_in, grant).await;
        self.finish_unlocking(signed_in).await;
        Ok(())
    }

    /// A key store that refuses costs nothing now: the next start finds the seal alone, and is locked.
    async fn put_key_back(&self, identity: &Identity, key: DatabaseKey) {
        let name = identity.entry(EntryKind::Database);
        match self.ask_key_store(move |key_store| put_back(key_store, &name, &key)).await {
            Ok(true) => {}
            Ok(false) => tracing::warn!("another key is there; it stays"),
            Err(error) => tracing::warn!(%error, "the key store did not take the key back"),
        }
    }

    /// A sign-in finds no key, or none that is this account's, but its seal: the password opens it. The seal may hold
    /// the only copy of the key, and is written anew after a sign-in.
    pub(super) async fn bring_key_back(&self, identity: &Identity, password: &Secret) {
        if !matches!(self.find_key(identity).await, Ok(KeyOutcome::Here(_)))
            && let Ok(Some(key)) = self.open_own_seal(identity, password).await
        {
            self.put_key_back(identity, key).await;
        }
    }

    async fn finish_unlocking(&self, signed_in: Arc<SignedIn>) {
        self.set_stage(Stage::SignedIn(signed_in));
        self.forget_lock().await;
    }

    /// Where this cannot be written, the next start is a locked one. The files are open by now, so it must not fail.
    async fn forget_lock(&self) {
        self.note_activity();
        let now = self.inner.ports.clock.now();
        self.remember_or_warn(|state| {
            state.lock.locked = false;
            state.lock.failed_unlocks = 0;
            state.lock.last_active_at = Some(now);
        })
        .await;
    }
}

/// The session from before the lock is not needed any more. It must not end while the key store still has its token: a
/// later start would take that for an end from elsewhere. When the service does not hear of it, it ends by itself.
fn end_former(signed_in: &Arc<SignedIn>, former: Option<SessionId>) {
    let Some(former) = former else { return };
    let session = signed_in.session.clone();
    signed_in.spawn(async move {
        if let Err(fault) = session.tell(&call::end_session(former)).await {
            tracing::info!(%fault, "the former session could not be ended");
        }
    });
}

/// Writes the key where no other one is. Says whether it is there now.
fn put_back(key_store: &dyn KeyStore, name: &str, key: &DatabaseKey) -> Result<bool, KeyStoreError> {
    let entry = key.to_entry(name);
    match key_store.read(name)? {
        Some(there) if there == entry => Ok(true),
        Some(there) if DatabaseKey::from_entry(&there, name).is_ok() => Ok(false),
        _ => key_store.write(name, &entry).map(|()| true),
    }
}

fn fault_of(fault: KeyFault) -> KeyStoreError {
    match fault {
        KeyFault::Locked => KeyStoreError::Locked,
        KeyFault::Missing => KeyStoreError::Missing,
        KeyFault::Slow => KeyStoreError::Silent,
        KeyFault::Denied => KeyStoreError::Denied,
        KeyFault::OtherBackend => KeyStoreError::Other("another keyring answers, without the key".to_owned()),
    }
}
