//! One's own sessions.

use crate::column::Stored;
use crate::origin::Caller;
use allia_protocol::Timestamp;
use allia_protocol::id::SessionId;
use allia_protocol::session::{Session, SessionList};
use rusqlite::{Connection, params};

/// The caller's open sessions, newest first.
pub(crate) fn list(
    connection: &Connection,
    caller: &Caller,
    now: Timestamp,
) -> rusqlite::Result<SessionList> {
    let sessions = connection
        .prepare_cached(
            "SELECT session_id, device_name, created_at, last_seen_at FROM sessions
             WHERE user_id = ?1 AND ended_at IS NULL AND expires_at > ?2 ORDER BY created_at DESC, session_id DESC",
        )?
        .query_map(params![Stored(caller.user_id), Stored(now)], |row| {
            let session_id = row.get::<_, Stored<SessionId>>(0)?.0;
            Ok(Session {
                session_id,
                device_name: row.get(1)?,
                created_at: row.get::<_, Stored<Timestamp>>(2)?.0,
                last_seen_at: row.get::<_, Stored<Timestamp>>(3)?.0,
                current: session_id == caller.session_id,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(SessionList { sessions })
}
