//! Everybody's open streams, and who counts as online because of them.

use super::pending::Pending;
use super::stream::{Line, LiveStream};
use crate::clock::Clock;
use crate::database::Effects;
use allia_protocol::Timestamp;
use allia_protocol::conversation::PresenceState;
use allia_protocol::id::{SessionId, UserId};
use allia_protocol::live::{PresenceChanged, Typing};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Most streams that one session has open. A device needs one; a few more bridge a line that broke unnoticed.
const STREAMS_OF_SESSION: usize = 8;
/// Most streams that one user has open, over all their sessions.
const STREAMS_OF_USER: usize = 16;

/// All open streams of the service.
pub(crate) struct Hub {
    lapse: Duration,
    clock: Arc<dyn Clock>,
    online: Mutex<HashMap<UserId, Attendance>>,
}

/// One user's streams. The entry outlives the last of them until presence lapses.
#[derive(Default)]
struct Attendance {
    lines: Vec<Arc<Line>>,
    /// When the last stream ended, by the steady clock and by the calendar.
    left: Option<(Instant, Timestamp)>,
}

impl Attendance {
    /// Takes out the stream that has to make room for one more of this session: the oldest of a session that
    /// has its fill, or else of a user who has.
    fn make_room(&mut self, session_id: SessionId) -> Option<Arc<Line>> {
        let of_session = |line: &Arc<Line>| line.session_id == session_id;
        let place = if self.lines.iter().filter(|line| of_session(line)).count() >= STREAMS_OF_SESSION {
            self.lines.iter().position(of_session)?
        } else if self.lines.len() >= STREAMS_OF_USER {
            0
        } else {
            return None;
        };
        Some(self.lines.remove(place))
    }
}

/// Somebody who has just gone offline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lapsed {
    pub(crate) user_id: UserId,
    pub(crate) last_seen_at: Timestamp,
}

impl Hub {
    pub(crate) fn new(lapse: Duration, clock: Arc<dyn Clock>) -> Self {
        Self { lapse, clock, online: Mutex::default() }
    }

    /// Opens a stream. The second part says whether its user was offline until now. A session or a user with
    /// too many of them loses the oldest.
    pub(crate) fn open(self: &Arc<Self>, user_id: UserId, session_id: SessionId) -> (LiveStream, bool) {
        let line = Arc::new(Line::new(user_id, session_id));
        let mut online = self.lock();
        let came = !online.contains_key(&user_id);
        let attendance = online.entry(user_id).or_default();
        match attendance.make_room(session_id) {
            Some(oldest) => oldest.tell(Pending::close),
            None => ::metrics::gauge!("allia_live_streams").increment(1.0),
        }
        attendance.lines.push(Arc::clone(&line));
        attendance.left = None;
        (LiveStream::new(Arc::clone(self), line), came)
    }

    /// Takes a stream that ended out of the books.
    pub(super) fn forget(&self, line: &Arc<Line>) {
        let mut online = self.lock();
        let Some(attendance) = online.get_mut(&line.user_id) else { return };
        let before = attendance.lines.len();
        attendance.lines.retain(|other| !Arc::ptr_eq(other, line));
        if attendance.lines.len() < before {
            ::metrics::gauge!("allia_live_streams").decrement(1.0);
            if attendance.lines.is_empty() {
                attendance.left = Some((Instant::now(), self.clock.now()));
            }
        }
    }

    /// Whether this user counts as online.
    pub(crate) fn state(&self, user_id: UserId) -> PresenceState {
        if self.lock().contains_key(&user_id) { PresenceState::Online } else { PresenceState::Offline }
    }

    /// Everybody who has a stream open.
    pub(crate) fn listeners(&self) -> Vec<(UserId, SessionId)> {
        let online = self.lock();
        online.values().flat_map(|a| &a.lines).map(|line| (line.user_id, line.session_id)).collect()
    }

    /// Passes on what a batch of writes brought about.
    pub(crate) fn apply(&self, effects: &Effects) {
        let online = self.lock();
        for (user_id, seq) in &effects.fed {
            each(&online, *user_id, |pending| pending.changed(*seq));
        }
        if effects.ended.is_empty() {
            return;
        }
        for line in online.values().flat_map(|attendance| &attendance.lines) {
            if effects.ended.contains(&line.session_id) {
                line.tell(Pending::sign_out);
            }
        }
    }

    /// Tells these users of somebody's presence.
    pub(super) fn tell_presence(&self, peers: &[UserId], changed: &PresenceChanged) {
        let online = self.lock();
        for peer in peers {
            each(&online, *peer, |pending| pending.presence(changed.clone()));
        }
    }

