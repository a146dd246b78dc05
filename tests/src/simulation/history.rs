//! What happened, as those saw it who took part. Moments are counted, not measured: everything runs on one thread, so
//! whatever has the smaller number came first.

use super::cast::{self, Cast};
use super::findings::{Finding, Kind};
use super::world::lock;
use allia_protocol::conversation::{Conversation, Message};
use allia_protocol::id::{ConversationId, MessageId, UserId};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

/// The place of something in the order of everything.
pub(super) type Moment = u64;

/// Patient and clinician.
pub(super) type Pair = (UserId, UserId);

/// The history of one simulation.
pub(super) struct History(Mutex<Pages>);

/// What is in it.
#[derive(Default)]
pub(super) struct Pages {
    moment: Moment,
    /// Who wrote which text where. Every text is written once.
    pub(super) written: HashMap<String, Written>,
    texts_by: HashMap<String, u32>,
    /// Messages that a clinician's program has taken over: desk and text.
    pub(super) kept: HashMap<MessageId, (usize, String)>,
    pub(super) sends: HashMap<MessageId, Send>,
    pub(super) shown: Vec<Shown>,
    /// Who talks in which conversation.
    pub(super) pairs: HashMap<ConversationId, Pair>,
    /// Times at which a pair, or a patient as a whole, certainly had no conversation.
    pub(super) apart: HashMap<Pair, Vec<Apart>>,
    pub(super) inactive: HashMap<UserId, Vec<Apart>>,
    pub(super) findings: Vec<Finding>,
    pub(super) tally: Tally,
}

/// A text that somebody wrote.
pub(super) struct Written {
    pub(super) author: UserId,
    pub(super) conversation_id: ConversationId,
    /// Counted by author.
    pub(super) number: u32,
    pub(super) at: Moment,
}

/// What came of the attempts to send one message.
#[derive(Default)]
pub(super) struct Send {
    pub(super) accepted: Vec<Message>,
    /// When its sender first heard that it was.
    pub(super) answered_at: Option<Moment>,
}

/// Something of a conversation that the service gave, or took, when it was asked.
pub(super) struct Shown {
    pub(super) who: UserId,
    pub(super) conversation_id: ConversationId,
    pub(super) begun: Moment,
    pub(super) ended: Moment,
    pub(super) what: String,
}

/// From the answer to the order that parted them to the beginning of the next one that may bring them together.
#[derive(Clone, Copy)]
pub(super) struct Apart {
    pub(super) since: Moment,
    pub(super) until: Option<Moment>,
}

/// How much happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Messages on the service's disk at the end.
    pub messages: u64,
    /// Requests sent.
    pub requests: u64,
    /// Answers dropped after the service had done the work.
    pub lost_answers: u64,
    /// Requests that arrived twice.
    pub doubled: u64,
    /// Lines cut or held up.
    pub cuts: u64,
    /// Crashes of the service and of clinicians' computers, and stops in good order.
    pub crashes: u64,
    /// Departures from care teams and deactivations.
    pub removals: u64,
}

impl Tally {
    /// Adds another run's.
    pub fn add(&mut self, other: &Self) {
        self.messages += other.messages;
        self.requests += other.requests;
        self.lost_answers += other.lost_answers;
        self.doubled += other.doubled;
        self.cuts += other.cuts;
        self.crashes += other.crashes;
        self.removals += other.removals;
    }
}

impl History {
    pub(super) fn new(cast: &Cast) -> Self {
        let mut pages = Pages::default();
        for (clinician, clinician_id) in cast.clinicians.iter().enumerate() {
            for (patient, patient_id) in cast.patients.iter().enumerate() {
                if !cast::begins_together(clinician, patient) {
                    let apart = Apart { since: 0, until: None };
                    pages.apart.insert((*patient_id, *clinician_id), vec![apart]);
                }
            }
        }
        Self(Mutex::new(pages))
    }

    pub(super) fn pages(&self) -> MutexGuard<'_, Pages> {
        lock(&self.0)
    }

    pub(super) fn now(&self) -> Moment {
        self.pages().tick()
    }

    pub(super) fn find(&self, kind: Kind, what: impl Into<String>) {
        self.pages().findings.push(Finding::new(kind, what));
    }
}

impl Pages {
    pub(super) fn tick(&mut self) -> Moment {
        self.moment += 1;
        self.moment
    }

    /// A text that nobody wrote before, noted as this author's. All have the first word in common.
    pub(super) fn compose(
        &mut self,
        name: &str,
        author: UserId,
        conversation_id: ConversationId,
        draft: bool,
    ) -> String {
        let number = self.texts_by.entry(name.to_owned()).or_default();
        *number += 1;
        let text = if draft { format!("draft {name}d{number}") } else { format!("note {name}n{number}") };
        let number = *number;
        let at = self.tick();
        self.written.insert(text.clone(), Written { author, conversation_id, number, at });
        text
    }

    pub(super) fn know(&mut self, conversation: &Conversation) {
        let pair = (conversation.patient.user_id, conversation.clinician.user_id);
        self.pairs.insert(conversation.conversation_id, pair);
    }

    /// An order that parted these two is done.
    pub(super) fn part(&mut self, pair: Pair) {
        let since = self.tick();
        Apart::begin(self.apart.entry(pair).or_default(), since);
        self.tally.removals += 1;
    }

    /// An order that may bring these two together begins.
    pub(super) fn rejoin(&mut self, pair: Pair) {
        let until = self.tick();
        Apart::end(self.apart.entry(pair).or_default(), until);
    }

    /// An order that parted this patient from everybody is done.
    pub(super) fn part_from_all(&mut self, patient: UserId) {
        let since = self.tick();
        Apart::begin(self.inactive.entry(patient).or_default(), since);
        self.tally.removals += 1;
    }

    /// An order that may bring this patient back begins.
    pub(super) fn rejoin_all(&mut self, patient: UserId) {
        let until = self.tick();
        Apart::end(self.inactive.entry(patient).or_default(), until);
    }

    /// Whether the two of a conversation were certainly apart all the time between two moments.
    pub(super) fn was_apart(&self, conversation_id: ConversationId, begun: Moment, ended: Moment) -> bool {
        let mut spans = self.spans(conversation_id);
        spans.any(|span| span.since < begun && span.until.is_none_or(|until| ended < until))
    }

    /// Whether the two of a conversation were parted between two moments.
    pub(super) fn were_parted(&self, conversation_id: ConversationId, from: Moment, to: Moment) -> bool {
        self.spans(conversation_id).any(|span| (from..to).contains(&span.since))
    }

    fn spans(&self, conversation_id: ConversationId) -> impl Iterator<Item = &Apart> {
        let pair = self.pairs.get(&conversation_id);
        let apart = pair.and_then(|pair| self.apart.get(pair));
        let inactive = pair.and_then(|pair| self.inactive.get(&pair.0));
        apart.into_iter().chain(inactive).flatten()
    }
}

impl Apart {
    fn begin(spans: &mut Vec<Self>, since: Moment) {
        if spans.last().is_none_or(|span| span.until.is_some()) {
            spans.push(Self { since, until: None });
        }
    }

    fn end(spans: &mut [Self], until: Moment) {
        if let Some(span) = spans.last_mut() {
            span.until.get_or_insert(until);
        }
    }
}
