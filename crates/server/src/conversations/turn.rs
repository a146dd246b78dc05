//! Conversations beginning, ending and resuming, as teams and patients come and go.

use crate::column::Stored;
use crate::database::Work;
use crate::feed::{self, Entry};
use allia_protocol::change::RemovalReason;
use allia_protocol::id::{ConversationId, UserId};
use rusqlite::{Connection, OptionalExtension, params};

/// A clinician and a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) patient_id: UserId,
    pub(crate) clinician_id: UserId,
}

/// The conversation of a pair, active or not.
pub(crate) fn between(connection: &Connection, pair: Pair) -> rusqlite::Result<Option<ConversationId>> {
    connection
        .prepare_cached(
            "SELECT conversation_id FROM conversations WHERE patient_id = ?1 AND clinician_id = ?2",
        )?
        .query_row(params![Stored(pair.patient_id), Stored(pair.clinician_id)], |row| {
            row.get::<_, Stored<ConversationId>>(0).map(|Stored(id)| id)
        })
        .optional()
}

/// Whether a pair may exchange messages now.
pub(crate) fn is_active(connection: &Connection, pair: Pair) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM active_conversations WHERE patient_id = ?1 AND clinician_id = ?2")?
        .exists(params![Stored(pair.patient_id), Stored(pair.clinician_id)])
}

/// Makes the pair's conversation if there was none, and shows it to both if the conditions now hold.
pub(crate) fn open(work: &mut Work<'_>, pair: Pair) -> rusqlite::Result<()> {
    let conversation_id = match between(work.connection, pair)? {
        Some(existing) => existing,
        None => create(work, pair)?,
    };
    if is_active(work.connection, pair)? {
        let both = [pair.clinician_id, pair.patient_id];
        feed::append_to_all(work, &both, Entry::Conversation { conversation_id })?;
    }
    Ok(())
}

/// Takes a conversation that was active from both. What their feeds said of it before never leaves again.
pub(crate) fn close(work: &mut Work<'_>, pair: Pair, reason: RemovalReason) -> rusqlite::Result<()> {
    let Some(conversation_id) = between(work.connection, pair)? else { return Ok(()) };
    for user_id in [pair.clinician_id, pair.patient_id] {
        let seq = feed::append(work, user_id, Entry::ConversationRemoved { conversation_id, reason })?;
        work.connection
            .prepare_cached(
                "UPDATE participants SET removed_seq = ?3 WHERE conversation_id = ?1 AND user_id = ?2",
            )?
            .execute(params![Stored(conversation_id), Stored(user_id), seq])?;
    }
    Ok(())
}

fn create(work: &mut Work<'_>, pair: Pair) -> rusqlite::Result<ConversationId> {
    let conversation_id = ConversationId::generate();
    work.connection
        .prepare_cached(
            "INSERT INTO conversations (conversation_id, patient_id, clinician_id, created_at)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            Stored(conversation_id),
            Stored(pair.patient_id),
            Stored(pair.clinician_id),
            Stored(work.now),
        ])?;
    for user_id in [pair.clinician_id, pair.patient_id] {
        work.connection
            .prepare_cached("INSERT INTO participants (conversation_id, user_id) VALUES (?1, ?2)")?
            .execute(params![Stored(conversation_id), Stored(user_id)])?;
    }
    Ok(conversation_id)
}
