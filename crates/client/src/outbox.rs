//! Sending what the journal holds: in order within a conversation, several conversations side by side. A message
//! that the service refuses for good stands aside, visibly, and blocks nothing.

mod delivering;
mod lane;
mod sending;

use crate::journal::OutboxEntry;
use crate::retry::Retry;
use crate::signed_in::SignedIn;
use crate::sync::SyncFault;
use delivering::deliver;
use lane::Lanes;
use sending::Sending;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Messages on their way at once, each of another conversation.
const AT_ONCE: usize = 4;
/// The journal is looked at this often even if nothing wakes the worker.
const TIMER: Duration = Duration::from_secs(60);

/// What became of one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attempt {
    /// The message left the queue: accepted, or not sent for good.
    Done,
    /// It stays in the queue.
    Later(Retry),
}

/// The worker. Ends when the account stops; what was on its way is sent again after the next start, which the
/// service recognizes by the message's id.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let mut lanes = Lanes::default();
    let mut sending = Sending::default();
    loop {
        signed_in.session.resumed().await;
        start_due(&signed_in, &mut lanes, &mut sending).await;
        let next_due = lanes.next_due(Instant::now()).unwrap_or_else(|| Instant::now() + TIMER);
        tokio::select! {
            Some((conversation_id, attempt)) = sending.next() => {
                lanes.finish(conversation_id, attempt, Instant::now());
            }
            () = signed_in.wakes.outbox.notified() => lanes.hurry(Instant::now()),
            () = tokio::time::sleep_until(next_due) => {}
        }
    }
}

async fn start_due(signed_in: &Arc<SignedIn>, lanes: &mut Lanes, sending: &mut Sending) {
    let heads = match signed_in.journal.next_to_send().await {
        Ok(heads) => heads,
        Err(error) => {
            let fault = SyncFault::Journal(error);
            tracing::warn!(%fault, "the outbox cannot be read");
            signed_in.report_damage(fault.damaged_file());
            return;
        }
    };
    lanes.keep_only(heads.iter().map(|entry| entry.conversation_id).collect());
    for entry in heads {
        if sending.len() < AT_ONCE && lanes.begin(entry.conversation_id, Instant::now()) {
            sending.start(entry.conversation_id, send(Arc::clone(signed_in), entry));
        }
    }
}

async fn send(signed_in: Arc<SignedIn>, entry: OutboxEntry) -> Attempt {
    deliver(&signed_in, entry).await.unwrap_or_else(|fault| {
        tracing::warn!(%fault, "a message could not be moved out of the outbox");
        signed_in.report_damage(fault.damaged_file());
        Attempt::Later(Retry::Backoff)
    })
}

#[cfg(test)]
mod tests;
