//! What is in memory while the program is locked: whose it is, and how many messages wait unread.

use super::opening::Identity;
use crate::journal::Journal;
use crate::signed_in::lock;
use crate::store::Cache;
use crate::view::Account;
use std::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// A locked account.
pub(super) struct Locked {
    pub(super) identity: Identity,
    unread: Mutex<Option<u32>>,
    in_memory: Mutex<Option<InMemory>>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// The files of a computer without a keyring: they have nowhere else to be.
#[derive(Clone)]
pub(super) struct InMemory {
    pub(super) cache: Cache,
    pub(super) journal: Journal,
    pub(super) account: Account,
}

impl Locked {
    pub(super) fn new(identity: Identity, unread: Option<u32>, in_memory: Option<InMemory>) -> Self {
        Self {
            identity,
            unread: Mutex::new(unread),
            in_memory: Mutex::new(in_memory),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        }
    }

    /// Unread messages over all conversations, as far as known.
    pub(super) fn unread(&self) -> Option<u32> {
        *lock(&self.unread)
    }

    /// The files that are kept in memory, on a computer without a keyring.
    pub(super) fn in_memory(&self) -> Option<InMemory> {
        lock(&self.in_memory).clone()
    }

    /// Tells whatever runs to stop, without waiting for it.
    pub(super) fn cancel(&self) {
        self.stop.cancel();
    }

    /// Stops whatever runs.
    pub(super) async fn stop(&self) {
        self.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}
