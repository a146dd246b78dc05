//! At most one "is writing" a second for each person and conversation.

use allia_protocol::id::{ConversationId, UserId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

const PAUSE: Duration = Duration::from_secs(1);
/// Beyond so many remembered moments the old ones are forgotten.
const TIDY_AT: usize = 4_096;

/// Remembers who was just said to be writing.
#[derive(Default)]
pub(crate) struct TypingGate(Mutex<HashMap<(ConversationId, UserId), Instant>>);

impl TypingGate {
    /// Whether this one counts.
    pub(crate) fn admits(&self, conversation_id: ConversationId, user_id: UserId, now: Instant) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= TIDY_AT {
            last.retain(|_, at| now.duration_since(*at) < PAUSE);
        }
        let counts = last.get(&(conversation_id, user_id)).is_none_or(|at| now.duration_since(*at) >= PAUSE);
        if counts {
            last.insert((conversation_id, user_id), now);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_a_second_counts() {
        let gate = TypingGate::default();
        let (chat, other, user) =
            (ConversationId::generate(), ConversationId::generate(), UserId::generate());
        let now = Instant::now();
        assert!(gate.admits(chat, user, now));
        assert!(!gate.admits(chat, user, now));
        assert!(gate.admits(other, user, now));
        assert!(gate.admits(chat, user, now + PAUSE));
    }
}
