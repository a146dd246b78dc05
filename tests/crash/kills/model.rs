//! What must be true, from what was ordered and what was acknowledged.

use allia_protocol::id::ConversationId;
use allia_tests::headless::{Order, Report, ReportedConversation};
use std::collections::{BTreeMap, HashSet, VecDeque};

/// What is known about the writing in one conversation.
#[derive(Debug)]
pub(super) struct Writing {
    /// Texts whose sending was acknowledged, in that order.
    pub(super) sent: Vec<String>,
    /// Every text that was ever ordered to be sent.
    pub(super) ordered: HashSet<String>,
    /// What may stand as the draft: one text (or none) after an acknowledgement, several after a kill.
    drafts: HashSet<Option<String>>,
    /// Up to where reading was acknowledged.
    pub(super) read: u64,
    /// The newest position shown.
    pub(super) newest: u64,
    /// Whether the clinician may leave the care team.
    pub(super) is_removable: bool,
}

/// Orders under way, and what became of all others.
#[derive(Default)]
pub(super) struct Model {
    pub(super) conversations: BTreeMap<ConversationId, Writing>,
    under_way: VecDeque<(u64, Order)>,
    /// Texts that were shown as not sent.
    pub(super) shown_not_sent: HashSet<String>,
}

impl Model {
    pub(super) fn add(&mut self, id: ConversationId, is_removable: bool) {
        let writing = Writing {
            sent: Vec::new(),
            ordered: HashSet::new(),
            drafts: HashSet::from([None]),
            read: 0,
            newest: 0,
            is_removable,
        };
        self.conversations.insert(id, writing);
    }

    pub(super) fn ordered(&mut self, number: u64, order: Order) {
        if let Order::Send { conversation, text } = &order {
            self.of(*conversation).ordered.insert(text.clone());
        }
        self.under_way.push_back((number, order));
    }

    /// How many orders have no answer yet.
    pub(super) fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// The engine answers in the order it was asked.
    pub(super) fn acknowledged(&mut self, number: u64) -> Option<Order> {
        let order = self.answered(number)?;
        match order.clone() {
            Order::Send { conversation, text } => {
                let writing = self.of(conversation);
                writing.sent.push(text);
                writing.drafts = HashSet::from([None]);
            }
            Order::Draft { conversation, text } => self.of(conversation).drafts = HashSet::from([kept(text)]),
            Order::Read { conversation, position } => {
                let writing = self.of(conversation);
                writing.read = writing.read.max(position);
            }
            Order::Wake | Order::Report | Order::LiftLimit => {}
        }
        Some(order)
    }

    /// A refused order may or may not have left something; what it could have left is possible.
    pub(super) fn refused(&mut self, number: u64) {
        if let Some(order) = self.answered(number) {
            self.may_have_happened(order);
        }
    }

    fn answered(&mut self, number: u64) -> Option<Order> {
        let (first, order) = self.under_way.pop_front()?;
        assert_eq!(first, number, "answers come in order");
        Some(order)
    }

    /// The program was killed: each order without an answer may have happened.
    pub(super) fn killed(&mut self) -> usize {
        let lost = std::mem::take(&mut self.under_way);
        let count = lost.len();
        lost.into_iter().for_each(|(_, order)| self.may_have_happened(order));
        count
    }

    fn may_have_happened(&mut self, order: Order) {
        match order {
            Order::Send { conversation, .. } => drop(self.of(conversation).drafts.insert(None)),
            Order::Draft { conversation, text } => drop(self.of(conversation).drafts.insert(kept(text))),
            Order::Read { .. } | Order::Wake | Order::Report | Order::LiftLimit => {}
        }
    }

    fn of(&mut self, id: ConversationId) -> &mut Writing {
        self.conversations.get_mut(&id).expect("a conversation of the practice")
    }

    /// Compares what the program shows with what it acknowledged. While history is missing, sent messages are
    /// not looked for: they may be behind the hole.
    pub(super) fn compare(&mut self, report: &Report, place: &str) {
        self.shown_not_sent.extend(report.not_sent.iter().cloned());
        for shown in &report.conversations {
            self.compare_conversation(shown, place);
        }
        let listed: HashSet<_> = report.conversations.iter().map(|shown| shown.conversation_id).collect();
        for (id, writing) in &self.conversations {
            assert!(writing.is_removable || listed.contains(id), "{place}: {id} is not in the list");
        }
    }

    fn compare_conversation(&mut self, shown: &ReportedConversation, place: &str) {
        let id = shown.conversation_id;
        let mut seen = HashSet::new();
        for message in &shown.messages {
            assert!(seen.insert(&message.text), "{place}: {id} shows twice: {}", message.text);
        }
        let shown_not_sent = &self.shown_not_sent;
        let writing = self.conversations.get_mut(&id).expect("a conversation of the practice");
        // A patient who comes and goes may have come and gone while the program looked; the end tells.
        if shown.is_whole && !writing.is_removable {
            for text in &writing.sent {
                let is_there = seen.contains(text) || shown_not_sent.contains(text);
                assert!(is_there, "{place}: {id} lost a message that was taken: {text}");
            }
        }
        let draft = kept(shown.draft.clone());
        let moved = writing.drafts.iter().flatten().any(|text| shown_not_sent.contains(text));
        let is_possible = writing.drafts.contains(&draft) || (moved && draft.is_none());
        assert!(is_possible, "{place}: {id} has the draft {draft:?}, possible: {:?}", writing.drafts);
        writing.drafts = HashSet::from([draft]);
        let newest = shown.messages.iter().filter_map(|message| message.position).max();
        writing.newest = writing.newest.max(newest.unwrap_or(0));
        let has_read = writing.is_removable || shown.read_position >= writing.read;
        assert!(has_read, "{place}: {id} was read up to {}, not {}", writing.read, shown.read_position);
    }
}

fn kept(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
