//! What is in memory while the program is locked: whose it is, and how many messages wait unread.

use super::opening::Identity;
use super::returning::Place;
use crate::journal::Journal;
use crate::notification::{Tally, Tidings};
use crate::session::Session;
use crate::signed_in::lock;
use crate::store::Cache;
use crate::view::Account;
use allia_protocol::id::ConversationId;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The longest that stopping waits for a renewal of the session that is under way.
pub(super) const SETTLE_TIME: Duration = Duration::from_secs(5);

/// A locked account.
pub(super) struct Locked {
    pub(super) identity: Identity,
    /// Where the person was when the lock began.
    pub(super) place: Place,
    /// Where they want to go once it ends.
    wish: Mutex<Option<Wish>>,
    tally: Mutex<Tally>,
    in_memory: Option<InMemory>,
    /// An answer of the service may have got lost, so it may take the refresh token for stolen.
    unclear: AtomicBool,
    /// The key store has not let go of the key yet.
    key_stays: AtomicBool,
    /// The session while its token is renewed.
    session: Mutex<Option<Session>>,
    wake: Notify,
    /// The live stream is probably dead.
    reopen: Notify,
    /// The operating system says that the network may be another.
    pub(super) network: Notify,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// What the person wants to see once the program is unlocked.
#[derive(Clone, Copy)]
pub(super) enum Wish {
    /// The conversation that a link from another program leads to.
    Link(ConversationId),
    /// The conversation written in last.
    Newest,
    /// This one.
    Conversation(ConversationId),
}

/// The files of a computer without a keyring: they have nowhere else to be.
#[derive(Clone)]
pub(super) struct InMemory {
    pub(super) cache: Cache,
    pub(super) journal: Journal,
    pub(super) account: Account,
}

impl Locked {
    pub(super) fn new(identity: Identity, place: Place, tally: Tally, in_memory: Option<InMemory>) -> Self {
        Self {
            identity,
            place,
            wish: Mutex::new(None),
            tally: Mutex::new(tally),
            in_memory,
            unclear: AtomicBool::new(false),
            key_stays: AtomicBool::new(false),
            session: Mutex::new(None),
            wake: Notify::new(),
            reopen: Notify::new(),
            network: Notify::new(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        }
    }

    /// The same account, locked again after unlocking failed.
    pub(super) fn again(&self) -> Self {
        let tally = lock(&self.tally).clone();
        let locked = Self::new(self.identity.clone(), self.place, tally, self.in_memory.clone());
        *lock(&locked.wish) = self.wished();
        locked.set_unclear(self.is_unclear());
        locked.set_key_stays(self.key_stays());
        locked
    }

    /// Notes what the person wants to see once the program is unlocked, in place of an earlier wish.
    pub(super) fn wish(&self, wish: Wish) {
        *lock(&self.wish) = Some(wish);
    }

    pub(super) fn wished(&self) -> Option<Wish> {
        *lock(&self.wish)
    }

    /// Unread messages over all conversations, as far as known.
    pub(super) fn unread(&self) -> Option<u32> {
        lock(&self.tally).unread()
    }

    /// The service counted. Says whether the count is another, and what there is to tell.
    pub(super) fn learn_unread(&self, unread: u32) -> (bool, Option<Tidings>) {
        let mut tally = lock(&self.tally);
        (tally.unread() != Some(unread), tally.learn(unread))
    }

    /// The files that are kept in memory, on a computer without a keyring.
    pub(super) fn in_memory(&self) -> Option<InMemory> {
        self.in_memory.clone()
    }

    pub(super) fn is_unclear(&self) -> bool {
        self.unclear.load(Ordering::Acquire)
    }

    pub(super) fn set_unclear(&self, unclear: bool) {
        self.unclear.store(unclear, Ordering::Release);
    }

    pub(super) fn key_stays(&self) -> bool {
        self.key_stays.load(Ordering::Acquire)
    }

    pub(super) fn set_key_stays(&self, stays: bool) {
        self.key_stays.store(stays, Ordering::Release);
    }

    pub(super) fn set_session(&self, session: Option<Session>) {
        *lock(&self.session) = session;
    }

    /// Tries at once what waits for its time.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    /// As [`Locked::wake`], knowing that the live stream is dead or soon will be.
    pub(super) fn reconnect(&self) {
        self.reopen.notify_waiters();
        self.wake();
    }

    pub(super) async fn reopened(&self) {
        self.reopen.notified().await;
    }

    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Runs a task until the account is unlocked or the program closes.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            stop.run_until_cancelled(task).await;
        });
    }

    /// Tells whatever runs to stop, without waiting for it.
    pub(super) fn cancel(&self) {
        self.stop.cancel();
    }

    /// Stops whatever runs. A renewal under way is waited for: its token would be lost.
    pub(super) async fn stop(&self) {
        self.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        let renewing = lock(&self.session).take();
        if let Some(session) = renewing
            && session.drop_tokens(SETTLE_TIME).await
        {
            self.set_unclear(true);
        }
    }
}
