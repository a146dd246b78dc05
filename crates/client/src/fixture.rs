//! What the tests of this crate talk about.

pub(crate) mod clinic;
pub(crate) mod desk;
pub(crate) mod peer;
pub(crate) mod untrusted;

use allia_protocol::conversation::{
    Clinician, Conversation, Message, MessageKind, Patient, Presence, PresenceState,
};
use allia_protocol::id::{ConversationId, MessageId, Position, SessionId, UserId};
use allia_protocol::session::{SessionTokens, User, UserKind};
use allia_protocol::{Secret, Timestamp};
use jiff::civil::date;

/// A conversation with this patient, without messages.
pub(crate) fn conversation(name: &str) -> Conversation {
    Conversation {
        conversation_id: ConversationId::generate(),
        patient: Patient {
            user_id: UserId::generate(),
            display_name: name.to_owned().into(),
            birth_date: date(1980, 3, 4).into(),
            pronouns: None,
        },
        clinician: Clinician {
            user_id: UserId::generate(),
            display_name: "Robin Vega".to_owned().into(),
            title: Some("RN".to_owned()),
        },
        last_message: None,
        unread_count: 0,
        my_read_position: Position::ZERO,
        peer_delivered_position: Position::ZERO,
        peer_read_position: Position::ZERO,
        presence: Presence { state: PresenceState::Offline, last_seen_at: None },
    }
}

/// A message from somebody else.
pub(crate) fn message(conversation_id: ConversationId, position: u64, text: &str) -> Message {
    let sent_at = Timestamp::from_millis(1_790_000_000_000).plus_millis(i64::try_from(position).unwrap_or(0));
    Message {
        message_id: MessageId::generate(),
        conversation_id,
        position: Position::new(position),
        sender_id: UserId::generate(),
        kind: MessageKind::Text,
        text: text.to_owned().into(),
        sent_at,
        composed_at: sent_at,
    }
}

/// A session for this user.
pub(crate) fn tokens(access: &str, refresh: &str, user_id: UserId, now: Timestamp) -> SessionTokens {
    SessionTokens {
        session_id: SessionId::generate(),
        access_token: Secret::new(access),
        access_expires_at: now.plus_millis(15 * 60 * 1_000),
        refresh_token: Secret::new(refresh),
        session_expires_at: now.plus_millis(12 * 60 * 60 * 1_000),
        user: User { user_id, kind: UserKind::Clinician, display_name: "Robin Vega".to_owned().into() },
    }
}
