//! Starting with what is on this computer.

use super::files::{FilesToOpen, OpenFiles};
use super::keys::{Asked, KeyFound, KeyOutcome};
use super::locked::SETTLE_TIME;
use super::{Client, Stage};
use crate::address::ServerAddress;
use crate::error::ClientError;
use crate::generation::Generation;
use crate::journal::Shares;
use crate::key::{DatabaseKey, EntryKind, entry_name};
use crate::profile::{AccountFiles, ProfileState};
use crate::session::{KeptSession, Session, TokenKeeper};
use crate::signed_in::{DamagedFile, Parts, SignedIn, lock};
use crate::sync::keeping::kept_since;
use crate::view::{
    Account, ClientEvent, KeyFault, NotificationContent, Recovery, SignOutReason, StorageMode,
};
use allia_protocol::Sensitive;
use allia_protocol::id::UserId;
use allia_protocol::session::Me;
use std::sync::Arc;
use std::time::Duration;

/// The longest that opening waits for the key store.
const SLOW_AFTER: Duration = Duration::from_millis(2_500);

/// Who was signed in when the program last ended, and where.
#[derive(Clone)]
pub(super) struct Identity {
    pub(super) address: ServerAddress,
    pub(super) user_id: UserId,
    pub(super) username: Sensitive<String>,
}

impl Identity {
    pub(super) fn remembered(state: &ProfileState) -> Option<Self> {
        let address = state.server_address.as_ref()?.parse().ok()?;
        Some(Self { address, user_id: state.user_id?, username: state.username.clone()? })
    }

    /// Who is signed in now.
    pub(super) fn of(signed_in: &SignedIn) -> Self {
        let username = lock(&signed_in.account).username.clone();
        Self { address: signed_in.session.api().address().clone(), user_id: signed_in.me, username }
    }

    /// The name of this account's entry in the key store.
    pub(super) fn entry(&self, kind: EntryKind) -> String {
        entry_name(kind, self.address.as_str(), self.user_id)
    }
}

/// An account whose files are to be opened.
#[derive(Clone)]
pub(super) struct Opening {
    pub(super) identity: Identity,
    pub(super) files: FilesToOpen,
    /// The session to go on with; none when there is none yet.
    pub(super) kept: Option<KeptSession>,
    /// What is shown of the person; `None` takes it from the local copy.
    pub(super) account: Option<Account>,
    /// What the person was told of these files already, and must go on to see.
    pub(super) told: Option<Recovery>,
}

/// An open file has shown a bad page.
pub(super) struct Repair {
    damaged: DamagedFile,
    told: Option<Recovery>,
}

impl Client {
    /// Goes to where the program stood when it last ended. The caller has the turn.
    pub(super) async fn open_remembered(&self) -> Result<(), ClientError> {
        if let Err(error) = self.finish_wipes().await {
            tracing::warn!(%error, "something that is to go could not be deleted yet");
        }
        let Some(identity) = Identity::remembered(&lock(&self.inner.remembered)) else { return Ok(()) };
        if self.policy().excludes(&identity.address) {
            self.leave_excluded(&identity).await;
            return Ok(());
        }
        let stage = self.stage_of(identity, None).await?;
        self.set_stage(stage);
        Ok(())
    }

    /// A file of this account has shown a bad page: closes both, repairs that one, and goes on.
    pub(super) async fn repair(
        &self,
        broken: &Arc<SignedIn>,
        damaged: DamagedFile,
    ) -> Result<(), ClientError> {
        let _turn = self.inner.turn.lock().await;
        if !matches!(self.stage(), Stage::SignedIn(current) if Arc::ptr_eq(&current, broken)) {
            return Ok(());
        }
        tracing::error!(?damaged, "a file is damaged; repairing it");
        broken.stop().await;
        // Two users of one refresh token would end the session.
        broken.session.drop_tokens(SETTLE_TIME).await;
        broken.close_files().await;
        let identity = Identity::of(broken);
        let repair = Repair { damaged, told: broken.recovery() };
        let stage = self.stage_of(identity, Some(repair)).await;
        let stage =
            stage.inspect_err(|_| self.set_stage(Stage::SignedOut(Some(SignOutReason::CacheDamaged))))?;
        self.set_stage(stage);
        self.inner.events.publish(ClientEvent::EventsLagged);
        Ok(())
    }

