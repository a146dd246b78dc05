//! Making a session and its two tokens.

use crate::Refusal;
use crate::column::Stored;
use crate::config::Config;
use crate::database::Work;
use crate::{token, users};
use allia_protocol::Timestamp;
use allia_protocol::id::{SessionId, UserId};
use allia_protocol::session::SessionTokens;
use rusqlite::params;

/// How long things last, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lives {
    access: i64,
    session: i64,
}

impl Lives {
    pub(crate) fn of(config: &Config) -> Self {
        let millis = |life: std::time::Duration| i64::try_from(life.as_millis()).unwrap_or(i64::MAX);
        Self { access: millis(config.access_token_life), session: millis(config.session_life) }
    }

    /// An access token never outlives its session.
    pub(super) fn access_until(self, now: Timestamp, session_until: Timestamp) -> Timestamp {
        now.plus_millis(self.access).min(session_until)
    }
}

/// Opens a session for a user who has shown who they are.
pub(crate) fn issue(
    work: &mut Work<'_>,
    user_id: UserId,
    device_name: &str,
    lives: Lives,
) -> Result<SessionTokens, Refusal> {
    let (access_token, access_hash) = token::generate();
    let (refresh_token, refresh_hash) = token::generate();
    let session_expires_at = work.now.plus_millis(lives.session);
    let tokens = SessionTokens {
        session_id: SessionId::generate(),
        access_token,
        access_expires_at: lives.access_until(work.now, session_expires_at),
        refresh_token,
        session_expires_at,
        user: users::user(work.connection, user_id)?,
    };
    work.connection
        .prepare_cached(
            "INSERT INTO sessions (session_id, user_id, device_name, access_hash, access_expires_at,
                                   refresh_hash, created_at, last_seen_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8)",
        )?
        .execute(params![
            Stored(tokens.session_id),
            Stored(user_id),
            device_name,
            access_hash,
            Stored(tokens.access_expires_at),
            refresh_hash,
            Stored(work.now),
            Stored(session_expires_at),
        ])?;
    work.attempt.subject = Some(tokens.session_id.to_string());
    work.attempt.actor_id = Some(user_id);
    Ok(tokens)
}
