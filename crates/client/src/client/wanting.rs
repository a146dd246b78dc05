//! A conversation that somebody wants to see, by a link from another program. It waits until there are screens to show
//! it: the program may be starting, locked, or nobody signed in.

use super::{Client, Stage};
use crate::outside::Outside;
use crate::signed_in::lock;
use crate::view::ClientEvent;
use allia_protocol::id::ConversationId;

impl Client {
    /// Somebody wants to see this conversation. An earlier one that still waits is given up. May be called on any thread.
    pub fn want_conversation(&self, conversation_id: ConversationId) {
        *lock(&self.inner.wanted) = Some(conversation_id);
        if let Stage::SignedIn(_) = self.stage() {
            self.inner.events.publish(ClientEvent::ConversationWanted);
        }
    }

    /// The conversation that waits to be shown, for screens that show it now. `None` unless somebody is signed in.
    pub fn take_wanted_conversation(&self) -> Option<ConversationId> {
        match self.stage() {
            Stage::SignedIn(_) => lock(&self.inner.wanted).take(),
            Stage::Locked(_) | Stage::KeyUnavailable(_) | Stage::SignedOut(_) => None,
        }
    }

    /// What tray and badge show now. What cannot be read counts as nothing.
    pub async fn outside(&self) -> Outside {
        match self.stage() {
            Stage::SignedIn(signed_in) => {
                Outside { unread: signed_in.cache.unread_total().await.unwrap_or(0), can_lock: true }
            }
            Stage::Locked(locked) => Outside { unread: locked.unread().unwrap_or(0), can_lock: false },
            Stage::KeyUnavailable(_) | Stage::SignedOut(_) => Outside::default(),
        }
    }
}
