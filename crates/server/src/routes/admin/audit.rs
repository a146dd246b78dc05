//! The audit log.

use crate::Refusal;
use crate::administration::AuditFilter;
use crate::extract::{Administrator, Query, page_limit};
use crate::openapi::{ForKind, Signed, WithQuery};
use crate::practice::Practice;
use allia_protocol::admin::AuditPage;
use allia_protocol::id::UserId;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::routes) struct Filter {
    /// Only entries after this `seq`.
    after: Option<u64>,
    /// At most so many.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<u32>,
    /// Only entries about this patient, their care team or one of their conversations.
    #[param(value_type = Option<String>, format = Uuid)]
    patient_id: Option<UserId>,
    /// Only what this user did, and what was done or tried with their account, such as a failed sign-in.
    #[param(value_type = Option<String>, format = Uuid)]
    user_id: Option<UserId>,
}

/// Read the audit log, oldest first.
///
/// Who did what to which id, when, from where, with what result; never a text or a name. An entry's `hash` is
/// SHA-256 over the previous entry's hash (32 bytes; zeros before the first) followed by the entry as JSON
/// without white space, its members in the order shown here, `hash` empty.
#[utoipa::path(
    get, path = "/v1/admin/audit", operation_id = "audit_list", tag = "administration", security(("access_token" = [])), params(Filter),
    responses(
        (status = 200, description = "The entries.", body = AuditPage),
        Signed, ForKind, WithQuery,
    )
)]
pub(in crate::routes) async fn list(
    State(practice): State<Arc<Practice>>,
    Administrator(signed_in): Administrator,
    Query(filter): Query<Filter>,
) -> Result<Json<AuditPage>, Refusal> {
    let filter = AuditFilter {
        after: filter.after.unwrap_or(0),
        limit: page_limit(filter.limit)?,
        patient_id: filter.patient_id,
        user_id: filter.user_id,
    };
    practice.read_audit_log(signed_in.actor, filter).await.map(Json)
}
