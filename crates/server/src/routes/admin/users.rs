//! Making and disabling users.

use crate::Refusal;
use crate::extract::{Administrator, Body, PathId};
use crate::openapi::{ForKind, Located, Signed, WithBody};
use crate::practice::Practice;
use allia_protocol::admin::{CreateUser, UserCreated};
use allia_protocol::id::UserId;
use allia_protocol::problem::Problem;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Make a user.
///
/// A patient has a birth date, and gets username and password on activation; everybody else needs both now.
#[utoipa::path(
    post, path = "/v1/admin/users", operation_id = "users_create", tag = "administration", security(("access_token" = [])),
    request_body = CreateUser,
    responses(
        (status = 201, description = "The user was made.", body = UserCreated),
        (status = 409, description = "`conflict`: the username is taken.",
         body = Problem, content_type = "application/problem+json"),
        Signed, ForKind, WithBody,
    )
)]
pub(in crate::routes) async fn create(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    Body(new): Body<CreateUser>,
) -> Result<(StatusCode, Json<UserCreated>), Refusal> {
    let user_id = practice.create_user(signed_in.actor, new).await?;
    Ok((StatusCode::CREATED, Json(UserCreated { user_id })))
}

/// Disable a user of any kind, for good.
///
/// Their sessions end, their live streams close, and their conversations go from both sides. Idempotent.
#[utoipa::path(
    post, path = "/v1/admin/users/{user_id}/disablement", operation_id = "users_disable", tag = "administration",
    security(("access_token" = [])),
    params(("user_id" = UserId, Path, description = "Whom to disable.")),
    responses(
        (status = 204, description = "Disabled."),
        (status = 409, description = "`conflict`: this is the last administrator.",
         body = Problem, content_type = "application/problem+json"),
        Signed, ForKind, Located,
    )
)]
pub(in crate::routes) async fn disable(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    PathId(user_id): PathId<UserId>,
) -> Result<StatusCode, Refusal> {
    practice.disable(signed_in.actor, user_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
