//! What a person sets for themselves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person set for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Whether new messages raise a notification.
    pub notifications: bool,
    /// What a notification may show.
    pub notification_content: NotificationContent,
    /// Light, dark, or as the system.
    pub appearance: Appearance,
    /// Minutes without a key or a click after which the program locks; 1 to 30.
    pub lock_after_minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            notifications: true,
            notification_content: NotificationContent::Nothing,
            appearance: Appearance::System,
            lock_after_minutes: 15,
        }
    }
}

/// What a notification may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationContent {
    /// *New message*, nothing more.
    Nothing,
    /// The patient's name.
    Name,
}

/// Light, dark, or as the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
