//! A conversation as one of the two sees it, in one read.

use crate::column::{Stored, optional};
use crate::live::Hub;
use crate::messages;
use allia_protocol::conversation::{Clinician, Conversation, Patient, Presence};
use allia_protocol::id::{ConversationId, Position, UserId};
use allia_protocol::{Sensitive, Timestamp};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// The conversations of `:user` that are active now, complete with newest message, unread count and receipts.
/// Parameter `:user` says whose view it is; the condition narrows it further.
macro_rules! select_conversations {
    ($condition:literal) => {
        concat!(
            "SELECT a.conversation_id, p.user_id, p.display_name, p.birth_date, p.pronouns,
                    k.user_id, k.display_name, k.title,
                    (SELECT count(*) FROM messages u
                     WHERE u.conversation_id = a.conversation_id AND u.sender_id = peer.user_id
                       AND u.position > mine.read_position),
                    mine.read_position, peer.delivered_position, peer.read_position, peer.user_id,
                    iif(peer.user_id = p.user_id, p.last_seen_at, k.last_seen_at),
                    m.message_id, m.conversation_id, m.position, m.sender_id, m.kind, m.text, m.sent_at, m.composed_at
             FROM active_conversations a
             JOIN users p ON p.user_id = a.patient_id
             JOIN users k ON k.user_id = a.clinician_id
             JOIN participants mine ON mine.conversation_id = a.conversation_id AND mine.user_id = :user
             JOIN participants peer ON peer.conversation_id = a.conversation_id
                  AND peer.user_id = iif(a.patient_id = :user, a.clinician_id, a.patient_id)
             LEFT JOIN messages m ON m.conversation_id = a.conversation_id AND m.position = a.last_position
             WHERE ",
            $condition
        )
    };
}
pub(super) use select_conversations;

const MESSAGE_COLUMNS: usize = 14;

/// One conversation as this user sees it, if they may.
pub(crate) fn one(
    connection: &Connection,
    hub: &Hub,
    user: UserId,
    conversation_id: ConversationId,
) -> rusqlite::Result<Option<Conversation>> {
    connection
        .prepare_cached(select_conversations!(
            "a.conversation_id = :conversation AND :user IN (a.patient_id, a.clinician_id)"
        ))?
        .query_row(named_params! {":user": Stored(user), ":conversation": Stored(conversation_id)}, |row| {
            read(row, hub)
        })
        .optional()
}

pub(super) fn read(row: &Row<'_>, hub: &Hub) -> rusqlite::Result<Conversation> {
    let peer = row.get::<_, Stored<UserId>>(12)?.0;
    let has_messages = row.get::<_, Option<i64>>(MESSAGE_COLUMNS + 2)?.is_some();
    Ok(Conversation {
        conversation_id: row.get::<_, Stored<ConversationId>>(0)?.0,
        patient: read_patient(row)?,
        clinician: read_clinician(row)?,
        last_message: if has_messages { Some(messages::read(row, MESSAGE_COLUMNS)?) } else { None },
        unread_count: row.get::<_, i64>(8)?.unsigned_abs(),
        my_read_position: row.get::<_, Stored<Position>>(9)?.0,
        peer_delivered_position: row.get::<_, Stored<Position>>(10)?.0,
        peer_read_position: row.get::<_, Stored<Position>>(11)?.0,
        presence: Presence {
            state: hub.state(peer),
            last_seen_at: optional(row.get::<_, Option<Stored<Timestamp>>>(13)?),
        },
    })
}

fn read_patient(row: &Row<'_>) -> rusqlite::Result<Patient> {
    Ok(Patient {
        user_id: row.get::<_, Stored<UserId>>(1)?.0,
        display_name: row.get::<_, Stored<Sensitive<String>>>(2)?.0,
        birth_date: row.get::<_, Stored<Sensitive<Date>>>(3)?.0,
        pronouns: optional(row.get::<_, Option<Stored<Sensitive<String>>>>(4)?),
    })
}

fn read_clinician(row: &Row<'_>) -> rusqlite::Result<Clinician> {
    Ok(Clinician {
        user_id: row.get::<_, Stored<UserId>>(5)?.0,
        display_name: row.get::<_, Stored<Sensitive<String>>>(6)?.0,
        title: row.get(7)?,
    })
}
