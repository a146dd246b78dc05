//! Everything that runs while somebody is signed in: their files, their session, and the tasks that keep the files
//! and the service together.

use crate::address::ServerAddress;
use crate::clock::Clock;
use crate::database::StoreError;
use crate::event::Events;
use crate::generation::{self, Generation};
use crate::journal::Journal;
use crate::line::Line;
use crate::notification::Announcer;
use crate::policy::Policies;
use crate::session::Session;
use crate::store::Cache;
use crate::view::{Account, AppState, ClientEvent, Recovery, StorageMode};
use crate::{outbox, sync};
use allia_protocol::id::{ConversationId, MessageId, UserId};
use std::collections::HashSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The longest that stopping waits for tasks that are in the middle of something.
const STOP_TIME: Duration = Duration::from_secs(5);

/// One account at work.
pub(crate) struct SignedIn {
    pub(crate) me: UserId,
    pub(crate) account: Mutex<Account>,
    pub(crate) storage: StorageMode,
    recovery: Mutex<Option<Recovery>>,
    pub(crate) session: Session,
    /// None while the files are in memory.
    pub(crate) generation: Option<Generation>,
    pub(crate) cache: Cache,
    pub(crate) journal: Journal,
    pub(crate) line: Line,
    pub(crate) events: Events,
    pub(crate) policies: Policies,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) announcer: Arc<Announcer>,
    pub(crate) wakes: Wakes,
    /// The presence on the board was listed before the live stream opened last.
    pub(crate) presence_stale: AtomicBool,
    /// Messages that the service took and that have no place in the local copy yet.
    pub(crate) accepted: Mutex<HashSet<MessageId>>,
    in_front: Mutex<Option<ConversationId>>,
    /// The chat on the screen, whether or not the window has the focus.
    shown: Mutex<Option<ConversationId>>,
    notified: Mutex<HashSet<ConversationId>>,
    pub(crate) typing_told: Mutex<Option<Instant>>,
    /// Attempts to catch up that came to an end, well or not.
    rounds: watch::Sender<u64>,
    /// How many of them had ended when the service accepted the password.
    vouched_after: Mutex<Option<u64>>,
    /// A file that a read or a write has shown to be damaged.
    damage: watch::Sender<Option<DamagedFile>>,
    /// Where tasks run, whichever thread sets them going: the window's own thread has no runtime.
    runtime: Handle,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DamagedFile {
    /// It is thrown away and filled again.
    Cache,
    /// It is salvaged.
    Journal,
}

/// What the tasks wait for.
#[derive(Debug, Default)]
pub(crate) struct Wakes {
    /// There may be changes to fetch.
    pub(crate) sync: Notify,
    /// Try to open the live stream now.
    pub(crate) live: Notify,
    /// The live stream is probably dead: open another.
    pub(crate) reopen: Notify,
    /// There may be messages to send.
    pub(crate) outbox: Notify,
    /// There may be history to fetch.
    pub(crate) history: Notify,
    /// There may be receipts to send.
    pub(crate) receipts: Notify,
    /// There may be messages that are too old to stay.
    pub(crate) keeping: Notify,
    /// The operating system says that the network may be another.
    pub(crate) network: Notify,
    /// The names of the person and their practice may be others, or what the practice allows.
    pub(crate) account: Notify,
}

/// What a [`SignedIn`] is made of.
pub(crate) struct Parts {
    pub(crate) me: UserId,
    pub(crate) account: Account,
    pub(crate) storage: StorageMode,
    pub(crate) recovery: Option<Recovery>,
    pub(crate) session: Session,
    pub(crate) generation: Option<Generation>,
    pub(crate) cache: Cache,
    pub(crate) journal: Journal,
    pub(crate) events: Events,
    pub(crate) policies: Policies,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) announcer: Arc<Announcer>,
}

