//! Renewing a session's tokens. A refresh token serves once; one that comes back ends its session, because
//! either its owner or somebody else holds a stolen one.

use super::Lives;
use crate::Refusal;
use crate::audit::Action;
use crate::column::Stored;
use crate::database::Work;
use crate::token::{self, TokenHash};
use crate::users;
use allia_protocol::id::{SessionId, UserId};
use allia_protocol::session::SessionTokens;
use allia_protocol::{Secret, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

/// How an attempt to renew came out. A reuse is no refusal inside the transaction: it ends the session, and
/// that must stay.
pub(crate) enum Renewal {
    Renewed(Box<SessionTokens>),
    Reused,
}

struct Renewable {
    session_id: SessionId,
    user_id: UserId,
    expires_at: Timestamp,
}

/// Renews the session of this refresh token.
pub(crate) fn refresh(work: &mut Work<'_>, refresh_token: &Secret, lives: Lives) -> Result<Renewal, Refusal> {
    let hash = token::hash(refresh_token.expose());
    if let Some(session) = find(work.connection, &hash, work.now)? {
        work.attempt.actor_id = Some(session.user_id);
        work.attempt.subject = Some(session.session_id.to_string());
        return rotate(work, &session, &hash, lives).map(|tokens| Renewal::Renewed(Box::new(tokens)));
    }
    match find_spent(work, &hash)? {
        Some(session_id) => {
            end_for_reuse(work, session_id)?;
            Ok(Renewal::Reused)
        }
        None => Err(Refusal::WrongRefreshToken),
    }
}

/// Whose session this refresh token renews now.
pub(crate) fn renewer(
    connection: &Connection,
    refresh_token: &Secret,
    now: Timestamp,
) -> rusqlite::Result<Option<UserId>> {
    let session = find(connection, &token::hash(refresh_token.expose()), now)?;
    Ok(session.map(|session| session.user_id))
}

fn find(connection: &Connection, hash: &TokenHash, now: Timestamp) -> rusqlite::Result<Option<Renewable>> {
    connection
        .prepare_cached(
            "SELECT s.session_id, s.user_id, s.expires_at FROM sessions s JOIN users u ON u.user_id = s.user_id
             WHERE s.refresh_hash = ?1 AND s.ended_at IS NULL AND s.expires_at > ?2
               AND u.disabled_at IS NULL AND u.deactivated_at IS NULL",
        )?
        .query_row(params![hash, Stored(now)], |row| {
            Ok(Renewable {
                session_id: row.get::<_, Stored<SessionId>>(0)?.0,
                user_id: row.get::<_, Stored<UserId>>(1)?.0,
                expires_at: row.get::<_, Stored<Timestamp>>(2)?.0,
            })
        })
        .optional()
}

fn rotate(
    work: &mut Work<'_>,
    session: &Renewable,
    spent: &TokenHash,
    lives: Lives,
) -> Result<SessionTokens, Refusal> {
    let (access_token, access_hash) = token::generate();
    let (refresh_token, refresh_hash) = token::generate();
    let access_expires_at = lives.access_until(work.now, session.expires_at);
    work.connection
        .prepare_cached(
            "UPDATE sessions SET access_hash = ?2, access_expires_at = ?3, refresh_hash = ?4, last_seen_at = ?5
             WHERE session_id = ?1",
        )?
        .execute(params![
            Stored(session.session_id),
            access_hash,
            Stored(access_expires_at),
            refresh_hash,
            Stored(work.now),
        ])?;
    work.connection
        .prepare_cached("INSERT INTO spent_refresh_tokens (refresh_hash, session_id) VALUES (?1, ?2)")?
        .execute(params![spent, Stored(session.session_id)])?;
    Ok(SessionTokens {
        session_id: session.session_id,
        access_token,
        access_expires_at,
        refresh_token,
        session_expires_at: session.expires_at,
        user: users::user(work.connection, session.user_id)?,
    })
}

fn find_spent(work: &Work<'_>, hash: &TokenHash) -> rusqlite::Result<Option<SessionId>> {
    work.connection
        .prepare_cached("SELECT session_id FROM spent_refresh_tokens WHERE refresh_hash = ?1")?
        .query_row([hash], |row| row.get::<_, Stored<SessionId>>(0).map(|Stored(id)| id))
        .optional()
}

fn end_for_reuse(work: &mut Work<'_>, session_id: SessionId) -> rusqlite::Result<()> {
    work.connection
        .prepare_cached("UPDATE sessions SET ended_at = coalesce(ended_at, ?2) WHERE session_id = ?1")?
        .execute(params![Stored(session_id), Stored(work.now)])?;
    work.attempt.action = Action::SessionEndForReuse;
    work.attempt.subject = Some(session_id.to_string());
    work.end_session(session_id);
    Ok(())
}
