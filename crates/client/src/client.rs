//! The engine as the window and the tests use it: the commands of the screens, and nothing below them.

mod carrying;
mod command;
mod devices;
mod diagnosing;
mod files;
mod idling;
mod keys;
mod leasing;
mod leaving;
mod locked;
mod locking;
mod notifying;
mod opening;
mod policing;
mod recovering;
mod rehearsing;
mod returning;
mod signing;
mod unlocking;
mod wanting;
mod watching;

use crate::address::ServerAddress;
use crate::api::Api;
use crate::api::transport::Connect;
use crate::clock::Clock;
use crate::error::ClientError;
use crate::event::{EventListener, Events};
use crate::key_store::KeyStore;
use crate::lock::Moment;
use crate::notification::{Announcer, Notifier};
use crate::policy::{Policies, PolicyStack};
use crate::profile::{Profile, ProfileState};
use crate::proxy::Proxies;
use crate::seal::SealCost;
use crate::signed_in::{SignedIn, lock};
use crate::view::{AppState, ClientEvent, KeyFault, SignOutReason};
use allia_protocol::id::ConversationId;
use locked::Locked;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// The longest that closing waits for a command that is under way.
const CLOSING_TIME: Duration = Duration::from_secs(10);

/// What differs from one computer to the next.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// The folder in which everything lies. It is made when needed.
    pub profile: PathBuf,
    /// How this computer is called in the list of sessions; 1 to 100 characters.
    pub device_name: String,
    /// The address that the first sign-in proposes.
    pub default_server: Option<String>,
    /// What trying a password on the seal of a locked program costs.
    pub seal_cost: SealCost,
    /// What IT fixes, as it stands at the start; afterwards [`Client::set_policy`] tells what changed.
    pub policy: PolicyStack,
    /// The system's own name of its language, such as `es_MX.UTF-8`; empty when it says none.
    pub system_language: String,
}

/// The parts of the world that come in as arguments.
#[derive(Clone)]
pub struct Ports {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where keys and refresh tokens are kept.
    pub key_store: Arc<dyn KeyStore>,
    /// Where notifications are shown.
    pub notifier: Arc<dyn Notifier>,
    /// What carries requests; `None` is the computer's own network.
    pub network: Option<Arc<Connect>>,
}

/// The engine. Cheap to clone; all clones are one engine. Needs a running tokio runtime.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    config: ClientConfig,
    ports: Ports,
    profile: Profile,
    proxies: Arc<Proxies>,
    policies: Policies,
    events: Events,
    announcer: Arc<Announcer>,
    remembered: Mutex<ProfileState>,
    /// Held while what is remembered is written.
    saving: Mutex<()>,
    stage: Mutex<Stage>,
    /// Opening, signing in, locking, unlocking, signing out and closing happen one at a time.
    turn: tokio::sync::Mutex<()>,
    /// Ends the wait of whoever holds the turn and waits for the service.
    waiting: Mutex<CancellationToken>,
    /// Ends the network doctor's examination that is under way.
    diagnosing: Mutex<CancellationToken>,
    /// When somebody last used the program.
    last_active: Mutex<Moment>,
    /// The screens have kept all that was written.
    drafts_kept: Notify,
    /// What waits to be shown.
    wanted: Mutex<Option<ConversationId>>,
}

/// Where the engine stands.
#[derive(Clone)]
enum Stage {
    SignedOut(Option<SignOutReason>),
    KeyUnavailable(KeyFault),
    Locked(Arc<Locked>),
    SignedIn(Arc<SignedIn>),
}

/// Without [`Client::close`], the last clone still stops all tasks, and the files with them.
impl Drop for Inner {
    fn drop(&mut self) {
        match &*lock(&self.stage) {
            Stage::SignedIn(signed_in) => signed_in.cancel(),
            Stage::Locked(locked) => locked.cancel(),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => {}
        }
    }
}

