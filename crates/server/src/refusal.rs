//! Every way in which the service says no, and the problem document of each.

use allia_protocol::problem::{CONTENT_TYPE, ErrorCode, Problem};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use std::time::Duration;

/// Why something was not done. No variant carries anything that the caller sent.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No access token, or one that is unknown, expired or of an ended session.
    #[error("a valid access token is needed")]
    NotSignedIn,
    /// The account does not exist, may not sign in, or has another password; the caller learns not which.
    #[error("the name or the password is wrong")]
    WrongCredentials,
    /// A refresh token that is unknown, expired or was used before.
    #[error("the refresh token is not valid; sign in again")]
    WrongRefreshToken,
    /// This kind of user may never do this.
    #[error("this account may not do this")]
    Forbidden,
    /// Not there, or not for this caller; the two answer alike.
    #[error("there is nothing here for this account")]
    NotFound,
    /// The path exists, the method does not.
    #[error("this method is not available here")]
    MethodNotAllowed,
    /// The id is taken by something else, or the state forbids it.
    #[error("{0}")]
    Conflict(&'static str),
    /// The request breaks a rule of the contract.
    #[error("{0}")]
    Invalid(&'static str),
    /// The body comes in a form whose end this service does not know how to find.
    #[error("send Content-Length, or nothing but chunked as Transfer-Encoding")]
    UnknownFraming,
    /// The body is not JSON.
    #[error("send application/json")]
    UnsupportedMediaType,
    /// The body or the message is too large.
    #[error("{0}")]
    TooLarge(&'static str),
    /// The body did not arrive in time.
    #[error("the body took too long to arrive")]
    TooSlow,
    /// Too many requests.
    #[error("too many requests; try again later")]
    RateLimited {
        /// When to try again.
        retry_after: Duration,
    },
    /// The cursor is unknown, expired or another user's.
    #[error("the cursor is not valid any more; take the conversations afresh")]
    CursorExpired,
    /// The service has more work than it can queue, or is stopping.
    #[error("the service cannot answer now; try again")]
    Busy,
    /// The database could not be read or written.
    #[error("the service cannot answer now; try again")]
    Storage(#[from] rusqlite::Error),
    /// The service met a fault of its own.
    #[error("the service cannot answer now; try again")]
    Fault(&'static str),
}

/// What `Retry-After` says when the service itself is the reason.
const RETRY_WHEN_UNAVAILABLE: Duration = Duration::from_secs(1);

impl Refusal {
    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn | Self::WrongCredentials | Self::WrongRefreshToken => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UnknownFraming => StatusCode::BAD_REQUEST,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::CursorExpired => StatusCode::GONE,
            Self::Busy | Self::Storage(_) | Self::Fault(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The machine's word.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NotSignedIn | Self::WrongCredentials | Self::WrongRefreshToken => {
                ErrorCode::Unauthenticated
            }
            Self::Forbidden => ErrorCode::Forbidden,
            Self::NotFound => ErrorCode::NotFound,
            Self::Conflict(_) => ErrorCode::Conflict,
            Self::MethodNotAllowed
            | Self::Invalid(_)
            | Self::UnknownFraming
            | Self::UnsupportedMediaType
            | Self::TooSlow => ErrorCode::Invalid,
            Self::TooLarge(_) => ErrorCode::TooLarge,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::CursorExpired => ErrorCode::CursorExpired,
            Self::Busy | Self::Storage(_) | Self::Fault(_) => ErrorCode::Unavailable,
        }
    }

    /// Whether the caller was not allowed, as against the request being wrong or the service unable.
    pub(crate) const fn is_denial(&self) -> bool {
        matches!(self, Self::NotSignedIn | Self::Forbidden | Self::NotFound)
    }

    const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } => Some(*retry_after),
            Self::Busy | Self::Storage(_) | Self::Fault(_) => Some(RETRY_WHEN_UNAVAILABLE),
            _ => None,
        }
    }

    fn problem(&self) -> Problem {
        let status = self.status();
        Problem {
            kind: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or("Refused").to_owned(),
            status: status.as_u16(),
            detail: self.to_string(),
            code: self.code(),
        }
    }

    fn log(&self) {
        match self {
            Self::Storage(error) => tracing::error!(error = %error, "the database refused"),
            Self::Fault(what) => tracing::error!(what, "fault"),
            _ => {}
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.log();
        let body = serde_json::to_vec(&self.problem()).unwrap_or_default();
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        if let Some(wait) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(wait)));
        }
        if matches!(self, Self::NotSignedIn) {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if matches!(self, Self::UnknownFraming | Self::TooLarge(_) | Self::TooSlow) {
            // The rest of the body is not read, so nothing more can be understood on this connection.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

/// Rounded up: a caller who waits as long as told is not refused for being early.
fn whole_seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up_to_whole_seconds() {
        assert_eq!(whole_seconds(Duration::ZERO), 1);
        assert_eq!(whole_seconds(Duration::from_millis(1_001)), 2);
    }
}
