//! The live stream: wake-ups, not the truth.

use crate::Timestamp;
use crate::conversation::PresenceState;
use crate::id::{ConversationId, Cursor, UserId};
use serde::{Deserialize, Serialize};

/// An event of `GET /v1/live`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveEvent {
    /// There is something in the feed: go and ask for changes.
    Changed(Changed),
    /// The other side of one of the caller's conversations came or went.
    Presence(PresenceChanged),
    /// The other side is writing.
    Typing(Typing),
    /// This session has ended; the stream closes.
    SignedOut,
}

/// Payload of `changed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// The newest place in the feed.
    pub cursor: Cursor,
    /// The caller's unread messages over all conversations, counted as the event leaves. Only there when the
    /// stream was opened with `unread=true`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub unread_count: Option<u64>,
}

/// Payload of `presence`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PresenceChanged {
    /// Who.
    pub user_id: UserId,
    /// Online or not.
    pub state: PresenceState,
    /// When the last live stream ended.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime, required = true))]
    pub last_seen_at: Option<Timestamp>,
}

/// Payload of `typing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Typing {
    /// Where.
    pub conversation_id: ConversationId,
    /// Who.
    pub user_id: UserId,
}

impl LiveEvent {
    /// The `event:` field.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Presence(_) => "presence",
            Self::Typing(_) => "typing",
            Self::SignedOut => "signed_out",
        }
    }

    /// The `data:` field: one line of JSON.
    ///
    /// # Errors
    /// None in practice: the payloads have no maps with keys that JSON cannot express.
    pub fn data(&self) -> serde_json::Result<String> {
        match self {
            Self::Changed(payload) => serde_json::to_string(payload),
            Self::Presence(payload) => serde_json::to_string(payload),
            Self::Typing(payload) => serde_json::to_string(payload),
            Self::SignedOut => Ok("{}".to_owned()),
        }
    }

    /// Reads an event; `None` for a name this version does not know.
    ///
    /// # Errors
    /// When the name is known and the payload is not of its form.
    pub fn parse(name: &str, data: &str) -> serde_json::Result<Option<Self>> {
        Ok(Some(match name {
            "changed" => Self::Changed(serde_json::from_str(data)?),
            "presence" => Self::Presence(serde_json::from_str(data)?),
            "typing" => Self::Typing(serde_json::from_str(data)?),
            "signed_out" => Self::SignedOut,
            _ => return Ok(None),
        }))
    }
}
