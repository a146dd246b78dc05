//! What a person sets for themselves.

use super::quiet_hours::QuietHours;
use crate::lock::clamp_minutes;
use allia_protocol::session;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The smallest and the largest text, in percent of the ordinary one.
const TEXT_SIZES: (u32, u32) = (100, 200);

/// What a person set for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Whether new messages raise a notification.
    pub notifications: bool,
    /// What a notification may show.
    pub notification_content: NotificationContent,
    /// Light, dark, of high contrast, or as the system.
    pub appearance: Appearance,
    /// Minutes without a key or a click after which the program locks; 1 to 30.
    pub lock_after_minutes: u32,
    /// The language of the program's own words.
    pub language: Language,
    /// How large text is, in percent of the ordinary size; 100 to 200.
    pub text_size_percent: u32,
    /// Which key sends a message.
    pub send_key: SendKey,
    /// Whether the program starts when the person signs in to the computer.
    pub start_with_computer: bool,
    /// What closing the window does.
    pub when_closed: WhenClosed,
    /// When nothing raises a notification; `None` is never.
    pub quiet_hours: Option<QuietHours>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            notifications: true,
            notification_content: NotificationContent::Nothing,
            appearance: Appearance::System,
            lock_after_minutes: 15,
            language: Language::System,
            text_size_percent: 100,
            send_key: SendKey::Enter,
            start_with_computer: false,
            when_closed: WhenClosed::Ask,
            quiet_hours: None,
        }
    }
}

impl Settings {
    /// The same, with each number moved to the nearest one that is allowed.
    #[must_use]
    pub fn within_bounds(self) -> Self {
        let (smallest, largest) = TEXT_SIZES;
        Self {
            lock_after_minutes: clamp_minutes(self.lock_after_minutes),
            text_size_percent: self.text_size_percent.clamp(smallest, largest),
            ..self
        }
    }
}

/// What a notification may show, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationContent {
    /// *New message*, nothing more.
    Nothing,
    /// The patient's name.
    Name,
    /// The patient's name and the beginning of the text.
    NameAndText,
}

impl From<session::NotificationContent> for NotificationContent {
    fn from(content: session::NotificationContent) -> Self {
        match content {
            session::NotificationContent::Nothing => Self::Nothing,
            session::NotificationContent::Name => Self::Name,
            session::NotificationContent::NameAndText => Self::NameAndText,
        }
    }
}

/// Light, dark, of high contrast, or as the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Of high contrast.
    HighContrast,
}

/// The language of the program's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// The system's, where it is one of those below; English otherwise.
    System,
    /// English.
    English,
    /// Spanish.
    Spanish,
}

/// Which key sends a message. The other one, or Enter with Shift, begins a new line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SendKey {
    /// Enter.
    Enter,
    /// Enter with Ctrl, on a Mac with Command.
    CtrlEnter,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhenClosed {
    /// The person is asked, the first time.
    Ask,
    /// The program goes on in the tray, where there is one.
    KeepRunning,
    /// The program ends.
    Quit,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_an_earlier_version_keeps_what_it_says_and_the_rest_is_the_default() {
        let earlier = r#"{"notifications":false,"notification_content":"name","lock_after_minutes":5}"#;
        let read: Settings = serde_json::from_str(earlier).unwrap();
        let expected = Settings {
            notifications: false,
            notification_content: NotificationContent::Name,
            lock_after_minutes: 5,
            ..Settings::default()
        };
        assert_eq!(read, expected);
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::default());
    }

    #[test]
    fn numbers_out_of_bounds_become_the_nearest_that_is_allowed() {
        let of = |minutes, percent| {
            let set =
                Settings { lock_after_minutes: minutes, text_size_percent: percent, ..Settings::default() };
            let bounded = set.within_bounds();
            (bounded.lock_after_minutes, bounded.text_size_percent)
        };
        assert_eq!(of(0, 0), (1, 100));
        assert_eq!(of(7, 125), (7, 125));
        assert_eq!(of(u32::MAX, u32::MAX), (30, 200));
    }

    #[test]
    fn more_content_is_greater() {
        assert!(NotificationContent::Nothing < NotificationContent::Name);
        assert!(NotificationContent::Name < NotificationContent::NameAndText);
    }
}
