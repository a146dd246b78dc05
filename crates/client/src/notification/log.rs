//! Why there was, or was not, a notification: the last ones, without a name and without a text. In memory only.

use crate::view::NotificationOutcome;
use allia_protocol::Timestamp;
use allia_protocol::id::{ConversationId, UserId};
use std::collections::VecDeque;

/// How many are kept.
const MOST: usize = 200;

/// What became of one piece of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// When.
    pub(crate) at: Timestamp,
    /// Where; `None` while the program was locked.
    pub(crate) conversation_id: Option<ConversationId>,
    /// What.
    pub(crate) outcome: NotificationOutcome,
}

/// The last 200 of one person.
#[derive(Debug, Default)]
pub(super) struct Log {
    owner: Option<UserId>,
    notes: VecDeque<Note>,
}

impl Log {
    /// From here on it is this person's; what is another's goes.
    pub(super) fn belongs_to(&mut self, owner: UserId) {
        if self.owner.replace(owner) != Some(owner) {
            self.notes.clear();
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn add(&mut self, note: Note) {
        if self.notes.len() == MOST {
            self.notes.pop_front();
        }
        self.notes.push_back(note);
    }

    /// The system did not take the last notification of this conversation.
    pub(super) fn note_refusal(&mut self, conversation_id: Option<ConversationId>) {
        let shown = |note: &&mut Note| note.conversation_id == conversation_id && note.outcome.is_shown();
        if let Some(note) = self.notes.iter_mut().rev().find(shown) {
            note.outcome = NotificationOutcome::NotTaken;
        }
    }

    /// Forgets everything of a conversation.
    pub(super) fn forget(&mut self, conversation_id: ConversationId) {
        self.notes.retain(|note| note.conversation_id != Some(conversation_id));
    }

    /// Newest first.
    pub(super) fn newest(&self) -> Vec<Note> {
        self.notes.iter().rev().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notification::Silence;

    fn note(number: i64, conversation_id: Option<ConversationId>, outcome: NotificationOutcome) -> Note {
        Note { at: Timestamp::from_millis(number), conversation_id, outcome }
    }

    #[test]
    fn the_last_two_hundred_are_kept_newest_first() {
        let mut log = Log::default();
        (1..=205).for_each(|number| log.add(note(number, None, NotificationOutcome::Counted)));
        let kept: Vec<_> = log.newest().iter().map(|note| note.at.as_millis()).collect();
        assert_eq!(kept, (6..=205).rev().collect::<Vec<_>>());
    }

    #[test]
    fn a_conversation_that_is_gone_is_forgotten_and_so_is_another_persons_log() {
        let (mut log, gone, stays) = (Log::default(), ConversationId::generate(), ConversationId::generate());
        let me = UserId::generate();
        log.belongs_to(me);
        for id in [gone, stays, gone] {
            log.add(note(1, Some(id), NotificationOutcome::Shown));
        }
        log.forget(gone);
        log.belongs_to(me);
        assert_eq!(log.newest(), [note(1, Some(stays), NotificationOutcome::Shown)]);
        log.belongs_to(UserId::generate());
        assert_eq!(log.newest(), []);
    }

    #[test]
    fn what_the_system_did_not_take_was_not_shown() {
        let (mut log, id) = (Log::default(), ConversationId::generate());
        log.add(note(1, Some(id), NotificationOutcome::Shown));
        log.add(note(2, Some(id), NotificationOutcome::Shown));
        log.add(note(3, Some(id), NotificationOutcome::Silent(Silence::InFront)));
        log.note_refusal(Some(id));
        log.note_refusal(None);
        let outcomes: Vec<_> = log.newest().iter().map(|note| note.outcome).collect();
        let in_front = NotificationOutcome::Silent(Silence::InFront);
        let expected = [in_front, NotificationOutcome::NotTaken, NotificationOutcome::Shown];
        assert_eq!(outcomes, expected);
    }
}
