//! Every call of the API, and what stands around them all.

mod activations;
mod admin;
mod changes;
mod conversations;
mod devices;
mod guard;
mod health;
mod live;
mod me;
mod messages;
mod receipts;
mod sessions;
mod typing;

use crate::practice::Practice;
use crate::{Refusal, observe, openapi, patient_page};
use allia_protocol::path;
use axum::response::{IntoResponse, Response};
use axum::routing::head;
use axum::{Router, middleware};
use std::any::Any;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The API's routes, and the document that describes them.
pub(crate) fn all() -> (Router<Arc<Practice>>, Document) {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(routes!(sessions::open, sessions::list))
        .routes(routes!(sessions::refresh))
        .routes(routes!(sessions::end_current))
        .routes(routes!(sessions::end))
        .routes(routes!(activations::activate))
        .routes(routes!(me::show))
        .routes(routes!(devices::recovery_share))
        .routes(routes!(conversations::list))
        .routes(routes!(conversations::show))
        .routes(routes!(messages::list))
        .routes(routes!(messages::send))
        .routes(routes!(receipts::put))
        .routes(routes!(typing::tell))
        .routes(routes!(changes::list))
        .routes(routes!(live::listen))
        .route(path::LIVE, head(live::refuse_head))
        .merge(admin::all())
        .routes(routes!(health::alive))
        .routes(routes!(health::ready))
        .routes(routes!(health::metrics))
        .routes(routes!(health::contract))
        .split_for_parts()
}

/// The whole service, ready to be handed requests.
pub(crate) fn service(practice: Arc<Practice>) -> Router {
    let (api, _) = all();
    api.merge(patient_page::routes())
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(refuse_after_panic))
        .layer(middleware::from_fn(guard::check_framing))
        .layer(middleware::from_fn(guard::add_headers))
        .layer(middleware::from_fn(observe::observe))
        .with_state(practice)
}

/// What the panic says may contain what the request said: it is not repeated anywhere.
fn refuse_after_panic(_: Box<dyn Any + Send>) -> Response {
    Refusal::Fault("a handler panicked").into_response()
}
