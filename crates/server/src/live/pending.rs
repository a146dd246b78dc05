//! What one stream has still to be told: the newest of each kind, never a growing queue.

use allia_protocol::conversation::PresenceState;
use allia_protocol::id::{ConversationId, UserId};
use allia_protocol::live::{PresenceChanged, Typing};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::time::Instant;

/// A reader who leaves something lying for so long is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the stream says next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The feed goes up to this place.
    Changed(i64),
    Presence(PresenceChanged),
    Typing(Typing),
    SignedOut,
    /// Nothing more, ever.
    End,
}

/// Coalesced events: at most one `changed`, one presence a person, one typing a conversation.
#[derive(Debug, Default)]
pub(super) struct Pending {
    changed: Option<i64>,
    presence: BTreeMap<UserId, PresenceChanged>,
    typing: BTreeSet<(ConversationId, UserId)>,
    ending: Ending,
    since: Option<Instant>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ending {
    #[default]
    No,
    SignedOut,
    Closed,
}

impl Pending {
    pub(super) fn changed(&mut self, seq: i64) {
        self.changed = self.changed.max(Some(seq));
        self.touch();
    }

    pub(super) fn presence(&mut self, changed: PresenceChanged) {
        if changed.state == PresenceState::Offline {
            self.typing.retain(|(_, user)| *user != changed.user_id);
        }
        self.presence.insert(changed.user_id, changed);
        self.touch();
    }

    pub(super) fn typing(&mut self, typing: &Typing) {
        self.typing.insert((typing.conversation_id, typing.user_id));
        self.touch();
    }

    /// The session ended: say so, and nothing else.
    pub(super) fn sign_out(&mut self) {
        *self = Self { ending: Ending::SignedOut, since: self.since, ..Self::default() };
        self.touch();
    }

    pub(super) fn close(&mut self) {
        *self = Self { ending: Ending::Closed, ..Self::default() };
    }

    /// Takes out what is said next; nothing when all is said.
    pub(super) fn take(&mut self) -> Option<Next> {
        let next = self.take_next();
        // The reader is alive: patience begins anew with whatever is left.
        self.since = if self.is_empty() { None } else { Some(Instant::now()) };
        next
    }

    /// Whether the reader has left something lying for too long.
    pub(super) fn is_overdue(&self, now: Instant) -> bool {
        self.since.is_some_and(|since| now.duration_since(since) > PATIENCE)
    }

    fn take_next(&mut self) -> Option<Next> {
        match self.ending {
            Ending::SignedOut => {
                self.ending = Ending::Closed;
                return Some(Next::SignedOut);
            }
            Ending::Closed => return Some(Next::End),
            Ending::No => {}
        }
        if let Some(seq) = self.changed.take() {
            return Some(Next::Changed(seq));
        }
        if let Some((_, presence)) = self.presence.pop_first() {
            return Some(Next::Presence(presence));
        }
        self.typing
            .pop_first()
            .map(|(conversation_id, user_id)| Next::Typing(Typing { conversation_id, user_id }))
    }

    fn is_empty(&self) -> bool {
        self.changed.is_none() && self.presence.is_empty() && self.typing.is_empty()
    }

    fn touch(&mut self) {
        self.since.get_or_insert_with(Instant::now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_changes_are_one_event() {
        let mut pending = Pending::default();
        for seq in [3, 1_000, 7] {
            pending.changed(seq);
        }
        assert_eq!(pending.take(), Some(Next::Changed(1_000)));
        assert_eq!(pending.take(), None);
    }

    #[test]
    fn a_person_who_comes_and_goes_is_one_event() {
        let mut pending = Pending::default();
        let user_id = UserId::generate();
        for state in [PresenceState::Online, PresenceState::Offline] {
            pending.presence(PresenceChanged { user_id, state, last_seen_at: None });
        }
        let last = PresenceChanged { user_id, state: PresenceState::Offline, last_seen_at: None };
        assert_eq!(pending.take(), Some(Next::Presence(last)));
        assert_eq!(pending.take(), None);
    }

    #[test]
    fn signing_out_is_the_only_and_last_thing_that_is_said() {
        let mut pending = Pending::default();
        pending.changed(1);
        pending.sign_out();
        assert_eq!(pending.take(), Some(Next::SignedOut));
        assert_eq!(pending.take(), Some(Next::End));
        assert_eq!(pending.take(), Some(Next::End));
    }

    #[test]
    fn only_a_reader_who_leaves_something_lying_is_overdue() {
        let mut pending = Pending::default();
        let much_later = Instant::now() + 2 * PATIENCE;
        assert!(!pending.is_overdue(much_later), "there is nothing to read");
        pending.changed(1);
        assert!(!pending.is_overdue(Instant::now()));
        assert!(pending.is_overdue(much_later));
        let _ = pending.take();
        assert!(!pending.is_overdue(much_later));
    }
}
