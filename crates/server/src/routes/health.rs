//! For whoever runs the service.

use crate::extract::is_local;
use crate::practice::Practice;
use crate::{Refusal, metrics, openapi};
use allia_protocol::problem::Problem;
use axum::extract::{Request, State};
use axum::response::IntoResponse;
use http::header::CONTENT_TYPE;
use std::sync::{Arc, LazyLock};

/// Say that the process is alive.
#[utoipa::path(
    get, path = "/healthz", operation_id = "health_alive", tag = "health", security(()),
    responses((status = 200, description = "Alive.", body = String, content_type = "text/plain"))
)]
pub(super) async fn alive() -> &'static str {
    "alive\n"
}

/// Say whether the service can answer: its database can be read.
#[utoipa::path(
    get, path = "/readyz", operation_id = "health_ready", tag = "health", security(()),
    responses(
        (status = 200, description = "Ready.", body = String, content_type = "text/plain"),
        (status = 503, description = "`unavailable`: not ready. `Retry-After` says when to ask again.",
         body = Problem, content_type = "application/problem+json",
         headers(("Retry-After" = u64, description = "Whole seconds to wait."))),
    )
)]
pub(super) async fn ready(State(practice): State<Arc<Practice>>) -> Result<&'static str, Refusal> {
    practice
        .database
        .read(|connection| Ok(connection.query_row("SELECT 1 FROM practice", [], |_| Ok(()))?))
        .await?;
    Ok("ready\n")
}

/// Numbers about the running service, in the text format of Prometheus.
///
/// Only for callers on the same computer, unless the service is told otherwise.
#[utoipa::path(
    get, path = "/metrics", operation_id = "health_metrics", tag = "health", security(()),
    responses(
        (status = 200, description = "The numbers.", body = String, content_type = "text/plain"),
        (status = 404, description = "`not_found`: not for callers from elsewhere.",
         body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn metrics(
    State(practice): State<Arc<Practice>>,
    request: Request,
) -> Result<String, Refusal> {
    let (parts, _) = request.into_parts();
    if practice.config.public_metrics || is_local(&parts) {
        Ok(metrics::render())
    } else {
        Err(Refusal::NotFound)
    }
}

/// This document.
#[utoipa::path(
    get, path = "/v1/openapi.json", operation_id = "health_contract", tag = "health", security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = Object, content_type = "application/json"))
)]
pub(super) async fn contract() -> impl IntoResponse {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| openapi::document().to_json().unwrap_or_default());
    ([(CONTENT_TYPE, "application/json")], DOCUMENT.as_str())
}
