//! People who go: deactivated patients and disabled users.

use crate::audit::{Action, Attempt};
use crate::column::Stored;
use crate::conversations::{self, Pair};
use crate::database::Work;
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, sessions, users};
use allia_protocol::change::RemovalReason;
use allia_protocol::id::UserId;
use allia_protocol::session::UserKind;
use rusqlite::{Connection, OptionalExtension, params};

impl Practice {
    /// Takes the app from a patient: their sessions end, their conversations go from both sides. A new
    /// invitation brings everything back. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such patient.
    pub async fn deactivate(&self, actor: Actor, patient_id: UserId) -> Result<(), Refusal> {
        let attempt = Attempt::new(actor, Action::PatientDeactivate).on(patient_id);
        self.database
            .write(attempt, move |work| {
                users::standing(work.connection, patient_id, UserKind::Patient)?;
                depart(work, patient_id, RemovalReason::PatientDeactivated, |work| {
                    work.connection
                        .prepare_cached(
                            "UPDATE users SET deactivated_at = ?2 WHERE user_id = ?1 AND deactivated_at IS NULL",
                        )?
                        .execute(params![Stored(patient_id), Stored(work.now)])
                        .map(drop)
                })?;
                withdraw_invitations(work, patient_id)
            })
            .await
    }

    /// Ends an account of any kind, for good. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such user, [`Refusal::Conflict`] when it is the last
    /// administrator.
    pub async fn disable(&self, actor: Actor, user_id: UserId) -> Result<(), Refusal> {
        let attempt = Attempt::new(actor, Action::UserDisable).on(user_id);
        self.database
            .write(attempt, move |work| {
                let kind = kind_of(work.connection, user_id)?.ok_or(Refusal::NotFound)?;
                if kind == UserKind::Administrator && !others_administer(work.connection, user_id)? {
                    return Err(Refusal::Conflict("this is the last administrator"));
                }
                let reason = if kind == UserKind::Patient {
                    RemovalReason::PatientDeactivated
                } else {
                    RemovalReason::LeftCareTeam
                };
                depart(work, user_id, reason, |work| {
                    work.connection
                        .prepare_cached(
                            "UPDATE users SET disabled_at = ?2 WHERE user_id = ?1 AND disabled_at IS NULL",
                        )?
                        .execute(params![Stored(user_id), Stored(work.now)])
                        .map(drop)
                })?;
                withdraw_invitations(work, user_id)
            })
            .await
    }
}

/// Does what makes the user inactive, ends their sessions, and takes the conversations that were active.
fn depart(
    work: &mut Work<'_>,
    user_id: UserId,
    reason: RemovalReason,
    go: impl FnOnce(&mut Work<'_>) -> rusqlite::Result<()>,
) -> Result<(), Refusal> {
    let active = active_pairs(work.connection, user_id)?;
    go(work)?;
    sessions::end_all(work, user_id)?;
    for pair in active {
        conversations::close(work, pair, reason)?;
    }
    Ok(())
}

fn active_pairs(connection: &Connection, user_id: UserId) -> rusqlite::Result<Vec<Pair>> {
    connection
        .prepare_cached(
            "SELECT patient_id, clinician_id FROM active_conversations WHERE patient_id = ?1
             UNION ALL
             SELECT patient_id, clinician_id FROM active_conversations WHERE clinician_id = ?1",
        )?
        .query_map([Stored(user_id)], |row| {
            Ok(Pair {
                patient_id: row.get::<_, Stored<UserId>>(0)?.0,
                clinician_id: row.get::<_, Stored<UserId>>(1)?.0,
            })
        })?
        .collect()
}

fn withdraw_invitations(work: &Work<'_>, user_id: UserId) -> Result<(), Refusal> {
    work.connection
        .prepare_cached("UPDATE invitations SET expires_at = ?2 WHERE patient_id = ?1 AND expires_at > ?2")?
        .execute(params![Stored(user_id), Stored(work.now)])?;
    Ok(())
}

fn kind_of(connection: &Connection, user_id: UserId) -> rusqlite::Result<Option<UserKind>> {
    connection
        .prepare_cached("SELECT kind FROM users WHERE user_id = ?1")?
        .query_row([Stored(user_id)], |row| row.get::<_, Stored<UserKind>>(0).map(|Stored(kind)| kind))
        .optional()
}

fn others_administer(connection: &Connection, user_id: UserId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM users WHERE kind = 'administrator' AND disabled_at IS NULL AND user_id <> ?1",
        )?
        .exists([Stored(user_id)])
}
