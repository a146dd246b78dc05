//! A patient turns an invitation into an account.

use crate::audit::{Action, Attempt};
use crate::column::Stored;
use crate::conversations::{self, Pair};
use crate::database::Work;
use crate::feed::{self, Entry};
use crate::origin::{Actor, Origin};
use crate::practice::Practice;
use crate::sessions::{self, Lives};
use crate::token::{self, TokenHash};
use crate::{Refusal, users};
use allia_protocol::id::UserId;
use allia_protocol::session::{Activation, SessionTokens};
use allia_protocol::{Secret, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

/// Letters and digits that are not taken for one another when read out or typed.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LETTERS: usize = 12;

/// A fresh code of 60 random bits, such as `K7QM-3XRT-PA9D`, and its hash.
pub(crate) fn new_code() -> (Secret, TokenHash) {
    let letters = token::random::<CODE_LETTERS>();
    let mut code = String::with_capacity(CODE_LETTERS + 2);
    for (place, byte) in letters.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        let letter = ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or(b'A');
        code.push(char::from(letter));
    }
    let hash = hash_code(&code);
    (Secret::new(code), hash)
}

/// The hash under which a code is known, however it was typed.
fn hash_code(code: &str) -> TokenHash {
    let typed: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    token::hash(&typed.to_ascii_uppercase())
}

/// Activates the patient of the code and signs them in. The code is looked at first, so that a wrong one
/// costs no password hash and says nothing about names that are taken.
pub(crate) async fn activate(
    practice: &Practice,
    origin: Origin,
    activation: Activation,
) -> Result<SessionTokens, Refusal> {
    sessions::check_device_name(&activation.device_name)?;
    users::check_username(activation.username.expose())?;
    users::check_password(&activation.password)?;
    let code = hash_code(activation.code.expose());
    let now = practice.clock.now();
    let attempt = Attempt::new(Actor::stranger(origin), Action::PatientActivate);
    let known = practice.database.read(move |c| Ok(invited(c, &code, now)?.is_some())).await?;
    if !known {
        return practice.database.write(attempt, |_| Err(Refusal::NotFound)).await;
    }
    let password_hash = practice.passwords.hash(&activation.password).await?;
    let lives = Lives::of(&practice.config);
    practice
        .database
        .write(attempt, move |work| {
            let patient_id = invited(work.connection, &code, work.now)?.ok_or(Refusal::NotFound)?;
            users::put_account(work.connection, patient_id, activation.username.expose(), &password_hash)?;
            use_up(work, patient_id)?;
            // The notice may have changed while they were away, and their device still have the one before.
            feed::append(work, patient_id, Entry::Notice)?;
            open_conversations(work, patient_id)?;
            let tokens = sessions::issue(work, patient_id, activation.device_name.trim(), lives)?;
            work.also_record(Action::SessionOpen, tokens.session_id.to_string());
            work.attempt.subject = Some(patient_id.to_string());
            Ok(tokens)
        })
        .await
}

/// The patient whom this code invites now.
fn invited(connection: &Connection, code: &TokenHash, now: Timestamp) -> rusqlite::Result<Option<UserId>> {
    connection
        .prepare_cached(
            "SELECT i.patient_id FROM invitations i JOIN users u ON u.user_id = i.patient_id
             WHERE i.code_hash = ?1 AND i.used_at IS NULL AND i.expires_at > ?2 AND u.disabled_at IS NULL",
        )?
        .query_row(params![code, Stored(now)], |row| row.get::<_, Stored<UserId>>(0).map(|Stored(id)| id))
        .optional()
}

/// Activates the patient, and with the one code uses up every other that they were given.
fn use_up(work: &Work<'_>, patient_id: UserId) -> rusqlite::Result<()> {
    work.connection
        .prepare_cached("UPDATE invitations SET used_at = ?2 WHERE patient_id = ?1 AND used_at IS NULL")?
        .execute(params![Stored(patient_id), Stored(work.now)])?;
    work.connection
        .prepare_cached("UPDATE users SET activated_at = ?2, deactivated_at = NULL WHERE user_id = ?1")?
        .execute(params![Stored(patient_id), Stored(work.now)])
        .map(drop)
}

/// The moment a patient is activated they appear with every clinician of their team.
fn open_conversations(work: &mut Work<'_>, patient_id: UserId) -> rusqlite::Result<()> {
    let team = work
        .connection
        .prepare_cached("SELECT clinician_id FROM memberships WHERE patient_id = ?1 AND left_at IS NULL")?
        .query_map([Stored(patient_id)], |row| row.get::<_, Stored<UserId>>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for Stored(clinician_id) in team {
        conversations::open(work, Pair { patient_id, clinician_id })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let (code, hash) = new_code();
        let code = code.expose();
        assert_eq!(code.len(), 14);
        assert_eq!(hash_code(&code.to_lowercase().replace('-', " ")), hash);
        assert_ne!(hash_code("AAAA-AAAA-AAAA"), hash);
    }
}
