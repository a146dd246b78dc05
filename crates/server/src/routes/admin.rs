//! The administration calls.

mod access_grants;
mod audit;
mod care_team;
mod notice;
mod notification_content;
mod patients;
mod users;

use crate::practice::Practice;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// All of them.
pub(super) fn all() -> OpenApiRouter<Arc<Practice>> {
    OpenApiRouter::new()
        .routes(routes!(users::create))
        .routes(routes!(users::disable))
        .routes(routes!(patients::invite))
        .routes(routes!(patients::deactivate))
        .routes(routes!(care_team::join, care_team::leave))
        .routes(routes!(access_grants::put, access_grants::delete))
        .routes(routes!(notice::put))
        .routes(routes!(notification_content::put))
        .routes(routes!(audit::list))
}
