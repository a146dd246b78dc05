//! Notifications, as far as the screens and the system's menus have to do with them.

use super::locked::{Locked, Wish};
use super::{Client, Stage};
use crate::conversations::patient_view;
use crate::error::ClientError;
use crate::notification::{News, Surroundings};
use crate::view::{ClientEvent, NotificationContent, NotificationNote, NotificationTest};
use allia_protocol::Timestamp;
use allia_protocol::id::ConversationId;
use std::collections::HashMap;

impl Client {
    /// The person clicked a notification: its conversation is shown, at once or after unlocking. While the program is
    /// locked, `None` is the count of what came, and stands for the conversation written in last. The caller raises the
    /// window. May be called on any thread.
    pub fn notification_clicked(&self, conversation_id: Option<ConversationId>) {
        match (self.stage(), conversation_id) {
            (Stage::SignedIn(_), Some(conversation_id)) => {
                self.inner.events.publish(ClientEvent::OpenConversation { conversation_id });
            }
            (Stage::Locked(locked), Some(conversation_id)) => {
                locked.wish(Wish::Conversation(conversation_id))
            }
            (Stage::Locked(locked), None) => locked.wish(Wish::Newest),
            (Stage::SignedIn(_), None) | (Stage::KeyUnavailable(_) | Stage::SignedOut(_), _) => {}
        }
    }

    /// The system did not take a notification that was to be shown. May be called on any thread.
    pub fn notification_refused(&self, conversation_id: Option<ConversationId>) {
        self.inner.announcer.note_refusal(conversation_id);
    }

    /// Why there were, or were not, notifications: the last 200 decisions of this person since the program was started,
    /// newest first. Those of conversations that are gone are forgotten.
    ///
    /// # Errors
    /// When nobody is signed in, or the local copy cannot be read.
    pub async fn notification_log(&self) -> Result<Vec<NotificationNote>, ClientError> {
        let signed_in = self.signed_in()?;
        let notes = self.inner.announcer.notes();
        let ids: Vec<_> = notes.iter().filter_map(|note| note.conversation_id).collect();
        let rows = signed_in.cache.rows(&ids).await?;
        let patients: HashMap<_, _> =
            rows.into_iter().map(|row| (row.conversation_id, patient_view(row.patient))).collect();
        let shown = notes.into_iter().map(|note| NotificationNote {
            at: note.at,
            conversation_id: note.conversation_id,
            patient: note.conversation_id.and_then(|id| patients.get(&id).cloned()),
            outcome: note.outcome,
        });
        Ok(shown.collect())
    }

    /// Nothing raises a notification for an hour from now on. May be called on any thread.
    pub fn quiet_for_an_hour(&self) {
        self.inner.announcer.begin_quiet();
    }

    /// Ends the hour of quiet, if there is one. May be called on any thread.
    pub fn end_quiet(&self) {
        self.inner.announcer.end_quiet();
    }

    /// When the hour of quiet ends; `None` when there is none.
    pub fn quiet_until(&self) -> Option<Timestamp> {
        self.inner.announcer.quiet_until()
    }

    /// Shows a notification that stands for no message, and says what became of it; takes up to 15 s.
    ///
    /// # Errors
    /// When the journal, which has the language, cannot be read.
    pub async fn test_notification(&self) -> Result<NotificationTest, ClientError> {
        let settings = self.settings().await?;
        Ok(self.inner.announcer.test(&settings).await)
    }

    /// So many messages came since the program was locked.
    pub(super) fn announce_count(&self, locked: &Locked, count: u32) {
        let settings = self.settings_in_force();
        let surroundings = Surroundings {
            me: locked.identity.user_id,
            settings: &settings,
            policy: self.inner.policies.now().policy.notifications,
            practice_allows: NotificationContent::Nothing,
            in_front: None,
        };
        self.inner.announcer.announce(&[News::WhileLocked(count)], &surroundings);
    }
}
