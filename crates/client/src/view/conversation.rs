//! The list of conversations and its patients.

use super::{MessageSlice, MessageView};
use allia_protocol::id::{ConversationId, UserId};
use allia_protocol::{Sensitive, Timestamp};
use serde::Serialize;
use ts_rs::TS;

/// The patient, as shown beside the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PatientView {
    /// Which user.
    #[ts(type = "string")]
    pub user_id: UserId,
    /// How they are called.
    #[ts(type = "string")]
    pub display_name: Sensitive<String>,
    /// `YYYY-MM-DD`.
    #[ts(type = "string")]
    pub birth_date: Sensitive<String>,
    /// How they wish to be spoken of.
    #[ts(type = "string | null")]
    pub pronouns: Option<Sensitive<String>>,
}

/// Whether the patient is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PresenceView {
    /// What is known.
    pub state: PresenceKnown,
    /// When they were last there.
    #[ts(type = "string | null")]
    pub last_seen_at: Option<Timestamp>,
}

/// What is known of somebody's presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PresenceKnown {
    /// There now.
    Online,
    /// Not there.
    Offline,
    /// We are offline ourselves and cannot know.
    Unknown,
}

/// One row of the list of conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ConversationRow {
    /// Which conversation.
    #[ts(type = "string")]
    pub conversation_id: ConversationId,
    /// With whom.
    pub patient: PatientView,
    /// The newest message, also one that still waits to go out; null means *No messages yet*.
    pub last_message: Option<MessageView>,
    /// The patient's messages that the clinician has not read.
    pub unread_count: u32,
    /// Whether the patient is there.
    pub presence: PresenceView,
    /// The beginning of text not yet sent; null if there is none.
    #[ts(type = "string | null")]
    pub draft: Option<Sensitive<String>>,
}

/// A page of the list of conversations: the ones written in last stand first, then by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ConversationList {
    /// The rows asked for.
    pub rows: Vec<ConversationRow>,
    /// How many there are for this search.
    pub total: u32,
    /// How many there are without a search; zero means an empty practice.
    pub total_without_search: u32,
    /// Unread messages over all conversations.
    pub total_unread: u32,
}

/// A conversation as it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OpenConversation {
    /// The header.
    pub row: ConversationRow,
    /// Its newest messages.
    pub slice: MessageSlice,
    /// Text not yet sent, whole.
    #[ts(type = "string")]
    pub draft: Sensitive<String>,
    /// Up to here the clinician had read when they opened it.
    #[ts(type = "number")]
    pub read_position: u64,
}

/// The emergency warning that patients see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NoticeView {
    /// Its heading.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The number to call.
    pub phone: String,
}