impl SignedIn {
    /// Sets the tasks going. What is in the files can be read at once.
    pub(crate) async fn start(parts: Parts) -> Result<Arc<Self>, StoreError> {
        let up_to_date_as_of = parts.cache.up_to_date_as_of().await?;
        purge_shown(&parts.journal).await;
        parts.announcer.belongs_to(parts.me);
        let signed_in = Arc::new(Self {
            me: parts.me,
            account: Mutex::new(parts.account),
            storage: parts.storage,
            recovery: Mutex::new(parts.recovery),
            session: parts.session,
            generation: parts.generation,
            cache: parts.cache,
            journal: parts.journal,
            line: Line::new(parts.events.clone(), up_to_date_as_of),
            events: parts.events,
            policies: parts.policies,
            clock: parts.clock,
            announcer: parts.announcer,
            wakes: Wakes::default(),
            presence_stale: AtomicBool::new(true),
            accepted: Mutex::default(),
            in_front: Mutex::new(None),
            shown: Mutex::new(None),
            notified: Mutex::new(HashSet::new()),
            typing_told: Mutex::new(None),
            damage: watch::Sender::new(None),
            rounds: watch::Sender::new(0),
            vouched_after: Mutex::new(None),
            runtime: Handle::current(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        });
        signed_in.spawn(sync::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::listen::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::history::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::receipts::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::keeping::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::sleep::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::network::run(Arc::clone(&signed_in)));
        signed_in.spawn(outbox::run(Arc::clone(&signed_in)));
        signed_in.spawn(sync::account::run(Arc::clone(&signed_in)));
        signed_in.spawn(generation::run(Arc::clone(&signed_in)));
        signed_in.spawn(Self::tell_session_end(Arc::clone(&signed_in)));
        Ok(signed_in)
    }

    /// Runs a task until this account stops. May be called on any thread.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        let task = async move {
            stop.run_until_cancelled(task).await;
        };
        self.tasks.spawn_on(task, &self.runtime);
    }

    /// Tells all tasks to stop, without waiting for them.
    pub(crate) fn cancel(&self) {
        self.stop.cancel();
    }

    /// Stops all tasks. The files stay open.
    pub(crate) async fn stop(&self) {
        self.cancel();
        self.tasks.close();
        if tokio::time::timeout(STOP_TIME, self.tasks.wait()).await.is_err() {
            tracing::warn!("a task did not stop in time");
        }
        if tokio::time::timeout(STOP_TIME, self.session.settle()).await.is_err() {
            tracing::warn!("a renewal of the session did not end in time");
        }
    }

    /// Closes the files. Every later read or write fails. Says whether text stays in them that the service does not have;
    /// where that cannot be read, it might.
    pub(crate) async fn close_files(&self) -> bool {
        purge_shown(&self.journal).await;
        let counted = match &self.generation {
            Some(generation) => generation.count(&self.cache, &self.journal).await.ok(),
            None => None,
        };
        let cache = self.cache.close().await;
        let (unsent_text, journal) = self.journal.close_looking().await;
        let closed = [cache, journal];
        for error in closed.iter().filter_map(|closed| closed.as_ref().err()) {
            tracing::warn!(%error, "a file was closed without cutting its log");
        }
        if let (Some(generation), Some(number), [Ok(()), Ok(())]) = (&self.generation, counted, closed) {
            generation.keep(number).await;
        }
        unsent_text.unwrap_or(true)
    }

    /// Where the program stands with this account.
    pub(crate) fn app_state(&self) -> AppState {
        AppState::SignedIn {
            account: lock(&self.account).clone(),
            storage: self.storage,
            recovery: self.recovery(),
            session_ended: *self.session.ended().borrow(),
        }
    }

    /// What happened to the journal, if anything did.
    pub(crate) fn recovery(&self) -> Option<Recovery> {
        lock(&self.recovery).clone()
    }

    /// What was set aside when the files were opened was carried over since.
    pub(crate) fn tell_recovery(&self, recovery: Recovery) {
        *lock(&self.recovery) = Some(recovery);
        self.events.publish(ClientEvent::AppState { app_state: self.app_state() });
        self.events.publish(ClientEvent::EventsLagged);
        self.wakes.outbox.notify_one();
    }

    /// Whether this is that user at that service.
    pub(crate) fn is(&self, address: &ServerAddress, user_id: UserId) -> bool {
        self.me == user_id && self.session.api().address() == address
    }

    /// Tries everything now that waits for its time.
    pub(crate) fn wake(&self) {
        self.wakes.sync.notify_one();
        self.wakes.live.notify_one();
        self.wakes.outbox.notify_one();
        self.wakes.receipts.notify_one();
        self.wakes.history.notify_one();
    }

    /// As [`SignedIn::wake`], knowing that open connections are dead or soon will be.
    pub(crate) fn reconnect(&self) {
        self.session.api().drop_connections();
        self.wakes.reopen.notify_waiters();
        self.wake();
    }

    /// Which conversation the person looks at; `None` when the window has not the focus.
    pub(crate) fn set_in_front(&self, conversation_id: Option<ConversationId>) {
        *lock(&self.in_front) = conversation_id;
        if let Some(conversation_id) = conversation_id {
            self.withdraw_notification(conversation_id);
        }
    }

    pub(crate) fn in_front(&self) -> Option<ConversationId> {
        *lock(&self.in_front)
    }

    /// Which chat is on the screen, whether or not the window has the focus.
    pub(crate) fn set_shown(&self, conversation_id: Option<ConversationId>) {
        *lock(&self.shown) = conversation_id;
    }

    pub(crate) fn shown(&self) -> Option<ConversationId> {
        *lock(&self.shown)
    }

    /// Conversations that have a notification standing.
    pub(crate) fn notified(&self) -> MutexGuard<'_, HashSet<ConversationId>> {
        lock(&self.notified)
    }

    pub(crate) fn withdraw_notification(&self, conversation_id: ConversationId) {
        if self.notified().remove(&conversation_id) {
            self.announcer.withdraw(Some(conversation_id));
        }
    }

    /// Takes away every notification that stands.
    pub(crate) fn withdraw_notifications(&self) {
        let standing = std::mem::take(&mut *self.notified());
        standing.into_iter().for_each(|conversation_id| self.announcer.withdraw(Some(conversation_id)));
    }

    /// Tells whoever can repair it that a file is damaged. Files in memory cannot be.
    pub(crate) fn report_damage(&self, file: Option<DamagedFile>) {
        if file.is_some() && self.storage == StorageMode::Encrypted {
            self.damage.send_replace(file);
        }
    }

    /// Waits until a file is known to be damaged.
    pub(crate) async fn damaged(&self) -> Option<DamagedFile> {
        let mut damage = self.damage.subscribe();
        let file = damage.wait_for(Option::is_some).await.ok()?;
        *file
    }

    /// An attempt to catch up came to an end.
    pub(crate) fn note_round(&self) {
        self.rounds.send_modify(|rounds| *rounds = rounds.wrapping_add(1));
    }

    /// News of attempts to catch up that come to an end from now on.
    pub(crate) fn rounds(&self) -> watch::Receiver<u64> {
        self.rounds.subscribe()
    }

    /// The service has accepted the password, after so many attempts to catch up.
    pub(crate) fn vouch(&self, rounds: u64) {
        *lock(&self.vouched_after) = Some(rounds);
    }

    /// Whether the service has accepted the password, and neither an attempt to catch up nor the session has ended since.
    pub(crate) fn is_vouched_for(&self) -> bool {
        *lock(&self.vouched_after) == Some(*self.rounds.borrow()) && !*self.session.ended().borrow()
    }

    async fn tell_session_end(self: Arc<Self>) {
        let mut ended = self.session.ended();
        while ended.changed().await.is_ok() {
            self.events.publish(ClientEvent::AppState { app_state: self.app_state() });
        }
    }
}

/// What was shown once and is of no use any more goes, whenever an account opens or closes. A failure is put off to the
/// next time.
async fn purge_shown(journal: &Journal) {
    match journal.purge_shown().await {
        Ok(0) | Err(StoreError::Closed) => {}
        Ok(count) => tracing::info!(count, "purged what was shown as not sent"),
        Err(error) => tracing::warn!(%error, "what was shown as not sent could not be purged"),
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
