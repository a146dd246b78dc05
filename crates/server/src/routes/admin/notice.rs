//! The emergency notice.

use crate::Refusal;
use crate::extract::{Administrator, Body};
use crate::openapi::{ForKind, Signed, WithBody};
use crate::practice::Practice;
use allia_protocol::admin::PutNotice;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Set the practice's emergency notice.
///
/// Patients see it at the top of their messages, every time. Everyone learns of the change through their feed.
#[utoipa::path(
    put, path = "/v1/admin/notice", operation_id = "notice_put", tag = "administration", security(("access_token" = [])),
    request_body = PutNotice,
    responses((status = 204, description = "It stands from now on."), Signed, ForKind, WithBody)
)]
pub(in crate::routes) async fn put(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    Body(notice): Body<PutNotice>,
) -> Result<StatusCode, Refusal> {
    practice.put_notice(signed_in.actor, notice).await?;
    Ok(StatusCode::NO_CONTENT)
}