impl Client {
    /// Opens what is on this computer. With somebody signed in, their conversations can be read when this returns. The
    /// service is waited for, up to 5 s while the network lets it be reached: a patient whose care team the person left
    /// meanwhile is forgotten before anything is shown.
    ///
    /// # Errors
    /// When a file of this program cannot be opened and must not be set aside: another copy of the program has it
    /// open, a newer version wrote it, the disk is full.
    pub async fn open(config: ClientConfig, ports: Ports) -> Result<Self, ClientError> {
        let profile = Profile::new(&config.profile);
        let loading = profile.clone();
        let remembered = tokio::task::spawn_blocking(move || loading.load()).await??;
        let now = Moment { wall: ports.clock.now(), monotonic: Instant::now() };
        let policies = Policies::new(&config.policy);
        let proxies = Proxies::new(policies.clone(), Arc::clone(&ports.key_store));
        let events = Events::new();
        let announcer = Arc::new(Announcer::new(&ports, events.clone(), config.system_language.clone()));
        let client = Self {
            inner: Arc::new(Inner {
                policies,
                proxies: Arc::new(proxies),
                diagnosing: Mutex::default(),
                config,
                ports,
                profile,
                events,
                announcer,
                remembered: Mutex::new(remembered),
                saving: Mutex::default(),
                stage: Mutex::new(Stage::SignedOut(None)),
                turn: tokio::sync::Mutex::new(()),
                waiting: Mutex::default(),
                last_active: Mutex::new(now),
                drafts_kept: Notify::new(),
                wanted: Mutex::default(),
            }),
        };
        // A task that finds a file damaged waits until the account stands open.
        let turn = client.inner.turn.lock().await;
        client.open_remembered().await?;
        drop(turn);
        Ok(client)
    }

    /// Hears what changes from now on.
    pub fn subscribe(&self) -> EventListener {
        self.inner.events.subscribe()
    }

    /// Where the program stands.
    pub fn app_state(&self) -> AppState {
        match self.stage() {
            Stage::SignedIn(signed_in) => signed_in.app_state(),
            Stage::Locked(locked) => AppState::Locked {
                username: locked.identity.username.clone(),
                unread: locked.unread(),
                attempts_left: lock(&self.inner.remembered).lock.attempts_left(),
            },
            Stage::KeyUnavailable(fault) => AppState::KeyUnavailable { fault },
            Stage::SignedOut(reason) => {
                let remembered = lock(&self.inner.remembered);
                AppState::SignedOut {
                    server_address: self
                        .policy()
                        .server_address
                        .or_else(|| remembered.server_address.clone())
                        .or_else(|| self.inner.config.default_server.clone()),
                    username: remembered.username.as_ref().map(|username| username.expose().clone()),
                    reason,
                }
            }
        }
    }

    /// Something happened that makes another try worth while: the window got the focus, the computer woke, the
    /// network changed. Tries everything now that waits for its time; only the keyring is left alone, because it may
    /// ask the person each time ([`Client::retry_key`]). May be called on any thread.
    pub fn wake(&self) {
        match self.stage() {
            Stage::SignedIn(signed_in) => signed_in.wake(),
            Stage::Locked(locked) => locked.wake(),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => {}
        }
    }

    /// The operating system says that the network may be another: whether it is, is looked into at once. May be called
    /// on any thread, and as often as one likes.
    pub fn network_may_have_changed(&self) {
        match self.stage() {
            Stage::SignedIn(signed_in) => signed_in.wakes.network.notify_one(),
            Stage::Locked(locked) => locked.network.notify_one(),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => {}
        }
    }

    /// The computer woke from its sleep: every connection is dead. May be called on any thread.
    pub fn computer_woke(&self) {
        self.reconnect();
        self.network_may_have_changed();
    }

    /// Lets go of every connection, and tries everything again over new ones.
    fn reconnect(&self) {
        match self.stage() {
            Stage::SignedIn(signed_in) => signed_in.reconnect(),
            Stage::Locked(locked) => locked.reconnect(),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => {}
        }
    }

