//! Whether there is a notification, and what it says: one pure function.

use super::Notification;
use super::content::one_line;
use super::quiet::is_within;
use crate::view::{NotificationContent, Settings, TimeOfDay};
use crate::words::Words;
use allia_protocol::Sensitive;
use allia_protocol::conversation::Message;
use allia_protocol::id::{ConversationId, Position, UserId};
use serde::Serialize;
use ts_rs::TS;

/// What happened that a person may want to hear of.
#[derive(Clone, Copy, Debug)]
pub enum News<'a> {
    /// A message came through the change feed. History is no news.
    Message {
        /// The message.
        message: &'a Message,
        /// With whom the conversation is.
        patient_name: &'a Sensitive<String>,
        /// How far the person has read it.
        my_read: Position,
    },
    /// So many messages came since the program was locked.
    WhileLocked(u32),
}

/// What the decision rests on.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// Whose program this is.
    pub me: UserId,
    /// What holds: what they set, where no policy says otherwise.
    pub settings: &'a Settings,
    /// Whether a policy, and not the person, turned notifications off.
    pub forbidden_by_policy: bool,
    /// The most that their practice lets a notification show.
    pub practice_allows: NotificationContent,
    /// What the clock on the wall shows.
    pub local_time: Option<TimeOfDay>,
    /// Whether they asked for an hour of quiet that is not over.
    pub quiet_for_an_hour: bool,
    /// The conversation in front of their eyes, if the window has the focus.
    pub in_front: Option<ConversationId>,
    /// What the program says outside its screens.
    pub words: &'static Words,
}

/// Why news raise no notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// They wrote it themselves, on another computer.
    OwnMessage,
    /// A policy turned notifications off.
    ByPolicy,
    /// They turned notifications off.
    TurnedOff,
    /// It is within the quiet hours that they set.
    QuietHours,
    /// They asked for an hour of quiet.
    QuietForAnHour,
    /// They are looking at the conversation.
    InFront,
    /// They have read it elsewhere.
    AlreadyRead,
}

/// Decides. The first reason against a notification that holds is given, in the order of [`Silence`].
///
/// # Errors
/// The reason for which nothing is shown.
pub fn decide(news: &News<'_>, now: &Circumstances<'_>) -> Result<Notification, Silence> {
    if news.is_by(now.me) {
        return Err(Silence::OwnMessage);
    }
    if now.forbidden_by_policy {
        return Err(Silence::ByPolicy);
    }
    if !now.settings.notifications {
        return Err(Silence::TurnedOff);
    }
    if now.is_in_quiet_hours() {
        return Err(Silence::QuietHours);
    }
    if now.quiet_for_an_hour {
        return Err(Silence::QuietForAnHour);
    }
    if now.in_front.is_some() && now.in_front == news.conversation_id() {
        return Err(Silence::InFront);
    }
    if news.is_read() {
        return Err(Silence::AlreadyRead);
    }
    Ok(news.notification(now))
}

impl Circumstances<'_> {
    /// What a notification may show: no more than the person, a policy and the practice allow.
    pub fn content(&self) -> NotificationContent {
        self.settings.notification_content.min(self.practice_allows)
    }

    fn is_in_quiet_hours(&self) -> bool {
        let hours = self.settings.quiet_hours.as_ref();
        hours.zip(self.local_time).is_some_and(|(hours, at)| is_within(hours, at))
    }
}

impl News<'_> {
    /// Where it happened, if that may be known.
    pub fn conversation_id(&self) -> Option<ConversationId> {
        match self {
            Self::Message { message, .. } => Some(message.conversation_id),
            Self::WhileLocked(_) => None,
        }
    }

    fn is_by(&self, me: UserId) -> bool {
        matches!(self, Self::Message { message, .. } if message.sender_id == me)
    }

    fn is_read(&self) -> bool {
        matches!(self, Self::Message { message, my_read, .. } if message.position <= *my_read)
    }

    fn notification(&self, now: &Circumstances<'_>) -> Notification {
        let words = now.words;
        let (title, body) = match self {
            Self::WhileLocked(count) => ((words.new_messages)(*count), None),
            Self::Message { message, patient_name, .. } => {
                let named = || (words.new_message_from)(&one_line(patient_name.expose()));
                match now.content() {
                    NotificationContent::Nothing => (words.new_message.to_owned(), None),
                    NotificationContent::Name => (named(), None),
                    NotificationContent::NameAndText => (named(), Some(one_line(message.text.expose()))),
                }
            }
        };
        Notification {
            conversation_id: self.conversation_id(),
            title: title.into(),
            body: body.map(Into::into),
            open: words.open,
        }
    }
}

#[cfg(test)]
mod tests;