    /// Where the program stands with this account. A key store that takes its time is not waited for: the program goes
    /// on by itself when it has answered.
    async fn stage_of(&self, identity: Identity, repair: Option<Repair>) -> Result<Stage, ClientError> {
        let mut asked = self.ask_for_key(&identity);
        match tokio::time::timeout(SLOW_AFTER, &mut asked).await {
            Ok(outcome) => self.stage_with(identity, outcome?, repair).await,
            Err(_) => {
                tracing::warn!("the key store takes its time");
                self.go_on_when_answered(identity, asked, repair);
                Ok(Stage::KeyUnavailable(KeyFault::Slow))
            }
        }
    }

    async fn stage_with(
        &self,
        identity: Identity,
        outcome: KeyOutcome,
        repair: Option<Repair>,
    ) -> Result<Stage, ClientError> {
        // A file is repaired while somebody works, unless they lock meanwhile.
        let locked = lock(&self.inner.remembered).lock.locked;
        let stays_locked = locked || (repair.is_none() && self.was_left_locked());
        Ok(match outcome {
            KeyOutcome::Here(_) if stays_locked => self.start_locked(identity).await,
            KeyOutcome::Here(found) => {
                let signed_in = self.open_account(identity, found, repair).await?;
                self.admit(signed_in).await
            }
            KeyOutcome::Gone if self.has_seal(&identity).await? => self.start_locked(identity).await,
            KeyOutcome::Gone => Stage::SignedOut(Some(SignOutReason::KeyLost)),
            KeyOutcome::Altered => Stage::SignedOut(Some(SignOutReason::KeyAltered)),
            KeyOutcome::Unavailable(fault) => Stage::KeyUnavailable(fault),
        })
    }

    fn go_on_when_answered(&self, identity: Identity, asked: Asked, repair: Option<Repair>) {
        let inner = Arc::downgrade(&self.inner);
        tokio::spawn(async move {
            let outcome = asked.await;
            let Some(inner) = inner.upgrade() else { return };
            let client = Self { inner };
            let _turn = client.inner.turn.lock().await;
            // Somebody may have signed in meanwhile, or closed the program.
            if !matches!(client.stage(), Stage::KeyUnavailable(KeyFault::Slow)) {
                return;
            }
            let stage = match outcome {
                Ok(outcome) => client.stage_with(identity, outcome, repair).await,
                Err(error) => Err(error.into()),
            };
            client.set_stage(stage.unwrap_or_else(|error| {
                tracing::error!(%error, "the files could not be opened; signing in says why");
                Stage::SignedOut(None)
            }));
        });
    }

    async fn open_account(
        &self,
        identity: Identity,
        found: KeyFound,
        repair: Option<Repair>,
    ) -> Result<Arc<SignedIn>, ClientError> {
        self.remember_backend(found.backend).await?;
        let files = self.files_to_open(&identity, found.key, found.generation);
        let (damaged, told) = repair.map_or((None, None), |repair| (Some(repair.damaged), repair.told));
        let opening = Opening { identity, files, kept: found.kept, account: None, told };
        self.open_encrypted(opening, damaged).await
    }

    /// What is known about this account's files on this computer.
    pub(super) fn files_to_open(
        &self,
        identity: &Identity,
        key: DatabaseKey,
        generation: Option<u64>,
    ) -> FilesToOpen {
        FilesToOpen {
            paths: self.paths_of(identity),
            me: identity.user_id,
            now: self.inner.ports.clock.now(),
            kept_since: kept_since(self.inner.ports.clock.now(), self.policy().cache_days),
            key,
            key_is_new: false,
            expected: lock(&self.inner.remembered).user_id == Some(identity.user_id),
            generation,
            shares: Shares::new(),
        }
    }

    pub(super) fn paths_of(&self, identity: &Identity) -> AccountFiles {
        self.inner.profile.files_of(identity.address.as_str(), identity.user_id)
    }

    /// Opens both files and sets the account going. A bad page met on the way is repaired, once: otherwise it would
    /// bar the way at every start.
    pub(super) async fn open_encrypted(
        &self,
        mut opening: Opening,
        damaged: Option<DamagedFile>,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let opened = self.try_opening(&mut opening, damaged).await;
        let met = opened.as_ref().err().and_then(ClientError::damaged_file);
        if met.is_none() {
            return opened;
        }
        tracing::error!(damaged = ?met, "a file is damaged; opening again without it");
        self.try_opening(&mut opening, met).await
    }