    /// Asks the keyring again for the key that it could not give. Afterwards [`Client::app_state`] says what came
    /// of it. Does nothing when no key is missing, or while it is being asked for already.
    ///
    /// # Errors
    /// As [`Client::open`].
    pub async fn retry_key(&self) -> Result<(), ClientError> {
        // Who waited for the turn would ask the person once more, right after they answered.
        let Ok(_turn) = self.inner.turn.try_lock() else { return Ok(()) };
        match self.stage() {
            Stage::KeyUnavailable(KeyFault::Slow)
            | Stage::SignedIn(_)
            | Stage::Locked(_)
            | Stage::SignedOut(_) => Ok(()),
            Stage::KeyUnavailable(_) => self.open_remembered().await,
        }
    }

    /// Stops everything and closes the files. What was on its way goes on after the next start. A sign-in that waits
    /// for the service is given up.
    pub async fn close(&self) {
        self.interrupt();
        // Whoever has the turn may wait for a keyring that waits for the person.
        let _turn = tokio::time::timeout(CLOSING_TIME, self.inner.turn.lock()).await;
        match self.stage() {
            Stage::SignedIn(signed_in) => {
                signed_in.stop().await;
                signed_in.withdraw_notifications();
                signed_in.close_files().await;
                self.remember_activity().await;
            }
            Stage::Locked(locked) => self.stop_watching(&locked).await,
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => {}
        }
        *lock(&self.inner.stage) = Stage::SignedOut(None);
    }

    /// Gives up whatever waits for the service while it holds the turn, and the network doctor.
    fn interrupt(&self) {
        self.stop_diagnosis();
        std::mem::take(&mut *lock(&self.inner.waiting)).cancel();
    }

    /// Waits for the service, unless the program closes or locks meanwhile.
    async fn unless_interrupted<T>(
        &self,
        call: impl Future<Output = Result<T, ClientError>>,
    ) -> Result<T, ClientError> {
        let waiting = lock(&self.inner.waiting).clone();
        waiting.run_until_cancelled(call).await.unwrap_or(Err(ClientError::SignedOut))
    }

    fn now(&self) -> Moment {
        Moment { wall: self.inner.ports.clock.now(), monotonic: Instant::now() }
    }

    /// The service at an address, over the network that came in as an argument. Whatever the engine asks a service goes
    /// through here.
    fn api(&self, address: ServerAddress) -> Api {
        match &self.inner.ports.network {
            Some(connect) => Api::over(address, &**connect),
            None => Api::through(address, Arc::clone(&self.inner.proxies)),
        }
    }

    fn stage(&self) -> Stage {
        lock(&self.inner.stage).clone()
    }

    fn set_stage(&self, stage: Stage) {
        if matches!(stage, Stage::SignedOut(_)) {
            self.inner.announcer.reset();
        }
        *lock(&self.inner.stage) = stage;
        self.inner.events.publish(ClientEvent::AppState { app_state: self.app_state() });
    }

    fn signed_in(&self) -> Result<Arc<SignedIn>, ClientError> {
        match self.stage() {
            Stage::SignedIn(signed_in) => Ok(signed_in),
            Stage::Locked(_) => Err(ClientError::Locked),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => Err(ClientError::SignedOut),
        }
    }

    /// Alters what is remembered, in memory and on the disk.
    async fn remember(&self, change: impl FnOnce(&mut ProfileState)) -> Result<(), ClientError> {
        change(&mut lock(&self.inner.remembered));
        let inner = Arc::clone(&self.inner);
        Ok(tokio::task::spawn_blocking(move || inner.save_remembered()).await??)
    }
}

impl Inner {
    /// One at a time, and always what is remembered by now: an older state never replaces a newer one.
    fn save_remembered(&self) -> io::Result<()> {
        let _alone = lock(&self.saving);
        let state = lock(&self.remembered).clone();
        self.profile.save(&state)
    }
}

#[cfg(test)]
mod tests;
