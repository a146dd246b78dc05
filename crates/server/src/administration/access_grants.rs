//! View and supervisory access. Kept and audited here; never asked when somebody wants to message.

use super::{attempt_on_pair, pair};
use crate::audit::Action;
use crate::column::Stored;
use crate::conversations::Pair;
use crate::database::Work;
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, users};
use allia_protocol::admin::AccessLevel;
use allia_protocol::id::UserId;
use allia_protocol::session::UserKind;
use rusqlite::params;

impl Practice {
    /// Grants a clinician access to a patient's record, in place of any other level they had.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when either is not there.
    pub async fn grant_access(
        &self,
        actor: Actor,
        patient_id: UserId,
        clinician_id: UserId,
        level: AccessLevel,
    ) -> Result<(), Refusal> {
        let pair = pair(patient_id, clinician_id);
        let attempt = attempt_on_pair(actor, Action::AccessGrantPut, pair);
        self.database.write(attempt, move |work| put(work, pair, level)).await
    }

    /// Takes such access back. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when either is not there.
    pub async fn revoke_access(
        &self,
        actor: Actor,
        patient_id: UserId,
        clinician_id: UserId,
    ) -> Result<(), Refusal> {
        let pair = pair(patient_id, clinician_id);
        let attempt = attempt_on_pair(actor, Action::AccessGrantDelete, pair);
        self.database.write(attempt, move |work| delete(work, pair)).await
    }
}

fn put(work: &mut Work<'_>, pair: Pair, level: AccessLevel) -> Result<(), Refusal> {
    check(work, pair)?;
    work.connection
        .prepare_cached(
            "INSERT INTO access_grants (patient_id, clinician_id, level, granted_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (patient_id, clinician_id) DO UPDATE SET level = excluded.level,
                                                                  granted_at = excluded.granted_at",
        )?
        .execute(params![
            Stored(pair.patient_id),
            Stored(pair.clinician_id),
            Stored(level),
            Stored(work.now)
        ])?;
    Ok(())
}

fn delete(work: &mut Work<'_>, pair: Pair) -> Result<(), Refusal> {
    check(work, pair)?;
    work.connection
        .prepare_cached("DELETE FROM access_grants WHERE patient_id = ?1 AND clinician_id = ?2")?
        .execute(params![Stored(pair.patient_id), Stored(pair.clinician_id)])?;
    Ok(())
}

fn check(work: &Work<'_>, pair: Pair) -> Result<(), Refusal> {
    users::standing(work.connection, pair.patient_id, UserKind::Patient)?;
    users::standing(work.connection, pair.clinician_id, UserKind::Clinician)?;
    Ok(())
}
