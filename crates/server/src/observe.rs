//! One line in the log and one count for every request: the route's template, never the path itself; the
//! user's id, never a name.

use allia_protocol::id::UserId;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::{Arc, OnceLock};
use tokio::time::Instant;

/// What becomes known of a request while it is handled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observed(Arc<OnceLock<UserId>>);

impl Observed {
    /// Notes who calls.
    pub(crate) fn set_user(&self, user_id: UserId) {
        let _ = self.0.set(user_id);
    }
}

/// Logs and counts each request once it is answered.
pub(crate) async fn observe(mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let observed = Observed::default();
    request.extensions_mut().insert(observed.clone());
    let method = request.method().clone();
    let template = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = template.as_ref().map_or("unmatched", MatchedPath::as_str).to_owned();
    let status = response.status().as_u16();
    let took = began.elapsed();
    tracing::info!(
        %method,
        route,
        status,
        took_micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        user_id = observed.0.get().map(tracing::field::display),
        "request"
    );
    ::metrics::histogram!("allia_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    ::metrics::counter!("allia_requests_total", "route" => route, "status" => status.to_string())
        .increment(1);
    response
}
