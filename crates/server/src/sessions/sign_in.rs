//! Signing in with a name and a password.

use super::{Lives, issue};
use crate::audit::{Action, Attempt};
use crate::origin::{Actor, Origin};
use crate::practice::Practice;
use crate::{Refusal, token, users};
use allia_protocol::id::UserId;
use allia_protocol::session::{SessionTokens, SignIn};

/// Opens a session. Whatever is wrong (the name, the password, the account's standing) costs the same time
/// and answers the same.
pub(crate) async fn sign_in(
    practice: &Practice,
    origin: Origin,
    sign_in: SignIn,
) -> Result<SessionTokens, Refusal> {
    check_device_name(&sign_in.device_name)?;
    let username = users::fold_username(sign_in.username.expose());
    let account_key = token::hash(&username);
    let attempt = practice.brake.admit(account_key, practice.clock.now())?;
    let account = practice.database.read(move |c| Ok(users::account(c, &username)?)).await?;
    let known = account.as_ref().map(|account| account.user.user_id);
    let active = account.as_ref().is_some_and(|account| account.is_active);
    let stored = account.map(|account| account.password_hash);
    let fits = practice.passwords.check(&sign_in.password, stored).await?;
    match known.filter(|_| fits && active) {
        Some(user_id) => {
            attempt.succeed(practice.clock.now());
            open(practice, origin, user_id, sign_in.device_name).await
        }
        None => {
            attempt.fail(practice.clock.now());
            refuse(practice, origin, known).await
        }
    }
}

async fn open(
    practice: &Practice,
    origin: Origin,
    user_id: UserId,
    device_name: String,
) -> Result<SessionTokens, Refusal> {
    let lives = Lives::of(&practice.config);
    let attempt = Attempt::new(Actor::stranger(origin), Action::SessionOpen);
    practice
        .database
        .write(attempt, move |work| {
            // The account may have been closed while the password was being checked.
            if !users::is_active(work.connection, user_id)? {
                return Err(Refusal::WrongCredentials);
            }
            issue(work, user_id, device_name.trim(), lives)
        })
        .await
}

/// Records the failure, under the account if there is one, and refuses.
async fn refuse(
    practice: &Practice,
    origin: Origin,
    known: Option<UserId>,
) -> Result<SessionTokens, Refusal> {
    let mut attempt = Attempt::new(Actor::stranger(origin), Action::SessionOpen);
    attempt.subject = known.map(|user_id| user_id.to_string());
    practice.database.write(attempt, |_| Err(Refusal::WrongCredentials)).await
}

/// Whether a device can be called this.
pub(crate) fn check_device_name(name: &str) -> Result<(), Refusal> {
    let fits = (1..=100).contains(&name.trim().chars().count()) && !name.contains('\0');
    if fits { Ok(()) } else { Err(Refusal::Invalid("device_name takes 1 to 100 characters")) }
}
