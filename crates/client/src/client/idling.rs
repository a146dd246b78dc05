//! Noticing that nobody uses the program any more.

use super::{Client, Inner};
use crate::error::ClientError;
use crate::lock::{Idle, decide};
use crate::signed_in::{SignedIn, lock};
use crate::view::{ClientEvent, Settings};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// The clocks are looked at this often.
const TICK: Duration = Duration::from_secs(1);
/// The last activity is written down when it is this much newer than what is written.
const WRITTEN_EVERY_MILLIS: i64 = 60_000;

impl Client {
    /// Somebody pressed a key, moved the mouse or clicked: the program does not lock for a while. Cheap; may be called
    /// on any thread.
    pub fn note_activity(&self) {
        *lock(&self.inner.last_active) = self.now();
    }

    /// Sets the watch going that locks this account when nobody uses it.
    pub(super) fn watch_for_leaving(&self, signed_in: &Arc<SignedIn>) {
        self.note_activity();
        let (inner, watched) = (Arc::downgrade(&self.inner), Arc::downgrade(signed_in));
        signed_in.spawn(watch(inner, watched));
    }

    /// What must be known of the settings while the journal that holds them is closed.
    pub(super) async fn remember_settings(&self, settings: &Settings) -> Result<(), ClientError> {
        if lock(&self.inner.remembered).settings == *settings {
            return Ok(());
        }
        self.remember(|state| state.settings = settings.clone()).await
    }

    /// Writes down when somebody last used the program.
    pub(super) async fn remember_activity(&self) {
        let last = lock(&self.inner.last_active).wall;
        self.remember_or_warn(|state| state.lock.last_active_at = Some(last)).await;
    }

    fn idle(&self) -> Idle {
        let minutes = self.settings_in_force().lock_after_minutes;
        decide(&lock(&self.inner.last_active), &self.now(), minutes)
    }

    fn activity_is_unwritten(&self) -> bool {
        let last = lock(&self.inner.last_active).wall;
        let written = lock(&self.inner.remembered).lock.last_active_at;
        written.is_none_or(|written| last.millis_since(written) >= WRITTEN_EVERY_MILLIS)
    }
}

async fn watch(inner: Weak<Inner>, watched: Weak<SignedIn>) {
    let mut warned = false;
    if let (Some(inner), Some(signed_in)) = (inner.upgrade(), watched.upgrade())
        && let Ok(settings) = signed_in.journal.settings().await
        && let Err(error) = (Client { inner }).remember_settings(&settings).await
    {
        tracing::warn!(%error, "the settings could not be remembered");
    }
    loop {
        tokio::time::sleep(TICK).await;
        let Some(inner) = inner.upgrade() else { return };
        let client = Client { inner };
        match client.idle() {
            Idle::Active => warned = false,
            Idle::LockSoon(seconds) if !warned => {
                warned = true;
                client.inner.events.publish(ClientEvent::LockSoon { seconds });
            }
            Idle::LockSoon(_) => {}
            Idle::Lock => {
                // Locking stops all tasks of the account, so it cannot be one of them.
                tokio::spawn(async move { client.lock().await });
                return;
            }
        }
        if let Some(signed_in) = watched.upgrade()
            && client.lease_is_over(&signed_in).await
        {
            // Closing stops this watch too, unless the service was heard meanwhile.
            let closing = tokio::spawn(async move { client.close_after_lease(&signed_in).await });
            if let Err(error) = closing.await {
                tracing::error!(%error, "the local copy could not be closed");
            }
            continue;
        }
        if client.activity_is_unwritten() {
            client.remember_activity().await;
        }
    }
}
