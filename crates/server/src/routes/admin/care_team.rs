//! Joining and leaving care teams.

use crate::Refusal;
use crate::extract::{Administrator, PathIds};
use crate::openapi::{ForKind, Located, Signed};
use crate::practice::Practice;
use allia_protocol::id::UserId;
use allia_protocol::problem::Problem;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Put a clinician on a patient's care team.
///
/// If the patient is activated, both have their conversation from this moment, with whatever history it has.
/// Idempotent.
#[utoipa::path(
    put, path = "/v1/admin/patients/{patient_id}/care_team/{clinician_id}", operation_id = "care_team_join", tag = "administration",
    security(("access_token" = [])),
    params(
        ("patient_id" = UserId, Path, description = "Whose team."),
        ("clinician_id" = UserId, Path, description = "Who joins."),
    ),
    responses(
        (status = 204, description = "On the team."),
        (status = 409, description = "`conflict`: the patient or the clinician is disabled.",
         body = Problem, content_type = "application/problem+json"),
        Signed, ForKind, Located,
    )
)]
pub(in crate::routes) async fn join(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathIds(patient_id, clinician_id): PathIds<UserId, UserId>,
) -> Result<StatusCode, Refusal> {
    practice.join_care_team(signed_in.actor, patient_id, clinician_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a clinician off a patient's care team.
///
/// From this moment neither reads nor sends in their conversation. Idempotent.
#[utoipa::path(
    delete, path = "/v1/admin/patients/{patient_id}/care_team/{clinician_id}", operation_id = "care_team_leave", tag = "administration",
    security(("access_token" = [])),
    params(
        ("patient_id" = UserId, Path, description = "Whose team."),
        ("clinician_id" = UserId, Path, description = "Who leaves."),
    ),
    responses((status = 204, description = "Not on the team."), Signed, ForKind, Located)
)]
pub(in crate::routes) async fn leave(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathIds(patient_id, clinician_id): PathIds<UserId, UserId>,
) -> Result<StatusCode, Refusal> {
    practice.leave_care_team(signed_in.actor, patient_id, clinician_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
