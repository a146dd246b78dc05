//! Whether notifications are shown, and why one was or was not.

use allia_protocol::Timestamp;
use allia_protocol::id::ConversationId;
use serde::Serialize;
use ts_rs::TS;

use super::PatientView;
use crate::notification::Silence;

/// Why there was, or was not, a notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NotificationNote {
    /// When it was decided.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// Of which conversation; null while the program was locked.
    #[ts(type = "string | null")]
    pub conversation_id: Option<ConversationId>,
    /// With whom; null while the program was locked.
    pub patient: Option<PatientView>,
    /// What was decided.
    pub outcome: NotificationOutcome,
}

/// What became of a new message's notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationOutcome {
    /// It was handed to the system.
    Shown,
    /// The program was locked, so only the count of new messages was handed to the system.
    Counted,
    /// It was to be shown, and the system did not take it.
    NotTaken,
    /// There was to be none.
    #[serde(untagged)]
    Silent(Silence),
}

impl NotificationOutcome {
    /// Whether something was handed to the system.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Shown | Self::Counted)
    }
}

/// What came of a try to show a notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NotificationTest {
    /// How it went.
    pub verdict: NotificationVerdict,
    /// The name and version of what shows notifications on this computer, if it says them.
    pub shown_by: Option<String>,
}

/// How a try to show a notification went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationVerdict {
    /// The system shows it; or would, if it was only looked.
    Shown,
    /// The system took it, and does not say whether it shows it.
    Unsaid,
    /// The system is told not to disturb, so it keeps it back.
    HeldBack,
    /// The system took it and closed it at once.
    ClosedAtOnce,
    /// Nothing on this computer shows notifications.
    NothingShowsThem,
    /// What shows notifications does not answer.
    NoAnswer,
    /// What shows notifications refuses them.
    Refused,
}