    /// Tells this user that somebody is writing.
    pub(crate) fn tell_typing(&self, peer: UserId, typing: &Typing) {
        each(&self.lock(), peer, |pending| pending.typing(typing));
    }

    /// Ends every stream, because the service stops. Answers with those who were online.
    pub(crate) fn close(&self) -> Vec<Lapsed> {
        let now = self.clock.now();
        let online = self.lock();
        online
            .iter()
            .map(|(user_id, attendance)| {
                attendance.lines.iter().for_each(|line| line.tell(Pending::close));
                Lapsed { user_id: *user_id, last_seen_at: attendance.left.map_or(now, |(_, at)| at) }
            })
            .collect()
    }

    /// Gives up streams that nobody reads, then takes out those whose presence has lapsed.
    pub(crate) fn sweep(&self, now: Instant) -> Vec<Lapsed> {
        let overdue: Vec<_> = {
            let online = self.lock();
            online.values().flat_map(|a| &a.lines).filter(|line| line.is_overdue(now)).cloned().collect()
        };
        for line in overdue {
            line.tell(Pending::close);
            self.forget(&line);
        }
        self.take_lapsed(now)
    }

    fn take_lapsed(&self, now: Instant) -> Vec<Lapsed> {
        let mut lapsed = Vec::new();
        self.lock().retain(|user_id, attendance| match attendance.left {
            Some((since, last_seen_at)) if now.duration_since(since) >= self.lapse => {
                lapsed.push(Lapsed { user_id: *user_id, last_seen_at });
                false
            }
            _ => true,
        });
        lapsed
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserId, Attendance>> {
        self.online.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn each(online: &HashMap<UserId, Attendance>, user_id: UserId, mut tell: impl FnMut(&mut Pending)) {
    if let Some(attendance) = online.get(&user_id) {
        attendance.lines.iter().for_each(|line| line.tell(&mut tell));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::cursor::CursorKey;
    use crate::live::Terms;

    const LAPSE: Duration = Duration::from_secs(10);

    fn later(seconds: u64) -> Instant {
        Instant::now() + Duration::from_secs(seconds)
    }

    fn hub() -> Arc<Hub> {
        Arc::new(Hub::new(LAPSE, Arc::new(SystemClock)))
    }

    #[test]
    fn presence_lapses_some_time_after_the_last_stream() {
        let (hub, ann) = (hub(), UserId::generate());
        let (stream, came) = hub.open(ann, SessionId::generate());
        assert!(came);
        assert!(hub.sweep(later(3_600)).is_empty(), "an open stream never lapses");
        drop(stream);
        assert!(hub.sweep(later(9)).is_empty());
        assert_eq!(hub.state(ann), PresenceState::Online);
        let (stream, came) = hub.open(ann, SessionId::generate());
        assert!(!came, "back in time");
        drop(stream);
        assert_eq!(hub.sweep(later(11)).len(), 1);
        assert_eq!(hub.state(ann), PresenceState::Offline);
    }

    #[test]
    fn neither_a_session_nor_a_user_holds_more_than_its_share_of_streams() {
        let (hub, ann) = (hub(), UserId::generate());
        let (desk, home, phone) = (SessionId::generate(), SessionId::generate(), SessionId::generate());
        let mut streams = Vec::new();
        let mut open = |session_id, times| {
            streams.extend((0..times).map(|_| hub.open(ann, session_id).0));
            let listeners = hub.listeners();
            [desk, home, phone].map(|id| listeners.iter().filter(|(_, session)| *session == id).count())
        };
        assert_eq!(open(desk, 20), [8, 0, 0]);
        assert_eq!(open(home, 20), [8, 8, 0]);
        assert_eq!(open(phone, 3), [5, 8, 3], "the user's oldest ones go");
        drop(streams);
        assert!(hub.listeners().is_empty());
    }

    #[tokio::test]
    async fn a_reader_who_does_not_keep_up_is_dropped_and_counts_as_gone() {
        let (hub, ann) = (hub(), UserId::generate());
        let (stream, _) = hub.open(ann, SessionId::generate());
        let mut effects = Effects::default();
        effects.fed.insert(ann, 1);
        hub.apply(&effects);
        assert_eq!(hub.sweep(later(60)).len(), 1);
        assert!(hub.listeners().is_empty());
        let terms = Terms { key: CursorKey::new([0; 32]), deadline: later(3_600), unread: None };
        assert_eq!(stream.listen(terms).next().await, None);
    }
}
