//! Holding the live stream open.

use super::LONGEST_WAIT;
use crate::api::fault::ApiFault;
use crate::live::{LiveFault, LiveStream};
use crate::retry::{Backoff, Retry};
use crate::signed_in::SignedIn;
use crate::view::ClientEvent;
use allia_protocol::conversation::Presence;
use allia_protocol::id::ConversationId;
use allia_protocol::live::LiveEvent;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::Instant;

/// A stream that held this long was a good one: the next attempt comes soon.
const STEADY: Duration = Duration::from_secs(10);

/// Opens the stream again and again. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let mut backoff = Backoff::network();
    loop {
        signed_in.session.resumed().await;
        let opened = tokio::select! {
            opened = signed_in.session.live() => opened,
            // What is on its way over a network that is gone would be waited for until it counts as silent.
            () = signed_in.wakes.reopen.notified() => continue,
        };
        let wait = match opened {
            Ok(stream) => {
                let begun = Instant::now();
                let fault = hold(&signed_in, stream).await;
                tracing::info!(%fault, seconds = begun.elapsed().as_secs(), "the live stream is over");
                if begun.elapsed() >= STEADY {
                    backoff.reset();
                }
                backoff.next_wait(Retry::Backoff)
            }
            Err(ApiFault::SessionEnded) => {
                signed_in.line.live_failed(None);
                continue;
            }
            Err(fault) => {
                tracing::info!(%fault, "the live stream could not be opened");
                signed_in.line.live_failed(fault.problem());
                backoff.next_wait(fault.retry())
            }
        };
        let _ = tokio::time::timeout(wait.unwrap_or(LONGEST_WAIT), signed_in.wakes.live.notified()).await;
    }
}

/// Hears the stream out, and says why it is over.
async fn hold(signed_in: &SignedIn, mut stream: LiveStream) -> LiveFault {
    signed_in.line.live_opened();
    signed_in.presence_stale.store(true, Ordering::Release);
    signed_in.wakes.sync.notify_one();
    signed_in.wakes.outbox.notify_one();
    let fault = tokio::select! {
        fault = hear(signed_in, &mut stream) => fault,
        () = signed_in.wakes.reopen.notified() => LiveFault::Broken,
    };
    signed_in.line.live_ended();
    fault
}

async fn hear(signed_in: &SignedIn, stream: &mut LiveStream) -> LiveFault {
    loop {
        match stream.next().await {
            Ok(LiveEvent::Changed(_)) => signed_in.wakes.sync.notify_one(),
            Ok(LiveEvent::Presence(told)) => {
                let presence = Presence { state: told.state, last_seen_at: told.last_seen_at };
                signed_in.line.tell_presence(told.user_id, presence);
            }
            Ok(LiveEvent::Typing(told)) => tell_typing(signed_in, told.conversation_id).await,
            // The next call learns whether that is so.
            Ok(LiveEvent::SignedOut) => {
                signed_in.wakes.sync.notify_one();
                return LiveFault::Ended;
            }
            Err(fault) => return fault,
        }
    }
}

/// Only for conversations that are here: a removal may have been applied meanwhile.
async fn tell_typing(signed_in: &SignedIn, conversation_id: ConversationId) {
    if matches!(signed_in.cache.row(conversation_id).await, Ok(Some(_))) {
        signed_in.events.publish(ClientEvent::Typing { conversation_id });
    }
}
