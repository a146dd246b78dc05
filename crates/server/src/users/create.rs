//! Making a user.

use super::{check_password, check_username, put_account};
use crate::Refusal;
use crate::column::Stored;
use crate::database::Work;
use allia_protocol::admin::CreateUser;
use allia_protocol::id::UserId;
use allia_protocol::session::UserKind;
use jiff::civil::Date;
use rusqlite::params;

/// Nobody born before is among a practice's patients; such a year is a slip.
const FIRST_BIRTH_YEAR: i16 = 1850;

/// Whether a user can be made like this. A patient brings a birth date and chooses name and password on
/// activation; everybody else gets them now.
pub(crate) fn check(new: &CreateUser) -> Result<(), Refusal> {
    check_length(new.display_name.expose(), 200, "display_name takes 1 to 200 characters")?;
    if let Some(pronouns) = &new.pronouns {
        check_length(pronouns.expose(), 50, "pronouns take 1 to 50 characters")?;
    }
    if let Some(title) = &new.title {
        check_length(title, 50, "title takes 1 to 50 characters")?;
    }
    if new.title.is_some() && new.kind != UserKind::Clinician {
        return Err(Refusal::Invalid("only a clinician has a title"));
    }
    if new.kind == UserKind::Patient { check_patient(new) } else { check_staff(new) }
}

fn check_patient(new: &CreateUser) -> Result<(), Refusal> {
    if new.birth_date.is_none() {
        return Err(Refusal::Invalid("a patient has a birth_date"));
    }
    if new.username.is_some() || new.password.is_some() {
        return Err(Refusal::Invalid("a patient chooses username and password on activation"));
    }
    Ok(())
}

/// Whether somebody can have been born then.
pub(crate) fn check_birth_date(birth_date: Date, today: Date) -> Result<(), Refusal> {
    if birth_date.year() >= FIRST_BIRTH_YEAR && birth_date <= today {
        Ok(())
    } else {
        Err(Refusal::Invalid("birth_date takes 1850-01-01 to today"))
    }
}

fn check_staff(new: &CreateUser) -> Result<(), Refusal> {
    if new.birth_date.is_some() || new.pronouns.is_some() {
        return Err(Refusal::Invalid("only a patient has birth_date and pronouns"));
    }
    match (&new.username, &new.password) {
        (Some(username), Some(password)) => {
            check_username(username.expose())?;
            check_password(password)
        }
        _ => Err(Refusal::Invalid("username and password are needed")),
    }
}

fn check_length(text: &str, most: usize, refusal: &'static str) -> Result<(), Refusal> {
    let fits = !text.trim().is_empty() && text.chars().count() <= most && !text.contains('\0');
    if fits { Ok(()) } else { Err(Refusal::Invalid(refusal)) }
}

/// Makes a user that [`check`] has passed; `password_hash` is that of the password in it.
pub(crate) fn create(
    work: &mut Work<'_>,
    new: &CreateUser,
    password_hash: Option<&str>,
) -> Result<UserId, Refusal> {
    let user_id = UserId::generate();
    work.attempt.subject = Some(user_id.to_string());
    let activated_at = (new.kind != UserKind::Patient).then_some(Stored(work.now));
    work.connection
        .prepare_cached(
            "INSERT INTO users (user_id, kind, display_name, birth_date, pronouns, title, created_at, activated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            Stored(user_id),
            Stored(new.kind),
            new.display_name.expose().trim(),
            new.birth_date.clone().map(Stored),
            new.pronouns.as_ref().map(|pronouns| pronouns.expose().trim()),
            new.title.as_deref().map(str::trim),
            Stored(work.now),
            activated_at,
        ])?;
    if let (Some(username), Some(hash)) = (&new.username, password_hash) {
        put_account(work.connection, user_id, username.expose(), hash)?;
    }
    Ok(user_id)
}