    /// Nothing stays open when it fails.
    async fn try_opening(
        &self,
        opening: &mut Opening,
        damaged: Option<DamagedFile>,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let mut files = self.open_files(opening.files.clone(), damaged).await?;
        // The files that lie there now are under this key.
        opening.files.key_is_new = false;
        opening.told = files.recovery.take().or(opening.told.take());
        files.recovery.clone_from(&opening.told);
        let (cache, journal) = (files.cache.clone(), files.journal.clone());
        let started = self.start_encrypted(opening.clone(), files).await;
        if started.is_err() {
            for closed in [cache.close().await, journal.close().await] {
                closed.unwrap_or_else(|error| tracing::warn!(%error, "closed without cutting the log"));
            }
        }
        started
    }

    async fn start_encrypted(
        &self,
        opening: Opening,
        files: OpenFiles,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let Opening { identity, kept, account, files: opened, .. } = opening;
        let account = match account {
            Some(account) => account,
            None => match files.cache.account().await? {
                Some(me) => account_of(me, &identity),
                None => unnamed(&identity),
            },
        };
        let keeper = self.token_keeper(&identity);
        let signed_in = self.start(identity, files, account, StorageMode::Encrypted, keeper, kept).await?;
        self.protect_journal(&signed_in, opened);
        Ok(signed_in)
    }

    async fn open_files(
        &self,
        files: FilesToOpen,
        damaged: Option<DamagedFile>,
    ) -> Result<OpenFiles, ClientError> {
        let profile = self.inner.profile.clone();
        let opening = tokio::task::spawn_blocking(move || {
            profile.make_folders(&files.paths)?;
            files.open(damaged)
        });
        Ok(opening.await??)
    }

    pub(super) async fn start(
        &self,
        identity: Identity,
        files: OpenFiles,
        account: Account,
        storage: StorageMode,
        keeper: TokenKeeper,
        kept: Option<KeptSession>,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let clock = Arc::clone(&self.inner.ports.clock);
        let generation = (storage == StorageMode::Encrypted).then(|| {
            let key_store = Arc::clone(&self.inner.ports.key_store);
            Generation::new(key_store, identity.entry(EntryKind::Generation), files.generation)
        });
        let api = Arc::new(self.api(identity.address));
        let parts = Parts {
            me: identity.user_id,
            account,
            storage,
            recovery: files.recovery,
            session: Session::new(api, Arc::clone(&clock), keeper, kept),
            generation,
            cache: files.cache,
            journal: files.journal,
            events: self.inner.events.clone(),
            policies: self.inner.policies.clone(),
            clock,
            announcer: Arc::clone(&self.inner.announcer),
        };
        let signed_in = SignedIn::start(parts).await?;
        self.watch_for_damage(&signed_in);
        self.watch_for_leaving(&signed_in);
        self.watch_for_end(&signed_in);
        Ok(signed_in)
    }

    fn watch_for_damage(&self, signed_in: &Arc<SignedIn>) {
        let (inner, watched) = (Arc::downgrade(&self.inner), Arc::clone(signed_in));
        signed_in.spawn(async move {
            let Some(damaged) = watched.damaged().await else { return };
            let Some(inner) = inner.upgrade() else { return };
            let client = Self { inner };
            // Repairing stops all tasks of the account, so it cannot be one of them.
            tokio::spawn(async move {
                if let Err(error) = client.repair(&watched, damaged).await {
                    tracing::error!(%error, "a damaged file could not be repaired");
                }
            });
        });
    }
}

pub(super) fn account_of(me: Me, identity: &Identity) -> Account {
    Account {
        user_id: me.user.user_id,
        username: identity.username.clone(),
        display_name: me.user.display_name,
        practice_name: me.practice.name,
        time_zone: me.practice.time_zone,
        server_address: identity.address.to_string(),
        practice_allows: me.practice.notification_content.into(),
    }
}

/// The local copy was replaced, so the names come with the next contact.
fn unnamed(identity: &Identity) -> Account {
    Account {
        user_id: identity.user_id,
        username: identity.username.clone(),
        display_name: Sensitive::default(),
        practice_name: String::new(),
        time_zone: "UTC".to_owned(),
        server_address: identity.address.to_string(),
        practice_allows: NotificationContent::Nothing,
    }
}
