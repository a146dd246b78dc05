//! Who one is.

use crate::extract::SignedIn;
use crate::openapi::Signed;
use crate::practice::Practice;
use crate::{Refusal, practices, users};
use allia_protocol::session::Me;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use std::sync::Arc;

/// Show who is signed in, and where.
#[utoipa::path(
    get, path = "/v1/me", operation_id = "me_show", tag = "sessions", security(("access_token" = [])),
    responses((status = 200, description = "The caller and their practice.", body = Me), Signed)
)]
pub(super) async fn show(
    State(practice): State<Arc<Practice>>,
    signed_in: SignedIn,
) -> Result<Json<Me>, Refusal> {
    let user_id = signed_in.caller.user_id;
    let read = move |connection: &Connection| {
        Ok(Me { user: users::user(connection, user_id)?, practice: practices::about(connection)? })
    };
    Ok(Json(practice.database.read(read).await?))
}
