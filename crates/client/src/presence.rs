//! Who is there now. Kept in memory only: after a restart nobody's presence is known until the service tells.

use crate::view::{PresenceKnown, PresenceView};
use allia_protocol::conversation::{Conversation, Presence, PresenceState};
use allia_protocol::id::{ConversationId, UserId};
use std::collections::HashMap;

/// The presence of the patients, as last told by the service.
#[derive(Debug, Default)]
pub struct PresenceBoard {
    patients: HashMap<UserId, Entry>,
    conversations: HashMap<ConversationId, UserId>,
    told_live: HashMap<UserId, Presence>,
    live: bool,
}

#[derive(Debug)]
struct Entry {
    conversation_id: ConversationId,
    presence: Presence,
}

impl PresenceBoard {
    /// Whether what is written here still holds: only while the live stream is open. Returns the conversations
    /// whose shown presence changes by this.
    pub fn set_live(&mut self, live: bool) -> Vec<ConversationId> {
        if self.live == live {
            return Vec::new();
        }
        self.live = live;
        self.conversations.keys().copied().collect()
    }

    /// A list of conversations is about to be asked for: what comes live from now on is newer than that list.
    pub fn expect_list(&mut self) {
        self.told_live.clear();
    }

    /// Takes a conversation's presence from a list or the change feed. Returns whether it changed what is shown.
    pub fn list(&mut self, conversation: &Conversation) -> bool {
        let user_id = conversation.patient.user_id;
        let conversation_id = conversation.conversation_id;
        let presence = self.told_live.get(&user_id).copied().unwrap_or(conversation.presence);
        self.conversations.insert(conversation_id, user_id);
        let before = self.patients.insert(user_id, Entry { conversation_id, presence });
        self.live && before.is_none_or(|entry| entry.presence != presence)
    }

    /// Takes what the live stream said. Returns the conversation it concerns, if that is one of ours and the
    /// presence shown changed.
    pub fn tell(&mut self, user_id: UserId, presence: Presence) -> Option<ConversationId> {
        self.told_live.insert(user_id, presence);
        let entry = self.patients.get_mut(&user_id)?;
        let changed = entry.presence != presence;
        entry.presence = presence;
        (changed && self.live).then_some(entry.conversation_id)
    }

    /// Forgets a conversation that ended.
    pub fn forget(&mut self, conversation_id: ConversationId) {
        if let Some(user_id) = self.conversations.remove(&conversation_id) {
            self.patients.remove(&user_id);
        }
    }

    /// What is shown for this conversation's patient.
    pub fn of(&self, conversation_id: ConversationId) -> PresenceView {
        let entry = self.conversations.get(&conversation_id).and_then(|user_id| self.patients.get(user_id));
        let Some(Entry { presence, .. }) = entry else {
            return PresenceView { state: PresenceKnown::Unknown, last_seen_at: None };
        };
        let state = match presence.state {
            _ if !self.live => PresenceKnown::Unknown,
            PresenceState::Online => PresenceKnown::Online,
            PresenceState::Offline => PresenceKnown::Offline,
        };
        PresenceView { state, last_seen_at: presence.last_seen_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    const ONLINE: Presence = Presence { state: PresenceState::Online, last_seen_at: None };

    #[test]
    fn nothing_is_known_while_we_are_offline_ourselves() {
        let conversation = fixture::conversation("Ada Novak");
        let mut board = PresenceBoard::default();
        board.list(&conversation);
        assert_eq!(board.of(conversation.conversation_id).state, PresenceKnown::Unknown);
        assert_eq!(board.set_live(true), [conversation.conversation_id]);
        assert_eq!(board.of(conversation.conversation_id).state, PresenceKnown::Offline);
        assert_eq!(board.set_live(false), [conversation.conversation_id]);
        assert_eq!(board.of(conversation.conversation_id).state, PresenceKnown::Unknown);
    }

    #[test]
    fn what_came_live_is_newer_than_a_list_that_was_asked_for_before() {
        let conversation = fixture::conversation("Ada Novak");
        let mut board = PresenceBoard::default();
        board.set_live(true);
        board.list(&conversation);
        board.expect_list();
        let told = board.tell(conversation.patient.user_id, ONLINE);
        assert_eq!(told, Some(conversation.conversation_id));
        assert!(!board.list(&conversation));
        assert_eq!(board.of(conversation.conversation_id).state, PresenceKnown::Online);
        board.expect_list();
        assert!(board.list(&conversation));
        assert_eq!(board.of(conversation.conversation_id).state, PresenceKnown::Offline);
    }

    #[test]
    fn the_same_news_twice_changes_nothing_the_second_time() {
        let conversation = fixture::conversation("Ada Novak");
        let mut board = PresenceBoard::default();
        board.set_live(true);
        board.list(&conversation);
        assert!(board.tell(conversation.patient.user_id, ONLINE).is_some());
        assert!(board.tell(conversation.patient.user_id, ONLINE).is_none());
        assert!(board.tell(UserId::generate(), ONLINE).is_none());
    }

    #[test]
    fn a_conversation_that_ended_leaves_nothing_behind() {
        let conversation = fixture::conversation("Ada Novak");
        let mut board = PresenceBoard::default();
        board.set_live(true);
        board.list(&conversation);
        board.forget(conversation.conversation_id);
        assert!(board.tell(conversation.patient.user_id, ONLINE).is_none());
        assert_eq!(board.of(conversation.conversation_id).state, PresenceKnown::Unknown);
    }
}
