//! JSON bodies: of the documented form and nothing beside it, not too large, not too slow. What was sent is
//! never repeated in the answer.

use crate::Refusal;
use crate::practice::Practice;
use allia_protocol::limits::REQUEST_BODY_BYTES;
use axum::extract::{FromRequest, Request};
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How many bytes of a body have to come between two pauses.
const LEAST_PROGRESS: usize = 512;

/// The body, in the form of `T`.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Practice>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, practice: &Arc<Practice>) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::UnsupportedMediaType);
        }
        let read = read(request.into_body(), practice.config.body_pause);
        let bytes = tokio::time::timeout(practice.config.body_timeout, read).await;
        parse(&bytes.unwrap_or(Err(Refusal::TooSlow))?).map(Self)
    }
}

/// Reads to the end, as long as something comes: whoever sends a byte now and then is not waited for.
async fn read(mut body: axum::body::Body, pause: Duration) -> Result<Bytes, Refusal> {
    let (mut whole, mut judged_at) = (BytesMut::new(), 0);
    let mut deadline = Instant::now() + pause;
    while let Some(frame) = timeout_at(deadline, body.frame()).await.map_err(|_| Refusal::TooSlow)? {
        let frame = frame.map_err(|_| Refusal::Invalid("the body ended early"))?;
        let Some(part) = frame.data_ref() else { continue };
        if whole.len().saturating_add(part.len()) > REQUEST_BODY_BYTES {
            return Err(Refusal::TooLarge("a body takes at most 1 MiB"));
        }
        whole.extend_from_slice(part);
        if whole.len() - judged_at >= LEAST_PROGRESS {
            judged_at = whole.len();
            deadline = Instant::now() + pause;
        }
    }
    Ok(whole.freeze())
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
