//! Conversations, messages, receipts and the emergency notice.

use crate::id::{ConversationId, Cursor, MessageId, Position, UserId};
use crate::{Sensitive, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The patient of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Patient {
    /// Who it is.
    pub user_id: UserId,
    /// How they are called.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub display_name: Sensitive<String>,
    /// Tells two people of the same name apart.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub birth_date: Sensitive<Date>,
    /// How they wish to be spoken of.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, required = true))]
    pub pronouns: Option<Sensitive<String>>,
}

/// The clinician of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clinician {
    /// Who it is.
    pub user_id: UserId,
    /// How they are called.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub display_name: Sensitive<String>,
    /// Their profession, such as `RN`.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub title: Option<String>,
}

/// Whether somebody has a live stream open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PresenceState {
    /// At least one live stream is open, or ended less than 30 s ago.
    Online,
    /// None is. A state that this version does not know reads as this.
    #[serde(other)]
    Offline,
}

/// The other side's presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presence {
    /// Online or not.
    pub state: PresenceState,
    /// When the last live stream ended; null if there never was one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime, required = true))]
    pub last_seen_at: Option<Timestamp>,
}

/// Who wrote a message: a person, or the practice's rules on a person's behalf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MessageKind {
    /// The practice's automatic answer.
    Automatic,
    /// A person wrote it. A kind that this version does not know reads as this: what counts is its text.
    #[serde(other)]
    Text,
}

/// A message. It never changes once the service has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Made by the sender.
    pub message_id: MessageId,
    /// Where it belongs.
    pub conversation_id: ConversationId,
    /// Its place, given by the service.
    pub position: Position,
    /// Who sent it.
    pub sender_id: UserId,
    /// Person or automatic.
    pub kind: MessageKind,
    /// What it says; plain text.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 16_384))]
    pub text: Sensitive<String>,
    /// When the service accepted it. This orders.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub sent_at: Timestamp,
    /// When the sender pressed Enter, by the sender's clock. Only shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub composed_at: Timestamp,
}

/// The one thread between one clinician and one patient, as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conversation {
    /// Which conversation.
    pub conversation_id: ConversationId,
    /// Its patient.
    pub patient: Patient,
    /// Its clinician.
    pub clinician: Clinician,
    /// The newest message; null means *No messages yet*.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub last_message: Option<Message>,
    /// The other side's messages beyond `my_read_position`.
    pub unread_count: u64,
    /// How far the caller has read.
    pub my_read_position: Position,
    /// How far the other side has received.
    pub peer_delivered_position: Position,
    /// How far the other side has read.
    pub peer_read_position: Position,
    /// The other side's presence.
    pub presence: Presence,
}

/// The emergency warning that patients see at the top of their messages, every time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Grows by one with every change.
    pub version: u64,
    /// Its heading; 1 to 200 characters.
    pub title: String,
    /// Its text; 1 to 2,000 characters.
    pub text: String,
    /// The number to call.
    pub phone: String,
}

/// Answer of `GET /v1/conversations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationPage {
    /// The conversations of this page.
    pub conversations: Vec<Conversation>,
    /// Where the next page begins; null on the last one.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub next: Option<String>,
    /// The caller's place in the change feed when the first page was made.
    pub cursor: Cursor,
    /// The practice's emergency notice; always set for a patient.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub notice: Option<Notice>,
}

/// Answer of `GET /v1/conversations/{id}/messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePage {
    /// Ascending by position.
    pub messages: Vec<Message>,
    /// Whether there are more in the direction that was asked for.
    pub more: bool,
}

/// Body of `PUT /v1/conversations/{id}/messages/{message_id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendMessage {
    /// 1 to 16,384 bytes after trimming, without NUL.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 16_384))]
    pub text: Sensitive<String>,
    /// When the sender pressed Enter, by the sender's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub composed_at: Timestamp,
}

/// Body of `PUT /v1/conversations/{id}/receipt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutReceipt {
    /// How far the caller's device has received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_position: Option<Position>,
    /// How far the caller has read; implies delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_position: Option<Position>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_later_version_are_read_and_those_of_this_one_written_as_ever() {
        for (word, kind) in [("text", MessageKind::Text), ("automatic", MessageKind::Automatic)] {
            assert_eq!(serde_json::to_value(kind).unwrap(), word);
            assert_eq!(serde_json::from_value::<MessageKind>(word.into()).unwrap(), kind);
        }
        for (word, state) in [("online", PresenceState::Online), ("offline", PresenceState::Offline)] {
            assert_eq!(serde_json::to_value(state).unwrap(), word);
            assert_eq!(serde_json::from_value::<PresenceState>(word.into()).unwrap(), state);
        }
        assert_eq!(serde_json::from_value::<MessageKind>("template".into()).unwrap(), MessageKind::Text);
        assert_eq!(serde_json::from_value::<PresenceState>("away".into()).unwrap(), PresenceState::Offline);
    }
}
