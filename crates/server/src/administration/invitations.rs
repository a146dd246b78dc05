//! Inviting patients.

use crate::audit::{Action, Attempt};
use crate::column::Stored;
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, activation, users};
use allia_protocol::admin::Invitation;
use allia_protocol::id::UserId;
use allia_protocol::session::UserKind;
use rusqlite::params;

impl Practice {
    /// Gives a patient a code with which they activate the app. Codes given before still serve.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such patient, [`Refusal::Conflict`] when they are active
    /// already or disabled.
    pub async fn invite(&self, actor: Actor, patient_id: UserId) -> Result<Invitation, Refusal> {
        let (code, hash) = activation::new_code();
        let life = i64::try_from(self.config.invitation_life.as_millis()).unwrap_or(i64::MAX);
        let attempt = Attempt::new(actor, Action::PatientInvite).on(patient_id);
        self.database
            .write(attempt, move |work| {
                let standing = users::standing(work.connection, patient_id, UserKind::Patient)?;
                if standing.is_active() || standing.is_disabled {
                    return Err(Refusal::Conflict("this patient is active already or disabled"));
                }
                let expires_at = work.now.plus_millis(life);
                work.connection
                    .prepare_cached(
                        "INSERT INTO invitations (code_hash, patient_id, created_at, expires_at)
                         VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![hash, Stored(patient_id), Stored(work.now), Stored(expires_at)])?;
                Ok(Invitation { code, expires_at })
            })
            .await
    }
}
