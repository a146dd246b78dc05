//! What a simulated patient's phone knows: the conversations, how far they were read, what waits for an answer.

use allia_protocol::change::Change;
use allia_protocol::conversation::{Conversation, ConversationPage, Message};
use allia_protocol::id::{ConversationId, Cursor, Position, UserId};
use std::collections::BTreeMap;

/// A phone's knowledge. It has no memory beyond the run: after a new start it takes the conversations afresh.
#[derive(Debug)]
pub(crate) struct Phone {
    /// Up to where changes were taken in.
    pub cursor: Cursor,
    threads: BTreeMap<ConversationId, Thread>,
}

#[derive(Debug)]
struct Thread {
    patient_id: UserId,
    last: Option<Message>,
    delivered: Position,
    read: Position,
    answered: Position,
}

impl Thread {
    fn new(conversation: Conversation) -> Self {
        let last = conversation.last_message.as_ref().map_or(Position::ZERO, |message| message.position);
        Self {
            patient_id: conversation.patient.user_id,
            delivered: last,
            read: conversation.my_read_position,
            // What was read before this run and left without an answer is not answered now.
            answered: conversation.my_read_position,
            last: conversation.last_message,
        }
    }

    fn last_position(&self) -> Position {
        self.last.as_ref().map_or(Position::ZERO, |message| message.position)
    }

    fn clinician_wrote_last(&self) -> bool {
        self.last.as_ref().is_some_and(|message| message.sender_id != self.patient_id)
    }
}

impl Phone {
    /// A phone that was just turned on.
    pub(crate) fn new(page: ConversationPage) -> Self {
        let threads = page.conversations.into_iter().map(|each| (each.conversation_id, Thread::new(each)));
        Self { cursor: page.cursor, threads: threads.collect() }
    }

    /// Takes a change in.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Message { message } => self.take(message),
            Change::Conversation { conversation } => {
                let id = conversation.conversation_id;
                self.threads.entry(id).or_insert_with(|| Thread::new(*conversation));
            }
            Change::ConversationRemoved { conversation_id, .. } => {
                self.threads.remove(&conversation_id);
            }
            Change::Receipt { .. } | Change::Notice { .. } | Change::Practice { .. } | Change::Unknown => {}
        }
    }

    fn take(&mut self, message: Message) {
        let Some(thread) = self.threads.get_mut(&message.conversation_id) else { return };
        if message.position > thread.last_position() {
            thread.last = Some(message);
        }
    }

    /// What has arrived here and is not confirmed yet; counts as confirmed from now on.
    pub(crate) fn take_undelivered(&mut self) -> Vec<(ConversationId, Position)> {
        let undelivered =
            self.threads.iter_mut().filter(|(_, thread)| thread.last_position() > thread.delivered);
        undelivered
            .map(|(id, thread)| {
                thread.delivered = thread.last_position();
                (*id, thread.delivered)
            })
            .collect()
    }

    /// Whether the clinician wrote something that the patient has not seen.
    pub(crate) fn has_unread(&self) -> bool {
        self.threads
            .values()
            .any(|thread| thread.clinician_wrote_last() && thread.last_position() > thread.read)
    }

    /// What the patient has not seen; counts as read from now on.
    pub(crate) fn take_unread(&mut self) -> Vec<(ConversationId, Position)> {
        let unread = self.threads.iter_mut().filter(|(_, thread)| thread.last_position() > thread.read);
        unread
            .map(|(id, thread)| {
                thread.read = thread.last_position();
                (*id, thread.read)
            })
            .collect()
    }

    /// A clinician's message that waits for an answer; from now on it does not.
    pub(crate) fn take_unanswered(&mut self) -> Option<Message> {
        let waits =
            |thread: &&mut Thread| thread.clinician_wrote_last() && thread.last_position() > thread.answered;
        let thread = self.threads.values_mut().find(waits)?;
        thread.answered = thread.last_position();
        thread.last.clone()
    }

    /// A conversation in which it is the patient's turn to begin something new: there was one before, and the
    /// clinician said the last word.
    pub(crate) fn open_for_more(&self) -> Option<ConversationId> {
        self.threads.iter().find(|(_, thread)| thread.clinician_wrote_last()).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use allia_protocol::conversation::{Clinician, MessageKind, Patient, Presence, PresenceState};
    use allia_protocol::id::MessageId;
    use allia_protocol::{Sensitive, Timestamp};
    use jiff::civil::date;

    fn conversation() -> Conversation {
        let name = || Sensitive::new("Somebody".to_owned());
        Conversation {
            conversation_id: ConversationId::generate(),
            patient: Patient {
                user_id: UserId::generate(),
                display_name: name(),
                birth_date: Sensitive::new(date(1990, 1, 1)),
                pronouns: None,
            },
            clinician: Clinician { user_id: UserId::generate(), display_name: name(), title: None },
            last_message: None,
            unread_count: 0,
            my_read_position: Position::ZERO,
            peer_delivered_position: Position::ZERO,
            peer_read_position: Position::ZERO,
            presence: Presence { state: PresenceState::Offline, last_seen_at: None },
        }
    }

    fn message(conversation: &Conversation, sender_id: UserId, position: u64) -> Change {
        let message = Message {
            message_id: MessageId::generate(),
            conversation_id: conversation.conversation_id,
            position: Position::new(position),
            sender_id,
            kind: MessageKind::Text,
            text: Sensitive::new("Hello".to_owned()),
            sent_at: Timestamp::from_millis(0),
            composed_at: Timestamp::from_millis(0),
        };
        Change::Message { message }
    }

    #[test]
    fn a_message_is_delivered_read_and_answered_once() {
        let conversation = conversation();
        let page = ConversationPage {
            conversations: vec![conversation.clone()],
            next: None,
            cursor: Cursor::new("1"),
            notice: None,
        };
        let mut phone = Phone::new(page);
        assert!(!phone.has_unread());
        assert_eq!(phone.open_for_more(), None, "nobody breaks the silence of an empty conversation");

        phone.apply(message(&conversation, conversation.clinician.user_id, 1));
        assert_eq!(phone.take_undelivered(), [(conversation.conversation_id, Position::new(1))]);
        assert!(phone.take_undelivered().is_empty());
        assert!(phone.has_unread());
        assert_eq!(phone.take_unread().len(), 1);
        assert!(!phone.has_unread());
        assert!(phone.take_unanswered().is_some());
        assert!(phone.take_unanswered().is_none());

        phone.apply(message(&conversation, conversation.patient.user_id, 2));
        assert!(phone.take_unanswered().is_none(), "nobody answers themselves");
        assert_eq!(phone.open_for_more(), None, "nobody writes twice without an answer");
    }
}
