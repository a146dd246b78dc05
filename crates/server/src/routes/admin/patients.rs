//! Inviting and deactivating patients.

use crate::Refusal;
use crate::extract::{Administrator, PathId};
use crate::openapi::{ForKind, Located, Signed};
use crate::practice::Practice;
use allia_protocol::admin::Invitation;
use allia_protocol::id::UserId;
use allia_protocol::problem::Problem;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Invite a patient to activate the app.
///
/// The code is shown only now. It serves once and expires after seven days.
#[utoipa::path(
    post, path = "/v1/admin/patients/{patient_id}/invitation", operation_id = "patients_invite", tag = "administration",
    security(("access_token" = [])),
    params(("patient_id" = UserId, Path, description = "Whom to invite.")),
    responses(
        (status = 201, description = "The code.", body = Invitation),
        (status = 409, description = "`conflict`: the patient is active already, or disabled.",
         body = Problem, content_type = "application/problem+json"),
        Signed, ForKind, Located,
    )
)]
pub(in crate::routes) async fn invite(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathId(patient_id): PathId<UserId>,
) -> Result<(StatusCode, Json<Invitation>), Refusal> {
    let invitation = practice.invite(signed_in.actor, patient_id).await?;
    Ok((StatusCode::CREATED, Json(invitation)))
}

/// Take the app from a patient.
///
/// Their sessions end and their conversations go from both sides at once. A new invitation brings everything
/// back. Idempotent.
#[utoipa::path(
    post, path = "/v1/admin/patients/{patient_id}/deactivation", operation_id = "patients_deactivate", tag = "administration",
    security(("access_token" = [])),
    params(("patient_id" = UserId, Path, description = "Whom to deactivate.")),
    responses((status = 204, description = "Deactivated."), Signed, ForKind, Located)
)]
pub(in crate::routes) async fn deactivate(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathId(patient_id): PathId<UserId>,
) -> Result<StatusCode, Refusal> {
    practice.deactivate(signed_in.actor, patient_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
