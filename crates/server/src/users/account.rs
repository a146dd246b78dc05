//! The name and password with which somebody signs in.

use super::read_user;
use crate::Refusal;
use crate::column::Stored;
use allia_protocol::Secret;
use allia_protocol::id::UserId;
use allia_protocol::session::User;
use rusqlite::{Connection, OptionalExtension, params};

/// What signing in needs to know of an account.
pub(crate) struct Account {
    pub(crate) user: User,
    pub(crate) password_hash: String,
    /// Whether the user may sign in at all.
    pub(crate) is_active: bool,
}

/// The form of a name under which it is looked up: whoever typed it in capitals means the same account.
pub(crate) fn fold_username(username: &str) -> String {
    username.trim().to_lowercase()
}

/// Whether a chosen name can be one.
pub(crate) fn check_username(username: &str) -> Result<(), Refusal> {
    let length = username.trim().chars().count();
    if !(3..=64).contains(&length) || username.trim().chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Refusal::Invalid("username takes 3 to 64 characters without spaces"));
    }
    Ok(())
}

/// Whether a chosen password can be one.
pub(crate) fn check_password(password: &Secret) -> Result<(), Refusal> {
    if (8..=256).contains(&password.expose().chars().count()) {
        Ok(())
    } else {
        Err(Refusal::Invalid("password takes 8 to 256 characters"))
    }
}

/// The account of this (folded) name.
pub(crate) fn account(connection: &Connection, username: &str) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(
            "SELECT u.user_id, u.kind, u.display_name, a.password_hash,
                    u.activated_at IS NOT NULL AND u.deactivated_at IS NULL AND u.disabled_at IS NULL
             FROM accounts a JOIN users u ON u.user_id = a.user_id WHERE a.username = ?1",
        )?
        .query_row([username], |row| {
            Ok(Account { user: read_user(row, 0)?, password_hash: row.get(3)?, is_active: row.get(4)? })
        })
        .optional()
}

/// Gives a user this name and password, in place of any they had.
pub(crate) fn put_account(
    connection: &Connection,
    user_id: UserId,
    username: &str,
    password_hash: &str,
) -> Result<(), Refusal> {
    let username = fold_username(username);
    let taken = connection
        .prepare_cached("SELECT 1 FROM accounts WHERE username = ?1 AND user_id <> ?2")?
        .exists(params![username, Stored(user_id)])?;
    if taken {
        return Err(Refusal::Conflict("this username is taken"));
    }
    connection
        .prepare_cached(
            "INSERT INTO accounts (user_id, username, password_hash) VALUES (?1, ?2, ?3)
             ON CONFLICT (user_id) DO UPDATE SET username = excluded.username,
                                                 password_hash = excluded.password_hash",
        )?
        .execute(params![Stored(user_id), username, password_hash])?;
    Ok(())
}
