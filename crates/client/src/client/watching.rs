//! While the program is locked: how many messages came, told without a word of them, and the end of the session.
//!
//! The refresh token is read from the key store, renewed and written back, the live stream opened with the access token
//! that came with it, and both are wiped. While the stream is open, one copy of the access token stays in memory: in the
//! HTTP library's buffer, with the request that opened the stream. It is good until it expires, minutes later.

use super::locked::{Locked, SETTLE_TIME};
use super::{Client, Inner, Stage};
use crate::api::fault::ApiFault;
use crate::clock::Clock;
use crate::live::LiveStream;
use crate::notification::Tidings;
use crate::retry::{Backoff, Retry};
use crate::session::{CutShort, KeptSession, Session};
use crate::sync::network::{self, NetworkNews};
use crate::sync::sleep;
use crate::view::ClientEvent;
use allia_protocol::live::LiveEvent;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::time::Instant;

/// A stream that held this long was a good one: the next attempt comes soon.
const STEADY: Duration = Duration::from_secs(10);
/// The longest wait after a failure that does not pass by itself.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The first wait before the key store is asked again to let go of the key. Each further one is twice as long.
const FIRST_WITHDRAWAL_WAIT: Duration = Duration::from_secs(1);
/// The longest of these waits: a key store that asks the person each time is not to be asked often.
const LONGEST_WITHDRAWAL_WAIT: Duration = Duration::from_secs(300);

/// How an attempt to watch came out.
enum Watch {
    /// The stream was open for a while.
    Over,
    /// It could not be opened.
    Failed(ApiFault),
    /// There is no session to watch any more.
    Ended(Option<CutShort>),
}

impl Client {
    /// Sets the watch over a locked account going.
    pub(super) fn watch_locked(&self, locked: &Arc<Locked>) {
        if locked.in_memory().is_none() {
            locked.spawn(run(Arc::downgrade(&self.inner), Arc::clone(locked)));
            if self.inner.ports.network.is_none() {
                locked.spawn(follow_network(Arc::clone(locked)));
            }
            locked.spawn(follow_sleep(Arc::clone(locked), Arc::clone(&self.inner.ports.clock)));
        }
        if locked.key_stays() {
            locked.spawn(withdraw(Arc::downgrade(&self.inner), Arc::clone(locked)));
        }
    }

    /// Ends the watch, and takes away what it shows.
    pub(super) async fn stop_watching(&self, locked: &Locked) {
        locked.stop().await;
        self.inner.announcer.withdraw(None);
    }

    async fn watch_once(&self, locked: &Arc<Locked>, kept: KeptSession) -> Watch {
        let ports = &self.inner.ports;
        let keeper = self.token_keeper(&locked.identity);
        let api = Arc::new(self.api(locked.identity.address.clone()));
        let session = Session::new(api, Arc::clone(&ports.clock), keeper, Some(kept));
        locked.set_session(Some(session.clone()));
        let opened = session.live_with_unread().await;
        let cut_short = *session.cut_short().borrow();
        session.drop_tokens(SETTLE_TIME).await;
        locked.set_session(None);
        match opened {
            Ok(stream) => {
                locked.set_unclear(false);
                tokio::select! {
                    () = self.hear_locked(locked, stream) => {}
                    () = locked.reopened() => {}
                }
                Watch::Over
            }
            Err(ApiFault::SessionEnded) => Watch::Ended(cut_short),
            Err(fault) => Watch::Failed(fault),
        }
    }

    async fn hear_locked(&self, locked: &Locked, mut stream: LiveStream) {
        loop {
            match stream.next().await {
                Ok(LiveEvent::Changed(changed)) => {
                    if let Some(count) = changed.unread_count {
                        self.note_unread(locked, u32::try_from(count).unwrap_or(u32::MAX));
                    }
                }
                Ok(LiveEvent::Presence(_) | LiveEvent::Typing(_)) => {}
                // The next attempt learns whether somebody ended the session or its time had come.
                Ok(LiveEvent::SignedOut) | Err(_) => return,
            }
        }
    }

    fn note_unread(&self, locked: &Locked, unread: u32) {
        let (changed, tidings) = locked.learn_unread(unread);
        if changed && matches!(self.stage(), Stage::Locked(_)) {
            self.inner.events.publish(ClientEvent::AppState { app_state: self.app_state() });
        }
        match tidings {
            Some(Tidings::Came(count)) => self.announce_count(locked, count),
            Some(Tidings::AllRead) => self.inner.announcer.withdraw(None),
            None => {}
        }
    }

    async fn end_watched(&self, locked: &Arc<Locked>) {
        let _turn = self.inner.turn.lock().await;
        if matches!(self.stage(), Stage::Locked(current) if Arc::ptr_eq(&current, locked)) {
            self.end_locked_elsewhere(locked).await;
        }
    }
}

/// Nobody waits for a locked program, so it asks anew only where the line it holds is dead.
async fn follow_network(locked: Arc<Locked>) {
    let tell = |news| {
        if news == NetworkNews::Changed {
            locked.reconnect();
        }
    };
    network::watch(&locked.identity.address, &locked.network, tell).await;
}

async fn follow_sleep(locked: Arc<Locked>, clock: Arc<dyn Clock>) {
    sleep::watch(&*clock, || locked.reconnect()).await;
}

/// A key store that refused to let go of the key while the program was locking is asked again until it does.
async fn withdraw(inner: Weak<Inner>, locked: Arc<Locked>) {
    let mut wait = FIRST_WITHDRAWAL_WAIT;
    while locked.key_stays() {
        tokio::time::sleep(wait).await;
        wait = wait.saturating_mul(2).min(LONGEST_WITHDRAWAL_WAIT);
        let Some(client) = inner.upgrade().map(|inner| Client { inner }) else { return };
        locked.set_key_stays(!client.withdraw_key(&locked.identity).await);
    }
}

/// Ends when the program is unlocked or closed, and when there is no session any more.
async fn run(inner: Weak<Inner>, locked: Arc<Locked>) {
    let mut backoff = Backoff::network();
    loop {
        let Some(client) = inner.upgrade().map(|inner| Client { inner }) else { return };
        let Some(kept) = client.kept_session(&locked.identity).await else { return };
        let begun = Instant::now();
        let retry = match client.watch_once(&locked, kept).await {
            Watch::Ended(Some(CutShort::Elsewhere)) if !locked.is_unclear() => {
                // Wiping waits for this task.
                tokio::spawn(async move { client.end_watched(&locked).await });
                return;
            }
            Watch::Ended(_) => return tracing::info!("the session of the locked program has ended"),
            Watch::Failed(fault) => {
                if fault.may_have_arrived() {
                    locked.set_unclear(true);
                }
                fault.retry()
            }
            Watch::Over => Retry::Backoff,
        };
        drop(client);
        if begun.elapsed() >= STEADY {
            backoff.reset();
        }
        let wait = backoff.next_wait(retry).unwrap_or(LONGEST_WAIT);
        let _ = tokio::time::timeout(wait, locked.woken()).await;
    }
}
