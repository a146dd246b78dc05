//! What the service keeps for a device.

use crate::audit::{Action, Attempt};
use crate::extract::{PathId, SignedIn};
use crate::openapi::{Located, Signed};
use crate::practice::Practice;
use crate::{Refusal, recovery_share};
use allia_protocol::id::DeviceId;
use allia_protocol::problem::Problem;
use allia_protocol::session::RecoveryShare;
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

/// Get this device's recovery share.
///
/// 32 random bytes in base64, made at the first call for this user and this device and the same ever after;
/// nobody else gets them. Every call is audited. At most 100 devices a user.
#[utoipa::path(
    get, path = "/v1/devices/{device_id}/recovery_share", operation_id = "devices_recovery_share", tag = "sessions", security(("access_token" = [])),
    params(("device_id" = DeviceId, Path, description = "A UUID that the device made for itself.")),
    responses(
        (status = 200, description = "The share.", body = RecoveryShare),
        (status = 409, description = "`conflict`: the account has 100 devices already.",
         body = Problem, content_type = "application/problem+json"),
        Signed, Located,
    )
)]
pub(super) async fn recovery_share(
    State(practice): State<Arc<Practice>>,
    signed_in: SignedIn,
    PathId(device_id): PathId<DeviceId>,
) -> Result<Json<RecoveryShare>, Refusal> {
    let user_id = signed_in.caller.user_id;
    let attempt = Attempt::new(signed_in.actor, Action::RecoveryShareRead).within(user_id, device_id);
    let share =
        practice.database.write(attempt, move |work| recovery_share::read(work, user_id, device_id)).await?;
    Ok(Json(share))
}
