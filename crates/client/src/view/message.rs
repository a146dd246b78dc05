//! Messages, and how far they have come.

use super::PatientView;
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a message of one's own has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Kept on this computer, waiting to go out.
    Queued,
    /// On the service's disk.
    Sent,
    /// On the patient's device.
    Delivered,
    /// The patient has opened the conversation since.
    Read,
    /// It will not go out by itself.
    NotSent {
        /// Why.
        reason: NotSentReason,
        /// Whether trying again can help.
        can_retry: bool,
    },
}

/// Why a message did not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotSentReason {
    /// The clinician is no longer on this patient's care team, or the patient was deactivated.
    NoLongerOnCareTeam,
    /// The service refuses a text this long.
    TooLong,
    /// The service refused it for another reason.
    Refused,
    /// Another message has the same id.
    Conflict,
    /// It stood in an older copy of the journal, which was put in place of the newer one: it may have been sent or
    /// given up since. Trying again sends it at most once.
    OlderCopy,
}

/// One line of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MessageView {
    /// Which message.
    #[ts(type = "string")]
    pub message_id: MessageId,
    /// Its place; null until the service has accepted it.
    #[ts(type = "number | null")]
    pub position: Option<u64>,
    /// Whether the clinician wrote it.
    pub from_me: bool,
    /// Whether the practice's rules wrote it.
    pub automatic: bool,
    /// What it says.
    #[ts(type = "string")]
    pub text: Sensitive<String>,
    /// When the service accepted it; null until then.
    #[ts(type = "string | null")]
    pub sent_at: Option<Timestamp>,
    /// When its sender pressed Enter, by the sender's clock.
    #[ts(type = "string")]
    pub composed_at: Timestamp,
    /// How far it has come; null for the patient's messages.
    pub status: Option<DeliveryStatus>,
}

/// Some consecutive messages, ascending; at the end of the conversation the waiting ones follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MessageSlice {
    /// The messages.
    pub messages: Vec<MessageView>,
    /// What stands before the first of them.
    pub older: OlderMessages,
}

/// What stands before the first message shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OlderMessages {
    /// Nothing: the conversation begins here.
    None,
    /// More, on this computer or to be fetched.
    Available,
    /// More, which IT does not let stay on this computer.
    NotKept,
    /// More, but not on this computer, and the service cannot be reached now.
    NotHereYet,
}

/// Which messages of a conversation the screen asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MessageRange {
    /// The newest ones, and the waiting ones after them.
    Newest {
        /// How many at most; 1 to 500.
        limit: u32,
    },
    /// The ones right before a message.
    Before {
        /// Its position.
        #[ts(type = "number")]
        position: u64,
        /// How many at most; 1 to 500.
        limit: u32,
    },
    /// Everything from a message to the end, and the waiting ones after that.
    From {
        /// Its position.
        #[ts(type = "number")]
        position: u64,
    },
}

/// A message found by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MessageHit {
    /// Where.
    #[ts(type = "string")]
    pub conversation_id: ConversationId,
    /// With whom.
    pub patient: PatientView,
    /// The message.
    pub message: MessageView,
}

/// A message that did not go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NotSentMessage {
    /// Where it was meant to go.
    #[ts(type = "string")]
    pub conversation_id: ConversationId,
    /// To whom; null once the patient is no longer known here.
    pub patient: Option<PatientView>,
    /// The message, with its reason.
    pub message: MessageView,
}
