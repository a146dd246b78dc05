//! What holds for every request and every answer.

use crate::Refusal;
use allia_protocol::limits::REQUEST_BODY_BYTES;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, REFERRER_POLICY, TRANSFER_ENCODING,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
];

/// Refuses bodies whose end is not plainly declared, and those that are declared too large.
///
/// Two programs that read one connection must agree where a request ends. A body is measured by
/// `Content-Length` or comes in chunks and in no other coding. Whatever came in chunks is the last request of
/// its connection: it may have had a `Content-Length` as well, of which nothing is left to be seen here, and
/// who went by that takes another place for the end (RFC 9112, 6.1).
pub(super) async fn check_framing(request: Request, next: Next) -> Response {
    let mut codings = request.headers().get_all(TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => check_length(request, next).await,
        (Some(coding), None) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") => {
            let mut response = next.run(request).await;
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            response
        }
        _ => Refusal::UnknownFraming.into_response(),
    }
}

async fn check_length(request: Request, next: Next) -> Response {
    if declared_length(request.headers()).is_some_and(|length| length > REQUEST_BODY_BYTES) {
        return Refusal::TooLarge("a body takes at most 1 MiB").into_response();
    }
    next.run(request).await
}

/// Nothing is kept by caches, guessed at, passed on or framed.
pub(super) async fn add_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
