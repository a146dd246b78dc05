//! The change feed: how a client stays current.

use crate::conversation::{Conversation, Message, Notice};
use crate::id::{ConversationId, Cursor, Position, UserId};
use crate::session::Practice;
use serde::{Deserialize, Serialize};

/// Why a conversation went away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RemovalReason {
    /// The clinician is no longer on the patient's care team.
    LeftCareTeam,
    /// The patient was deactivated.
    PatientDeactivated,
    /// A reason that this version does not know. It removes all the same.
    #[serde(other)]
    Unknown,
}

/// One entry of a user's change feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Change {
    /// A message was added.
    Message {
        /// The message.
        message: Message,
    },
    /// A conversation was added or altered.
    Conversation {
        /// The conversation as it is now.
        conversation: Box<Conversation>,
    },
    /// A conversation ended. Everything of it is to be forgotten.
    ConversationRemoved {
        /// Which one.
        conversation_id: ConversationId,
        /// Why.
        reason: RemovalReason,
    },
    /// A participant received or read further.
    Receipt {
        /// Where.
        conversation_id: ConversationId,
        /// Who.
        user_id: UserId,
        /// Received up to here.
        delivered_position: Position,
        /// Read up to here.
        read_position: Position,
    },
    /// The practice's emergency notice changed.
    Notice {
        /// The notice as it is now.
        notice: Notice,
    },
    /// What the practice sets for its clinicians' devices changed.
    Practice {
        /// The practice as it is now.
        practice: Practice,
    },
    /// A kind that this version does not know. Clients skip it and move on.
    #[serde(other)]
    Unknown,
}

/// Answer of `GET /v1/changes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePage {
    /// In commit order.
    pub changes: Vec<Change>,
    /// The place after these changes.
    pub cursor: Cursor,
    /// Whether there are more to fetch at once.
    pub more: bool,
}
