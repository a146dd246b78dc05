//! JSON bodies: of the documented form and nothing beside it, not too large, not too slow. What was sent is
//! never repeated in the answer.

use crate::Refusal;
use crate::practice::Practice;
use allia_protocol::limits::REQUEST_BODY_BYTES;
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The body, in the form of `T`.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Practice>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, practice: &Arc<Practice>) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::UnsupportedMediaType);
        }
        let read = read(request.into_body());
        let bytes = tokio::time::timeout(practice.config.body_timeout, read).await;
        parse(&bytes.unwrap_or(Err(Refusal::TooSlow))?).map(Self)
    }
}

async fn read(body: axum::body::Body) -> Result<Bytes, Refusal> {
    match Limited::new(body, REQUEST_BODY_BYTES).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Refusal::TooLarge("a body takes at most 1 MiB")),
        Err(_) => Err(Refusal::Invalid("the body ended early")),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    // An array would pass as the fields in their order.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Refusal::Invalid("the body is not a JSON object"));
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::Invalid("the body is not JSON of the documented form"))
}

fn is_json(headers: &HeaderMap) -> bool {
    let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = declared.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
