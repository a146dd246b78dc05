//! Sessions as the database keeps them.

use crate::Refusal;
use crate::column::Stored;
use crate::database::Work;
use crate::origin::Caller;
use crate::token::TokenHash;
use allia_protocol::Timestamp;
use allia_protocol::id::{SessionId, UserId};
use allia_protocol::session::UserKind;
use rusqlite::{Connection, OptionalExtension, params};

const BY_ACCESS_TOKEN: &str = "SELECT s.session_id, s.user_id, u.kind, s.last_seen_at, s.expires_at
     FROM sessions s JOIN users u ON u.user_id = s.user_id
     WHERE s.access_hash = ?1 AND s.access_expires_at > ?2 AND s.expires_at > ?2 AND s.ended_at IS NULL
       AND u.disabled_at IS NULL AND u.deactivated_at IS NULL";

/// A caller, with what else their session says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Authenticated {
    pub(crate) caller: Caller,
    pub(crate) last_seen_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// Whose access token this is.
pub(crate) fn authenticate(
    connection: &Connection,
    access_hash: &TokenHash,
    now: Timestamp,
) -> Result<Authenticated, Refusal> {
    connection
        .prepare_cached(BY_ACCESS_TOKEN)?
        .query_row(params![access_hash, Stored(now)], |row| {
            Ok(Authenticated {
                caller: Caller {
                    session_id: row.get::<_, Stored<SessionId>>(0)?.0,
                    user_id: row.get::<_, Stored<UserId>>(1)?.0,
                    kind: row.get::<_, Stored<UserKind>>(2)?.0,
                },
                last_seen_at: row.get::<_, Stored<Timestamp>>(3)?.0,
                expires_at: row.get::<_, Stored<Timestamp>>(4)?.0,
            })
        })
        .optional()?
        .ok_or(Refusal::NotSignedIn)
}

/// Notes that the session called.
pub(crate) fn touch(work: &mut Work<'_>, session_id: SessionId) -> rusqlite::Result<()> {
    work.connection
        .prepare_cached("UPDATE sessions SET last_seen_at = max(last_seen_at, ?2) WHERE session_id = ?1")?
        .execute(params![Stored(session_id), Stored(work.now)])
        .map(drop)
}

/// Whether a session still stands.
pub(crate) fn is_open(
    connection: &Connection,
    session_id: SessionId,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM sessions WHERE session_id = ?1 AND ended_at IS NULL AND expires_at > ?2",
        )?
        .exists(params![Stored(session_id), Stored(now)])
}

/// Ends one of the user's sessions, and its streams; one that is not theirs, or over, is not found.
pub(crate) fn end(work: &mut Work<'_>, user_id: UserId, session_id: SessionId) -> Result<(), Refusal> {
    let ended = work
        .connection
        .prepare_cached(
            "UPDATE sessions SET ended_at = ?3
             WHERE session_id = ?1 AND user_id = ?2 AND ended_at IS NULL AND expires_at > ?3",
        )?
        .execute(params![Stored(session_id), Stored(user_id), Stored(work.now)])?;
    if ended == 0 {
        return Err(Refusal::NotFound);
    }
    work.end_session(session_id);
    Ok(())
}

/// Ends everything that the user has open.
pub(crate) fn end_all(work: &mut Work<'_>, user_id: UserId) -> rusqlite::Result<()> {
    let ended = work
        .connection
        .prepare_cached(
            "UPDATE sessions SET ended_at = ?2 WHERE user_id = ?1 AND ended_at IS NULL RETURNING session_id",
        )?
        .query_map(params![Stored(user_id), Stored(work.now)], |row| row.get::<_, Stored<SessionId>>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for Stored(session_id) in ended {
        work.end_session(session_id);
    }
    Ok(())
}

/// Forgets sessions that were over before `cutoff`, and their spent tokens.
pub(crate) fn delete_expired(connection: &Connection, cutoff: Timestamp) -> rusqlite::Result<usize> {
    connection.prepare_cached("DELETE FROM sessions WHERE expires_at < ?1")?.execute([Stored(cutoff)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::testing::plan;

    #[test]
    fn a_token_is_found_by_its_hash() {
        let plan = plan(BY_ACCESS_TOKEN);
        assert!(plan.contains("SEARCH s USING INDEX") && plan.contains("access_hash=?"), "{plan}");
        assert!(!plan.contains("SCAN"), "{plan}");
    }
}
