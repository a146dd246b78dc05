//! Joining and leaving care teams.

use super::{attempt_on_pair, pair};
use crate::audit::Action;
use crate::column::Stored;
use crate::conversations::{self, Pair};
use crate::database::Work;
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, users};
use allia_protocol::change::RemovalReason;
use allia_protocol::id::{ConversationId, UserId};
use allia_protocol::session::UserKind;
use rusqlite::params;

impl Practice {
    /// Puts a clinician on a patient's care team. If the patient is active, both see their conversation at
    /// once, with whatever history it has. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when either is not there, [`Refusal::Conflict`] when either is disabled.
    pub async fn join_care_team(
        &self,
        actor: Actor,
        patient_id: UserId,
        clinician_id: UserId,
    ) -> Result<(), Refusal> {
        let pair = pair(patient_id, clinician_id);
        let attempt = attempt_on_pair(actor, Action::CareTeamJoin, pair);
        self.database.write(attempt, move |work| join(work, pair)).await
    }

    /// Takes a clinician off a patient's care team: from the commit on neither reads nor sends. Doing it
    /// again changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when either is not there.
    pub async fn leave_care_team(
        &self,
        actor: Actor,
        patient_id: UserId,
        clinician_id: UserId,
    ) -> Result<(), Refusal> {
        let pair = pair(patient_id, clinician_id);
        let attempt = attempt_on_pair(actor, Action::CareTeamLeave, pair);
        self.database.write(attempt, move |work| leave(work, pair)).await
    }

    /// The conversation of a pair, if they ever had one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn conversation_between(
        &self,
        patient_id: UserId,
        clinician_id: UserId,
    ) -> Result<Option<ConversationId>, Refusal> {
        let pair = pair(patient_id, clinician_id);
        self.database.read(move |connection| Ok(conversations::between(connection, pair)?)).await
    }
}

fn join(work: &mut Work<'_>, pair: Pair) -> Result<(), Refusal> {
    let patient = users::standing(work.connection, pair.patient_id, UserKind::Patient)?;
    let clinician = users::standing(work.connection, pair.clinician_id, UserKind::Clinician)?;
    if patient.is_disabled || clinician.is_disabled {
        return Err(Refusal::Conflict("the patient or the clinician is disabled"));
    }
    let joined = work
        .connection
        .prepare_cached(
            "INSERT INTO memberships (patient_id, clinician_id, joined_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![Stored(pair.patient_id), Stored(pair.clinician_id), Stored(work.now)])?;
    if joined > 0 && patient.is_active() {
        conversations::open(work, pair)?;
    }
    Ok(())
}

fn leave(work: &mut Work<'_>, pair: Pair) -> Result<(), Refusal> {
    users::standing(work.connection, pair.patient_id, UserKind::Patient)?;
    users::standing(work.connection, pair.clinician_id, UserKind::Clinician)?;
    let was_active = conversations::is_active(work.connection, pair)?;
    work.connection
        .prepare_cached(
            "UPDATE memberships SET left_at = ?3
             WHERE patient_id = ?1 AND clinician_id = ?2 AND left_at IS NULL",
        )?
        .execute(params![Stored(pair.patient_id), Stored(pair.clinician_id), Stored(work.now)])?;
    if was_active {
        conversations::close(work, pair, RemovalReason::LeftCareTeam)?;
    }
    Ok(())
}
