//! View and supervisory access.

use crate::Refusal;
use crate::extract::{Administrator, Body, PathIds};
use crate::openapi::{ForKind, Located, Signed, WithBody};
use crate::practice::Practice;
use allia_protocol::admin::PutAccessGrant;
use allia_protocol::id::UserId;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Grant a clinician view or supervisory access to a patient.
///
/// It gives no messaging access. A clinician has one level for each patient; the newest stands.
#[utoipa::path(
    put, path = "/v1/admin/patients/{patient_id}/access_grants/{clinician_id}", operation_id = "access_grants_put", tag = "administration",
    security(("access_token" = [])), request_body = PutAccessGrant,
    params(
        ("patient_id" = UserId, Path, description = "To whom access is granted."),
        ("clinician_id" = UserId, Path, description = "Who is granted access."),
    ),
    responses((status = 204, description = "Granted."), Signed, ForKind, Located, WithBody)
)]
pub(in crate::routes) async fn put(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathIds(patient_id, clinician_id): PathIds<UserId, UserId>,
    Body(grant): Body<PutAccessGrant>,
) -> Result<StatusCode, Refusal> {
    practice.grant_access(signed_in.actor, patient_id, clinician_id, grant.level).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take such access back.
///
/// Idempotent.
#[utoipa::path(
    delete, path = "/v1/admin/patients/{patient_id}/access_grants/{clinician_id}", operation_id = "access_grants_delete", tag = "administration",
    security(("access_token" = [])),
    params(
        ("patient_id" = UserId, Path, description = "To whom access was granted."),
        ("clinician_id" = UserId, Path, description = "Who was granted access."),
    ),
    responses((status = 204, description = "Not granted."), Signed, ForKind, Located)
)]
pub(in crate::routes) async fn delete(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathIds(patient_id, clinician_id): PathIds<UserId, UserId>,
) -> Result<StatusCode, Refusal> {
    practice.revoke_access(signed_in.actor, patient_id, clinician_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
