//! Whether a new message raises a notification of the operating system, and what that may say.

use crate::view::{NotificationContent, Settings};
use allia_protocol::Sensitive;
use allia_protocol::conversation::Message;
use allia_protocol::id::{ConversationId, Position, UserId};

/// Shows notifications. Calls return at once.
pub trait Notifier: Send + Sync {
    /// Shows a notification, in place of an earlier one of the same conversation, or of none.
    fn show(&self, notification: &Notification);
    /// Takes a conversation's notification away, if it is still there; `None` is the one of a locked program.
    fn withdraw(&self, conversation_id: Option<ConversationId>);
}

/// A notification, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// What a click opens; `None` while the program is locked: then it only comes to the front.
    pub conversation_id: Option<ConversationId>,
    /// All that it says. Contains a name only where the person allowed that.
    pub text: Sensitive<String>,
}

impl Notification {
    /// How many messages came while the program is locked, and nothing else.
    pub fn of_count(count: u32) -> Self {
        let text = if count == 1 { "1 new message".to_owned() } else { format!("{count} new messages") };
        Self { conversation_id: None, text: text.into() }
    }
}

/// Counts what comes while the program is locked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    unread: Option<u32>,
    /// The fewest that were unread since the lock began.
    before: Option<u32>,
    told: u32,
}

/// What there is to tell of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tidings {
    /// So many messages came since the lock began.
    Came(u32),
    /// All that came was read on another device.
    AllRead,
}

impl Tally {
    /// This many are unread when the lock begins; `None` where that is not known.
    pub const fn new(unread: Option<u32>) -> Self {
        Self { unread, before: unread, told: 0 }
    }

    /// Unread messages, as far as known.
    pub const fn unread(&self) -> Option<u32> {
        self.unread
    }

    /// The service counted. What there is to tell, if anything.
    pub fn learn(&mut self, unread: u32) -> Option<Tidings> {
        let before = self.before.map_or(unread, |before| before.min(unread));
        (self.unread, self.before) = (Some(unread), Some(before));
        let came = unread - before;
        let told = std::mem::replace(&mut self.told, came);
        match came {
            0 if told > 0 => Some(Tidings::AllRead),
            _ if came > told => Some(Tidings::Came(came)),
            _ => None,
        }
    }
}

/// What the decision rests on.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// Whose program this is.
    pub me: UserId,
    /// What they set.
    pub settings: &'a Settings,
    /// The conversation in front of their eyes, if the window has the focus.
    pub in_front: Option<ConversationId>,
    /// How far they have read this conversation.
    pub my_read: Position,
    /// The patient's name.
    pub patient_name: &'a str,
}

/// Why a message raises no notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// They wrote it themselves, perhaps on another computer.
    OwnMessage,
    /// They turned notifications off.
    TurnedOff,
    /// They are looking at the conversation.
    InFront,
    /// They have read it elsewhere.
    AlreadyRead,
}

/// Decides about a message that came through the change feed. History never gets here.
///
/// # Errors
/// The reason for which nothing is shown.
pub fn decide(message: &Message, now: &Circumstances<'_>) -> Result<Notification, Silence> {
    if message.sender_id == now.me {
        return Err(Silence::OwnMessage);
    }
    if !now.settings.notifications {
        return Err(Silence::TurnedOff);
    }
    if now.in_front == Some(message.conversation_id) {
        return Err(Silence::InFront);
    }
    if message.position <= now.my_read {
        return Err(Silence::AlreadyRead);
    }
    Ok(Notification { conversation_id: Some(message.conversation_id), text: text(message, now).into() })
}

fn text(message: &Message, now: &Circumstances<'_>) -> String {
    match now.settings.notification_content {
        NotificationContent::Nothing => "New message".to_owned(),
        NotificationContent::Name => format!("New message from {}", now.patient_name),
        NotificationContent::NameAndText => format!("{}: {}", now.patient_name, message.text.expose()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn with(adjust: impl FnOnce(&mut Circumstances<'_>, &Message, &mut Settings)) -> Result<String, Silence> {
        let message = fixture::message(ConversationId::generate(), 4, "It itches again");
        let mut settings = Settings::default();
        let mut now = Circumstances {
            me: UserId::generate(),
            settings: &Settings::default(),
            in_front: None,
            my_read: Position::new(3),
            patient_name: "Zoë Ångström",
        };
        adjust(&mut now, &message, &mut settings);
        let now = Circumstances { settings: &settings, ..now };
        decide(&message, &now).map(|notification| notification.text.into_exposed())
    }

    #[test]
    fn says_new_message_and_nothing_more_unless_more_is_allowed() {
        assert_eq!(with(|_, _, _| {}), Ok("New message".to_owned()));
        let named = with(|_, _, settings| settings.notification_content = NotificationContent::Name);
        assert_eq!(named, Ok("New message from Zoë Ångström".to_owned()));
        let all = with(|_, _, settings| settings.notification_content = NotificationContent::NameAndText);
        assert_eq!(all, Ok("Zoë Ångström: It itches again".to_owned()));
    }

    #[test]
    fn each_silence_has_its_reason() {
        assert_eq!(with(|now, message, _| now.me = message.sender_id), Err(Silence::OwnMessage));
        assert_eq!(with(|_, _, settings| settings.notifications = false), Err(Silence::TurnedOff));
        let in_front = with(|now, message, _| now.in_front = Some(message.conversation_id));
        assert_eq!(in_front, Err(Silence::InFront));
        assert_eq!(with(|now, message, _| now.my_read = message.position), Err(Silence::AlreadyRead));
    }

    #[test]
    fn a_locked_program_tells_how_many_came_since_and_takes_it_back_when_they_are_read_elsewhere() {
        let mut tally = Tally::new(Some(3));
        assert_eq!(tally.learn(3), None);
        assert_eq!(tally.learn(5), Some(Tidings::Came(2)));
        assert_eq!(tally.learn(5), None);
        assert_eq!(tally.learn(2), Some(Tidings::AllRead), "the old ones were read too");
        assert_eq!(tally.learn(3), Some(Tidings::Came(1)));
        assert_eq!(tally.unread(), Some(3));
        assert_eq!(Notification::of_count(1).text.expose(), "1 new message");
        assert_eq!(Notification::of_count(2).text.expose(), "2 new messages");
    }

    #[test]
    fn a_first_count_of_what_was_there_before_is_no_news() {
        let mut tally = Tally::default();
        assert_eq!((tally.unread(), tally.learn(4)), (None, None));
        assert_eq!(tally.learn(6), Some(Tidings::Came(2)));
    }

    #[test]
    fn another_chat_in_front_silences_nothing() {
        let other = with(|now, _, _| now.in_front = Some(ConversationId::generate()));
        assert_eq!(other, Ok("New message".to_owned()));
    }
}
