//! Where the person comes back to after a lock: the chat whose notification they clicked, or the one that was open.

use super::Client;
use super::locked::{Locked, Wish};
use crate::signed_in::SignedIn;
use crate::view::ClientEvent;
use allia_protocol::Timestamp;
use allia_protocol::id::ConversationId;

/// More rows than come anew during a lock.
const ROWS: u32 = 500;

/// What a locked program remembers of where the person was: ids and a time, no name.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// The chat that was on the screen.
    chat: Option<ConversationId>,
    /// When the newest message that was here by then was sent, by the service's clock.
    newest: Option<Timestamp>,
}

impl Place {
    /// Where the person is now.
    pub(super) async fn of(signed_in: &SignedIn) -> Self {
        let first = signed_in.cache.list("", 0, 1).await.unwrap_or_default().rows.into_iter().next();
        let newest = first.and_then(|row| row.last_message).map(|message| message.sent_at);
        Self { chat: signed_in.shown(), newest }
    }
}

impl Client {
    /// The program was unlocked: shows where the person wanted to go meanwhile, or else where they were, if that
    /// conversation is still there.
    pub(super) async fn return_to_chat(&self, locked: &Locked) {
        let Ok(signed_in) = self.signed_in() else { return };
        let wished = match locked.wished() {
            // Where it is not in the list, the screens say so.
            Some(Wish::Link(conversation_id)) => {
                return self.inner.events.publish(ClientEvent::OpenConversation { conversation_id });
            }
            Some(Wish::Conversation(id)) => Some(id),
            Some(Wish::Newest) => newest_unread(&signed_in, locked.place.newest).await,
            None => None,
        };
        for conversation_id in wished.into_iter().chain(locked.place.chat) {
            if matches!(signed_in.cache.row(conversation_id).await, Ok(Some(_))) {
                return self.inner.events.publish(ClientEvent::OpenConversation { conversation_id });
            }
        }
    }
}

/// The conversation written in last, of those that have something unread which was sent after `since`.
async fn newest_unread(signed_in: &SignedIn, since: Option<Timestamp>) -> Option<ConversationId> {
    let rows = signed_in.cache.list("", 0, ROWS).await.unwrap_or_default().rows;
    let newest = rows.into_iter().find(|row| row.unread > 0)?;
    let sent_at = newest.last_message.as_ref()?.sent_at;
    since.is_none_or(|since| sent_at > since).then_some(newest.conversation_id)
}
