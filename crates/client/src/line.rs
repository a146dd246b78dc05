//! The line to the service: how it stands, and what may be believed of presence because of it.

use crate::event::Events;
use crate::presence::PresenceBoard;
use crate::view::{ClientEvent, Connection, ConnectionProblem, ConnectionState, PresenceView};
use allia_protocol::Timestamp;
use allia_protocol::conversation::{Conversation, Presence};
use allia_protocol::id::{ConversationId, UserId};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is known about the line. Tells the screens when it changes.
#[derive(Debug)]
pub struct Line {
    facts: Mutex<Facts>,
    events: Events,
}

#[derive(Debug)]
struct Facts {
    /// The live stream is open.
    live: bool,
    /// Everything that the service had at the last look is here.
    caught_up: bool,
    /// The last attempt failed.
    failed: bool,
    problem: Option<ConnectionProblem>,
    up_to_date_as_of: Option<Timestamp>,
    presence: PresenceBoard,
}

impl Facts {
    const fn state(&self) -> ConnectionState {
        if self.live && self.caught_up {
            ConnectionState::Online
        } else if self.failed {
            ConnectionState::Offline
        } else {
            ConnectionState::Connecting
        }
    }

    const fn connection(&self) -> Connection {
        let state = self.state();
        let problem = if matches!(state, ConnectionState::Offline) { self.problem } else { None };
        Connection { state, up_to_date_as_of: self.up_to_date_as_of, problem }
    }
}

impl Line {
    /// Nothing has been tried yet; the local copy was complete at `up_to_date_as_of`.
    pub fn new(events: Events, up_to_date_as_of: Option<Timestamp>) -> Self {
        let facts = Facts {
            live: false,
            caught_up: false,
            failed: false,
            problem: None,
            up_to_date_as_of,
            presence: PresenceBoard::default(),
        };
        Self { facts: Mutex::new(facts), events }
    }

    /// How it stands.
    pub fn connection(&self) -> Connection {
        self.facts().connection()
    }

    /// Whether everything up to now is here and stays so.
    pub fn is_online(&self) -> bool {
        self.facts().state() == ConnectionState::Online
    }

    /// The live stream opened. What happened before is not here until the next [`Line::caught_up`].
    pub(crate) fn live_opened(&self) {
        self.alter(|facts| {
            facts.live = true;
            facts.caught_up = false;
        });
    }

    /// The live stream ended; it is about to be opened again.
    pub(crate) fn live_ended(&self) {
        self.alter(|facts| facts.live = false);
    }

    /// The live stream could not be opened.
    pub(crate) fn live_failed(&self, problem: Option<ConnectionProblem>) {
        self.alter(|facts| {
            facts.live = false;
            facts.failed = true;
            facts.problem = problem;
        });
    }

    /// Everything up to `at` is here.
    pub(crate) fn caught_up(&self, at: Timestamp) {
        self.alter(|facts| {
            facts.caught_up = true;
            facts.up_to_date_as_of = Some(at);
            if facts.live {
                facts.failed = false;
            }
        });
    }

    /// Catching up failed.
    pub(crate) fn failed(&self, problem: Option<ConnectionProblem>) {
        self.alter(|facts| {
            facts.caught_up = false;
            facts.failed = true;
            facts.problem = problem;
        });
    }

    /// What is shown of this conversation's patient.
    pub fn presence_of(&self, conversation_id: ConversationId) -> PresenceView {
        self.facts().presence.of(conversation_id)
    }

    /// Conversations are about to be listed.
    pub(crate) fn expect_list(&self) {
        self.facts().presence.expect_list();
    }

    /// Takes the presence out of conversations. Returns the ones whose shown presence changed.
    pub(crate) fn list_presence<'a>(
        &self,
        conversations: impl IntoIterator<Item = &'a Conversation>,
    ) -> Vec<ConversationId> {
        let mut facts = self.facts();
        let listed = conversations.into_iter().filter(|conversation| facts.presence.list(conversation));
        listed.map(|conversation| conversation.conversation_id).collect()
    }

    /// Takes what the live stream said about somebody's presence, and tells the screens.
    pub(crate) fn tell_presence(&self, user_id: UserId, presence: Presence) {
        let mut facts = self.facts();
        if let Some(conversation_id) = facts.presence.tell(user_id, presence) {
            let presence = facts.presence.of(conversation_id);
            self.events.publish(ClientEvent::Presence { conversation_id, presence });
        }
    }

    /// Forgets a conversation that ended.
    pub(crate) fn forget(&self, conversation_id: ConversationId) {
        self.facts().presence.forget(conversation_id);
    }

    fn alter(&self, change: impl FnOnce(&mut Facts)) {
        let mut facts = self.facts();
        let before = facts.connection();
        change(&mut facts);
        let connection = facts.connection();
        let regained = connection.state == ConnectionState::Online;
        let rows = facts.presence.set_live(regained);
        if !rows.is_empty() {
            self.events.publish(ClientEvent::ConversationsChanged { conversation_ids: rows });
        }
        if (before.state, before.problem) != (connection.state, connection.problem) {
            tracing::info!(state = ?connection.state, problem = ?connection.problem, "the line changed");
            self.events.publish(ClientEvent::Connection { connection });
        }
    }

    fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::view::PresenceKnown;

    fn line() -> Line {
        Line::new(Events::new(), None)
    }

    #[test]
    fn is_online_only_while_the_stream_is_open_and_everything_is_here() {
        let line = line();
        let noon = Timestamp::from_millis(1_790_000_000_000);
        assert_eq!(line.connection().state, ConnectionState::Connecting);
        line.caught_up(noon);
        assert_eq!(line.connection().state, ConnectionState::Connecting);
        line.live_opened();
        line.caught_up(noon);
        assert_eq!(line.connection().state, ConnectionState::Online);
        line.live_failed(Some(ConnectionProblem::ServerUnreachable));
        let offline = line.connection();
        assert_eq!((offline.state, offline.up_to_date_as_of), (ConnectionState::Offline, Some(noon)));
        assert_eq!(offline.problem, Some(ConnectionProblem::ServerUnreachable));
    }

    #[test]
    fn a_polled_answer_without_a_live_stream_does_not_make_an_offline_line_online() {
        let line = line();
        line.live_failed(Some(ConnectionProblem::ServerUnreachable));
        line.caught_up(Timestamp::from_millis(0));
        assert_eq!(line.connection().state, ConnectionState::Offline);
    }

    #[tokio::test]
    async fn losing_the_line_makes_presence_unknown_and_says_so_once() {
        let events = Events::new();
        let mut listener = events.subscribe();
        let line = Line::new(events, None);
        let conversation = fixture::conversation("Ada Novak");
        let id = conversation.conversation_id;
        line.list_presence([&conversation]);
        line.live_opened();
        line.caught_up(Timestamp::from_millis(0));
        assert_eq!(line.presence_of(id).state, PresenceKnown::Offline);
        line.failed(Some(ConnectionProblem::ServerUnreachable));
        line.failed(Some(ConnectionProblem::ServerUnreachable));
        assert_eq!(line.presence_of(id).state, PresenceKnown::Unknown);
        drop(line);
        let mut heard = Vec::new();
        while let Some(event) = listener.next().await {
            heard.push(event);
        }
        let rows = ClientEvent::ConversationsChanged { conversation_ids: vec![id] };
        assert_eq!(heard.len(), 4, "{heard:?}");
        assert_eq!(heard.iter().filter(|event| **event == rows).count(), 2);
    }
}
