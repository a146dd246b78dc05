//! One open stream: the line on which the service tells, and the end at which the caller listens.

use super::hub::Hub;
use super::pending::{Next, Pending};
use super::unread::UnreadCounter;
use crate::Refusal;
use crate::cursor::CursorKey;
use allia_protocol::id::{Cursor, SessionId, UserId};
use allia_protocol::live::{Changed, LiveEvent, PresenceChanged};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use tokio::time::Instant;

/// The service's end.
pub(super) struct Line {
    pub(super) user_id: UserId,
    pub(super) session_id: SessionId,
    pending: Mutex<Pending>,
    told: Notify,
}

impl Line {
    pub(super) fn new(user_id: UserId, session_id: SessionId) -> Self {
        Self { user_id, session_id, pending: Mutex::default(), told: Notify::new() }
    }

    pub(super) fn tell(&self, tell: impl FnOnce(&mut Pending)) {
        tell(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner));
        self.told.notify_one();
    }

    pub(super) fn is_overdue(&self, now: Instant) -> bool {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).is_overdue(now)
    }

    fn take(&self) -> Option<Next> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    async fn next(&self) -> Next {
        loop {
            if let Some(next) = self.take() {
                return next;
            }
            self.told.notified().await;
        }
    }
}

/// The caller's end. Dropping it ends the stream.
pub(crate) struct LiveStream {
    hub: Arc<Hub>,
    line: Arc<Line>,
}

impl LiveStream {
    pub(super) fn new(hub: Arc<Hub>, line: Arc<Line>) -> Self {
        Self { hub, line }
    }

    /// Puts the state of things on the line, for a caller who has just come.
    pub(crate) fn greet(&self, seq: i64, present: Vec<PresenceChanged>) {
        self.line.tell(|pending| {
            pending.changed(seq);
            present.into_iter().for_each(|presence| pending.presence(presence));
        });
    }

    /// Listens until the session ends at `deadline`, handing out each event as it comes.
    pub(crate) fn listen(self, terms: Terms) -> Listening {
        Listening { stream: self, terms, ended: false }
    }
}

impl Drop for LiveStream {
    fn drop(&mut self) {
        self.hub.forget(&self.line);
    }
}

/// What a listening caller needs besides the line.
pub(crate) struct Terms {
    /// Seals the caller's cursors.
    pub(crate) key: CursorKey,
    /// When the session ends by itself.
    pub(crate) deadline: Instant,
    /// For a caller who asked how much is unread.
    pub(crate) unread: Option<UnreadCounter>,
}

/// A stream that is being listened to.
pub(crate) struct Listening {
    stream: LiveStream,
    terms: Terms,
    ended: bool,
}

impl Listening {
    /// The next event; `None` once the stream is over.
    pub(crate) async fn next(&mut self) -> Option<LiveEvent> {
        if self.ended {
            return None;
        }
        let line = &self.stream.line;
        let next = tokio::time::timeout_at(self.terms.deadline, line.next()).await.unwrap_or(Next::SignedOut);
        self.ended = matches!(next, Next::SignedOut | Next::End);
        match next {
            Next::Changed(seq) => self.changed(seq).await,
            Next::Presence(presence) => Some(LiveEvent::Presence(presence)),
            Next::Typing(typing) => Some(LiveEvent::Typing(typing)),
            Next::SignedOut => Some(LiveEvent::SignedOut),
            Next::End => None,
        }
    }

    /// Whoever is not signed in any more is told so. When the count cannot be had the stream ends, and its
    /// caller comes back for it.
    async fn changed(&mut self, seq: i64) -> Option<LiveEvent> {
        let cursor = self.terms.key.seal(self.stream.line.user_id, seq);
        let Some(unread) = &self.terms.unread else { return Some(changed(cursor, None)) };
        let counted = unread.count().await;
        self.ended = counted.is_err();
        match counted {
            Ok(count) => Some(changed(cursor, Some(count))),
            Err(Refusal::NotSignedIn) => Some(LiveEvent::SignedOut),
            Err(_) => None,
        }
    }
}

const fn changed(cursor: Cursor, unread_count: Option<u64>) -> LiveEvent {
    LiveEvent::Changed(Changed { cursor, unread_count })
}
