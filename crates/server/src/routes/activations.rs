//! Patients activating the app.

use crate::extract::{Body, From};
use crate::openapi::WithBody;
use crate::practice::Practice;
use crate::{Refusal, activation};
use allia_protocol::problem::Problem;
use allia_protocol::session::{Activation, SessionTokens};
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Turn an invitation into an account.
///
/// The code serves once and expires after seven days. From this moment the patient is in the list of every
/// clinician of their care team. The username takes 3 to 64 characters without spaces, the password 8 to 256.
#[utoipa::path(
    post, path = "/v1/activations", operation_id = "activations_activate", tag = "sessions", request_body = Activation, security(()),
    responses(
        (status = 201, description = "The account is made and its first session open.", body = SessionTokens),
        (status = 404, description = "`not_found`: the code is wrong, used or expired.",
         body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`conflict`: the username is taken.",
         body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: the service cannot answer now. `Retry-After` says when.",
         body = Problem, content_type = "application/problem+json",
         headers(("Retry-After" = u64, description = "Whole seconds to wait."))),
        WithBody,
    )
)]
pub(super) async fn activate(
    State(practice): State<Arc<Practice>>,
    From(origin): From,
    Body(activation): Body<Activation>,
) -> Result<(StatusCode, Json<SessionTokens>), Refusal> {
    let tokens = activation::activate(&practice, origin, activation).await?;
    Ok((StatusCode::CREATED, Json(tokens)))
}
