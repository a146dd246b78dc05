//! What the screens listen to.

use super::{AppState, Check, Connection, PresenceView, SyncProgress};
use allia_protocol::Timestamp;
use allia_protocol::change::RemovalReason;
use allia_protocol::id::ConversationId;
use serde::Serialize;
use ts_rs::TS;

/// Something changed: what the screens listen to. They read again; the event carries no text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClientEvent {
    /// The program stands elsewhere.
    AppState {
        /// Where.
        app_state: AppState,
    },
    /// Nobody has used the program for a while: it locks in this many seconds unless somebody does.
    LockSoon {
        /// Seconds left; at most 60.
        seconds: u32,
    },
    /// The program locks now: whatever was written and is not kept yet must be kept at once.
    Locking,
    /// The line to the service changed.
    Connection {
        /// How it stands.
        connection: Connection,
    },
    /// More history has come.
    SyncProgress {
        /// How much.
        progress: SyncProgress,
    },
    /// Rows of the list changed, came or went.
    ConversationsChanged {
        /// Which ones.
        #[ts(type = "string[]")]
        conversation_ids: Vec<ConversationId>,
    },
    /// Messages of this conversation came or changed their status.
    MessagesChanged {
        /// Which one.
        #[ts(type = "string")]
        conversation_id: ConversationId,
    },
    /// A patient came or went.
    Presence {
        /// In which conversation.
        #[ts(type = "string")]
        conversation_id: ConversationId,
        /// How it stands.
        presence: PresenceView,
    },
    /// The patient is writing; holds for five seconds.
    Typing {
        /// In which conversation.
        #[ts(type = "string")]
        conversation_id: ConversationId,
    },
    /// A conversation ended and was forgotten.
    ConversationRemoved {
        /// Which one.
        #[ts(type = "string")]
        conversation_id: ConversationId,
        /// Why.
        #[ts(type = "\"left_care_team\" | \"patient_deactivated\" | \"unknown\"")]
        reason: RemovalReason,
    },
    /// The list of messages that did not go out changed.
    NotSentChanged {
        /// How many there are.
        count: u32,
    },
    /// The settings that hold changed, or what IT has fixed of them.
    SettingsChanged,
    /// The emergency notice changed.
    NoticeChanged,
    /// An hour of quiet began or ended.
    QuietChanged {
        /// Until when there are no notifications; null when there are.
        #[ts(type = "string | null")]
        until: Option<Timestamp>,
    },
    /// The person wants to see this conversation: they clicked its notification, or came back to it.
    OpenConversation {
        /// Which one.
        #[ts(type = "string")]
        conversation_id: ConversationId,
    },
    /// The person chose an action of the screens in the system's menu.
    ActionChosen {
        /// Its name, as the screens gave it.
        action: String,
    },
    /// The network doctor has finished a check.
    Checked {
        /// What it found.
        check: Check,
    },
    /// A link leads to a conversation that is to be shown: the screens take it.
    ConversationWanted,
    /// The window was closed: the person is asked whether the program goes on in the tray.
    CloseAsked,
    /// Events were dropped because the screen was too slow: read everything again.
    EventsLagged,
}
