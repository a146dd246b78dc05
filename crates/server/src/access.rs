//! Who may do what, judged inside the transaction of the read or write that it is about.
//!
//! The rule itself, *an active patient and an active member of their care team*, stands once: in the view
//! `active_conversations` of the schema. View and supervisory grants are not part of it.

use crate::Refusal;
use crate::column::Stored;
use crate::origin::Caller;
use allia_protocol::Timestamp;
use allia_protocol::id::{ConversationId, UserId};
use allia_protocol::session::UserKind;
use rusqlite::{Connection, OptionalExtension, params};

/// A caller's place in a conversation that they may use now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seat {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
    /// The caller.
    pub(crate) user_id: UserId,
    /// The other side.
    pub(crate) peer_id: UserId,
    /// How many messages there are.
    pub(crate) last_position: i64,
    /// When the newest was accepted, in milliseconds; 0 before the first.
    pub(crate) last_sent_at: i64,
}

/// The session is still open and its user may still sign in.
pub(crate) fn session(connection: &Connection, caller: &Caller, now: Timestamp) -> Result<(), Refusal> {
    connection
        .prepare_cached(
            "SELECT 1 FROM sessions s JOIN users u ON u.user_id = s.user_id
             WHERE s.session_id = ?1 AND s.ended_at IS NULL AND s.expires_at > ?2
               AND u.disabled_at IS NULL AND u.deactivated_at IS NULL",
        )?
        .query_row(params![Stored(caller.session_id), Stored(now)], |_| Ok(()))
        .optional()?
        .ok_or(Refusal::NotSignedIn)
}

/// The user's place in a conversation; an unknown one and one they may not use answer alike.
pub(crate) fn seat(
    connection: &Connection,
    user_id: UserId,
    conversation_id: ConversationId,
) -> Result<Seat, Refusal> {
    connection
        .prepare_cached(
            "SELECT iif(patient_id = ?2, clinician_id, patient_id), last_position, last_sent_at
             FROM active_conversations
             WHERE conversation_id = ?1 AND ?2 IN (patient_id, clinician_id)",
        )?
        .query_row(params![Stored(conversation_id), Stored(user_id)], |row| {
            Ok(Seat {
                conversation_id,
                user_id,
                peer_id: row.get::<_, Stored<UserId>>(0)?.0,
                last_position: row.get(1)?,
                last_sent_at: row.get(2)?,
            })
        })
        .optional()?
        .ok_or(Refusal::NotFound)
}

/// Everybody with whom this user shares a conversation that is active now.
pub(crate) fn peers(connection: &Connection, user_id: UserId) -> rusqlite::Result<Vec<UserId>> {
    connection
        .prepare_cached(
            "SELECT clinician_id FROM active_conversations WHERE patient_id = ?1
             UNION ALL
             SELECT patient_id FROM active_conversations WHERE clinician_id = ?1",
        )?
        .query_map([Stored(user_id)], |row| row.get::<_, Stored<UserId>>(0).map(|Stored(id)| id))?
        .collect()
}

/// Only those whose work it is may go on.
pub(crate) fn kind(caller: &Caller, allowed: &[UserKind]) -> Result<(), Refusal> {
    if allowed.contains(&caller.kind) { Ok(()) } else { Err(Refusal::Forbidden) }
}
