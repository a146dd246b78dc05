//! When each conversation's next message may go out.

use super::Attempt;
use crate::retry::{Backoff, Retry};
use allia_protocol::id::ConversationId;
use std::collections::{HashMap, HashSet};
use tokio::time::Instant;

/// The conversations that have something to send.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<ConversationId, Lane>,
}

#[derive(Debug)]
struct Lane {
    busy: bool,
    due: Instant,
    /// The service named the moment, so nothing hurries it.
    firm: bool,
    backoff: Backoff,
}

impl Lanes {
    /// Forgets the conversations that have nothing to send any more.
    pub(super) fn keep_only(&mut self, waiting: HashSet<ConversationId>) {
        self.lanes.retain(|id, lane| lane.busy || waiting.contains(id));
    }

    /// Takes a conversation's turn, if it is free and due.
    pub(super) fn begin(&mut self, conversation_id: ConversationId, now: Instant) -> bool {
        let lane = self.lanes.entry(conversation_id).or_insert_with(|| Lane {
            busy: false,
            due: now,
            firm: false,
            backoff: Backoff::network(),
        });
        let may_begin = !lane.busy && lane.due <= now;
        lane.busy |= may_begin;
        may_begin
    }

    /// Gives the turn back.
    pub(super) fn finish(&mut self, conversation_id: ConversationId, attempt: Attempt, now: Instant) {
        let Some(lane) = self.lanes.get_mut(&conversation_id) else { return };
        lane.busy = false;
        lane.firm = false;
        match attempt {
            Attempt::Done => lane.backoff.reset(),
            Attempt::Later(retry) => {
                lane.firm = matches!(retry, Retry::After(_));
                lane.due = now + lane.backoff.next_wait(retry).unwrap_or_default();
            }
        }
    }

    /// The line may be back, or the person asks: everything that is not held by the service's own word is due.
    pub(super) fn hurry(&mut self, now: Instant) {
        for lane in self.lanes.values_mut().filter(|lane| !lane.firm) {
            lane.due = lane.due.min(now);
        }
    }

    /// When the next waiting conversation is due.
    pub(super) fn next_due(&self, now: Instant) -> Option<Instant> {
        self.lanes.values().filter(|lane| !lane.busy && lane.due > now).map(|lane| lane.due).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_conversation_sends_one_message_at_a_time_and_others_go_on() {
        let now = Instant::now();
        let mut lanes = Lanes::default();
        let (one, other) = (ConversationId::generate(), ConversationId::generate());
        assert!(lanes.begin(one, now));
        assert!(!lanes.begin(one, now));
        assert!(lanes.begin(other, now));
        lanes.finish(one, Attempt::Done, now);
        assert!(lanes.begin(one, now));
    }

    #[test]
    fn a_wait_that_the_service_asked_for_is_not_hurried() {
        let now = Instant::now();
        let mut lanes = Lanes::default();
        let (told, lost) = (ConversationId::generate(), ConversationId::generate());
        assert!(lanes.begin(told, now) && lanes.begin(lost, now));
        lanes.finish(told, Attempt::Later(Retry::After(Duration::from_secs(7))), now);
        lanes.finish(lost, Attempt::Later(Retry::Backoff), now);
        lanes.hurry(now);
        assert!(lanes.begin(lost, now));
        assert!(!lanes.begin(told, now + Duration::from_secs(6)));
        assert!(lanes.begin(told, now + Duration::from_secs(8)));
    }

    #[test]
    fn what_has_nothing_to_send_is_forgotten_unless_it_is_on_its_way() {
        let now = Instant::now();
        let mut lanes = Lanes::default();
        let (busy, idle) = (ConversationId::generate(), ConversationId::generate());
        assert!(lanes.begin(busy, now) && lanes.begin(idle, now));
        lanes.finish(idle, Attempt::Later(Retry::After(Duration::from_secs(7))), now);
        assert!(lanes.next_due(now).is_some());
        lanes.keep_only(HashSet::new());
        assert!(!lanes.begin(busy, now));
        assert_eq!(lanes.next_due(now), None);
    }
}
