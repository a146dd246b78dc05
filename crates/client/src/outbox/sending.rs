//! The attempts under way, each known by its conversation, however it ends.

use super::Attempt;
use crate::retry::Retry;
use allia_protocol::id::ConversationId;
use std::collections::HashMap;
use tokio::task::{Id, JoinSet};

/// Attempts to send, side by side. Dropping it cancels them.
#[derive(Debug, Default)]
pub(super) struct Sending {
    attempts: JoinSet<Attempt>,
    conversations: HashMap<Id, ConversationId>,
}

impl Sending {
    /// How many are under way.
    pub(super) fn len(&self) -> usize {
        self.attempts.len()
    }

    /// Sets an attempt going.
    pub(super) fn start(
        &mut self,
        conversation_id: ConversationId,
        attempt: impl Future<Output = Attempt> + Send + 'static,
    ) {
        let task = self.attempts.spawn(attempt).id();
        self.conversations.insert(task, conversation_id);
    }

    /// The next attempt that ends; `None` when none is under way. One that ended badly counts as failed, so that its
    /// conversation can go on. Loses nothing when it is cancelled.
    pub(super) async fn next(&mut self) -> Option<(ConversationId, Attempt)> {
        let (task, attempt) = match self.attempts.join_next_with_id().await? {
            Ok((task, attempt)) => (task, attempt),
            Err(error) => {
                tracing::error!(%error, "sending a message ended badly");
                (error.id(), Attempt::Later(Retry::Backoff))
            }
        };
        self.conversations.remove(&task).map(|conversation_id| (conversation_id, attempt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_attempt_that_panics_gives_its_conversation_back() {
        let (bad, good) = (ConversationId::generate(), ConversationId::generate());
        let mut sending = Sending::default();
        sending.start(bad, async { panic!("on purpose") });
        assert_eq!(sending.next().await, Some((bad, Attempt::Later(Retry::Backoff))));
        sending.start(good, async { Attempt::Done });
        assert_eq!(sending.next().await, Some((good, Attempt::Done)));
        assert_eq!((sending.next().await, sending.len()), (None, 0));
    }
}
