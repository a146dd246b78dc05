//! A conversation that somebody wants to see, by a link from another program. It waits until there are screens to show
//! it: the program may be starting, locked, or nobody signed in.

use super::locked::Wish;
use super::{Client, Stage};
use crate::outside::Outside;
use crate::signed_in::lock;
use crate::view::ClientEvent;
use allia_protocol::id::ConversationId;

impl Client {
    /// Somebody wants to see this conversation. An earlier one that still waits is given up. May be called on any thread.
    pub fn want_conversation(&self, conversation_id: ConversationId) {
        let stage = self.stage();
        if let Stage::Locked(locked) = stage {
            return locked.wish(Wish::Link(conversation_id));
        }
        *lock(&self.inner.wanted) = Some(conversation_id);
        if let Stage::SignedIn(_) = stage {
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

    /// Begins an hour of quiet, or ends the one that there is. May be called on any thread.
    pub fn switch_quiet(&self) {
        if self.quiet_until().is_some() {
            self.end_quiet();
        } else {
            self.quiet_for_an_hour();
        }
    }

    /// What tray and badge show now. What cannot be read counts as nothing.
    pub async fn outside(&self) -> Outside {
        match self.stage() {
            Stage::SignedIn(signed_in) => Outside {
                unread: signed_in.cache.unread_total().await.unwrap_or(0),
                can_lock: true,
                can_be_quiet: true,
                quiet: self.quiet_until().is_some(),
            },
            Stage::Locked(locked) => Outside {
                unread: locked.unread().unwrap_or(0),
                can_lock: false,
                can_be_quiet: true,
                quiet: self.quiet_until().is_some(),
            },
            Stage::KeyUnavailable(_) | Stage::SignedOut(_) => Outside::default(),
        }
    }
}
