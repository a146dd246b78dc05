//! How much notifications may show.

use crate::Refusal;
use crate::extract::{Administrator, Body};
use crate::openapi::{ForKind, Signed, WithBody};
use crate::practice::Practice;
use allia_protocol::admin::PutNotificationContent;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Set the most that a notification on a clinician's computer may show.
///
/// A new practice allows nothing: a notification says that there is a message. Clients apply it over what a clinician
/// set, also while they are offline. Everyone learns of the change through their feed.
#[utoipa::path(
    put, path = "/v1/admin/notification_content", operation_id = "notification_content_put", tag = "administration",
    security(("access_token" = [])),
    request_body = PutNotificationContent,
    responses((status = 204, description = "It holds from now on."), Signed, ForKind, WithBody)
)]
pub(in crate::routes) async fn put(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    Body(content): Body<PutNotificationContent>,
) -> Result<StatusCode, Refusal> {
    practice.put_notification_content(signed_in.actor, content.most).await?;
    Ok(StatusCode::NO_CONTENT)
}
