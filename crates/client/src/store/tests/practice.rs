//! A small service in memory: it keeps conversations, answers as the real one does, and remembers its change feed.

use crate::fixture;
use crate::store::{Cache, HistoryPage};
use allia_protocol::Timestamp;
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::conversation::{Conversation, Message, Notice};
use allia_protocol::id::{ConversationId, Cursor, Position, UserId};

pub(super) struct Practice {
    pub(super) me: UserId,
    pub(super) feed: Vec<Change>,
    conversations: Vec<Kept>,
    notice: Option<Notice>,
    pub(super) now: Timestamp,
}

struct Kept {
    state: Conversation,
    messages: Vec<Message>,
    present: bool,
}

impl Practice {
    /// A clinician with these patients.
    pub(super) fn new(names: &[&str]) -> Self {
        let mut practice = Self {
            me: UserId::generate(),
            feed: Vec::new(),
            conversations: Vec::new(),
            notice: None,
            now: Timestamp::from_millis(1_790_000_000_000),
        };
        for name in names {
            let state = fixture::conversation(name);
            practice.conversations.push(Kept { state, messages: Vec::new(), present: true });
        }
        practice
    }

    /// This clinician without patients.
    pub(super) fn of(me: UserId) -> Self {
        Self { me, ..Self::new(&[]) }
    }

    pub(super) fn id(&self, patient: usize) -> ConversationId {
        self.conversations[patient].state.conversation_id
    }

    pub(super) fn cursor(&self) -> Cursor {
        Cursor::new(self.feed.len().to_string())
    }

    /// The conversation as the service answers it now.
    pub(super) fn conversation(&self, patient: usize) -> Conversation {
        let Kept { state, messages, .. } = &self.conversations[patient];
        let unread = |m: &&Message| m.sender_id != self.me && m.position > state.my_read_position;
        Conversation {
            last_message: messages.last().cloned(),
            unread_count: messages.iter().filter(unread).count() as u64,
            ..state.clone()
        }
    }

    pub(super) fn snapshot(&self) -> Vec<Conversation> {
        let present = (0..self.conversations.len()).filter(|patient| self.conversations[*patient].present);
        present.map(|patient| self.conversation(patient)).collect()
    }

    /// A page of history as the service answers it now.
    pub(super) fn page(&self, id: ConversationId, before: Option<Position>, limit: usize) -> HistoryPage {
        let kept = self.conversations.iter().find(|kept| kept.state.conversation_id == id).unwrap();
        let end = before.map_or(kept.messages.len(), |before| before.get() as usize - 1);
        let start = end.saturating_sub(limit);
        HistoryPage {
            conversation_id: id,
            before,
            messages: kept.messages[start..end].to_vec(),
            reached_start: start == 0,
        }
    }

    /// Somebody writes, so many milliseconds after (or, by a clock set back, before) what was written last.
    pub(super) fn write_at(&mut self, patient: usize, mine: bool, text: &str, later: i64) {
        self.now = self.now.plus_millis(later);
        let kept = &mut self.conversations[patient];
        if !kept.present {
            return;
        }
        let place = kept.messages.len() as u64 + 1;
        let sender_id = if mine { self.me } else { kept.state.patient.user_id };
        let message = Message {
            sender_id,
            sent_at: self.now,
            ..fixture::message(kept.state.conversation_id, place, text)
        };
        kept.messages.push(message.clone());
        self.feed.push(Change::Message { message });
    }

    pub(super) fn patient_writes(&mut self, patient: usize, text: &str) {
        self.write_at(patient, false, text, 1_000);
    }

    pub(super) fn clinician_writes(&mut self, patient: usize, text: &str) {
        self.write_at(patient, true, text, 1_000);
    }

    /// The clinician reads so far, on another computer.
    pub(super) fn clinician_reads(&mut self, patient: usize, up_to: u64) {
        let kept = &mut self.conversations[patient];
        let up_to = Position::new(up_to.min(kept.messages.len() as u64));
        let read = kept.state.my_read_position.max(up_to);
        kept.state.my_read_position = read;
        self.receipt(patient, self.me, read, read);
    }

    pub(super) fn patient_reads(&mut self, patient: usize, delivered: u64, read: u64) {
        let kept = &mut self.conversations[patient];
        let last = kept.messages.len() as u64;
        let read = kept.state.peer_read_position.max(Position::new(read.min(last)));
        let delivered = kept.state.peer_delivered_position.max(Position::new(delivered.min(last))).max(read);
        (kept.state.peer_delivered_position, kept.state.peer_read_position) = (delivered, read);
        let patient_id = kept.state.patient.user_id;
        self.receipt(patient, patient_id, delivered, read);
    }

    fn receipt(&mut self, patient: usize, user_id: UserId, delivered: Position, read: Position) {
        let conversation_id = self.id(patient);
        if self.conversations[patient].present {
            let (delivered_position, read_position) = (delivered, read);
            self.feed.push(Change::Receipt { conversation_id, user_id, delivered_position, read_position });
        }
    }

    pub(super) fn rename(&mut self, patient: usize, name: &str) {
        self.conversations[patient].state.patient.display_name = name.to_owned().into();
        self.announce(patient);
    }

    /// The clinician leaves the patient's care team.
    pub(super) fn leave(&mut self, patient: usize) {
        self.conversations[patient].present = false;
        let conversation_id = self.id(patient);
        self.feed.push(Change::ConversationRemoved { conversation_id, reason: RemovalReason::LeftCareTeam });
    }

    /// The clinician joins it again; the history is still there.
    pub(super) fn join(&mut self, patient: usize) {
        self.conversations[patient].present = true;
        self.announce(patient);
    }

    pub(super) fn announce(&mut self, patient: usize) {
        if self.conversations[patient].present {
            let conversation = Box::new(self.conversation(patient));
            self.feed.push(Change::Conversation { conversation });
        }
    }

    pub(super) fn set_notice(&mut self, version: u64) {
        let notice = Notice {
            version,
            title: "Emergency?".to_owned(),
            text: format!("Call, version {version}"),
            phone: "911".to_owned(),
        };
        self.notice = Some(notice.clone());
        self.feed.push(Change::Notice { notice });
    }

    /// An empty cache of this clinician.
    pub(super) fn empty_cache(&self) -> Cache {
        Cache::in_memory(self.me).unwrap()
    }

    /// A cache with the conversations as they are now, without history.
    pub(super) async fn fresh_cache(&self) -> Cache {
        let cache = self.empty_cache();
        self.refresh(&cache).await;
        cache
    }

    pub(super) async fn refresh(&self, cache: &Cache) {
        cache.replace_conversations(self.snapshot(), self.notice.clone(), self.cursor()).await.unwrap();
    }

    /// Applies the part of the feed between two places.
    pub(super) async fn apply(&self, cache: &Cache, from: usize, to: usize) -> crate::store::Applied {
        cache.apply_changes(self.feed[from..to].to_vec(), Cursor::new(to.to_string())).await.unwrap()
    }

    /// Fetches history until nothing is missing.
    pub(super) async fn fill(&self, cache: &Cache, page: usize) {
        loop {
            let gaps = cache.history_gaps(3).await.unwrap();
            if gaps.is_empty() {
                return;
            }
            let pages =
                gaps.iter().map(|gap| self.page(gap.conversation_id, Some(gap.before), page)).collect();
            cache.add_history(pages).await.unwrap();
        }
    }
}
