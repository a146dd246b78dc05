//! Reading about users.

use crate::Refusal;
use crate::column::{Stored, optional};
use allia_protocol::id::UserId;
use allia_protocol::session::{User, UserKind};
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// What a user is, and whether they are (still) there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) kind: UserKind,
    pub(crate) is_activated: bool,
    pub(crate) is_deactivated: bool,
    pub(crate) is_disabled: bool,
}

impl Standing {
    /// May sign in and take part.
    pub(crate) const fn is_active(self) -> bool {
        self.is_activated && !self.is_deactivated && !self.is_disabled
    }
}

/// The standing of a user of this kind; anybody else is not found.
pub(crate) fn standing(
    connection: &Connection,
    user_id: UserId,
    kind: UserKind,
) -> Result<Standing, Refusal> {
    let standing = connection
        .prepare_cached(
            "SELECT kind, activated_at IS NOT NULL, deactivated_at IS NOT NULL, disabled_at IS NOT NULL
             FROM users WHERE user_id = ?1",
        )?
        .query_row([Stored(user_id)], |row| {
            Ok(Standing {
                kind: row.get::<_, Stored<UserKind>>(0)?.0,
                is_activated: row.get(1)?,
                is_deactivated: row.get(2)?,
                is_disabled: row.get(3)?,
            })
        })
        .optional()?;
    standing.filter(|standing| standing.kind == kind).ok_or(Refusal::NotFound)
}

/// The user as they see themselves.
pub(crate) fn user(connection: &Connection, user_id: UserId) -> rusqlite::Result<User> {
    connection
        .prepare_cached("SELECT user_id, kind, display_name FROM users WHERE user_id = ?1")?
        .query_row([Stored(user_id)], |row| read_user(row, 0))
}

/// Reads a user from the three columns that begin at `first`.
pub(crate) fn read_user(row: &Row<'_>, first: usize) -> rusqlite::Result<User> {
    Ok(User {
        user_id: row.get::<_, Stored<UserId>>(first)?.0,
        kind: row.get::<_, Stored<UserKind>>(first + 1)?.0,
        display_name: row.get::<_, Stored<Sensitive<String>>>(first + 2)?.0,
    })
}

/// Everyone who exchanges messages: clinicians and activated patients.
pub(crate) fn participants(connection: &Connection) -> rusqlite::Result<Vec<UserId>> {
    connection
        .prepare_cached(
            "SELECT user_id FROM users
             WHERE kind <> 'administrator' AND activated_at IS NOT NULL AND deactivated_at IS NULL
               AND disabled_at IS NULL",
        )?
        .query_map([], |row| row.get::<_, Stored<UserId>>(0).map(|Stored(id)| id))?
        .collect()
}

/// When the user's last live stream ended, as far as it is known.
pub(crate) fn last_seen_at(connection: &Connection, user_id: UserId) -> rusqlite::Result<Option<Timestamp>> {
    let seen = connection
        .prepare_cached("SELECT last_seen_at FROM users WHERE user_id = ?1")?
        .query_row([Stored(user_id)], |row| row.get::<_, Option<Stored<Timestamp>>>(0))
        .optional()?;
    Ok(optional(seen.flatten()))
}

/// Notes that the user was there at this moment.
pub(crate) fn see(connection: &Connection, user_id: UserId, at: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE users SET last_seen_at = max(coalesce(last_seen_at, ?2), ?2) WHERE user_id = ?1",
        )?
        .execute(params![Stored(user_id), Stored(at)])
        .map(drop)
}

/// Whether this user may sign in now.
pub(crate) fn is_active(connection: &Connection, user_id: UserId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM users WHERE user_id = ?1 AND activated_at IS NOT NULL AND deactivated_at IS NULL
             AND disabled_at IS NULL",
        )?
        .exists([Stored(user_id)])
}
