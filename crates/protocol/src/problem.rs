//! Problem documents (RFC 9457): the one form in which the service says no.

use serde::{Deserialize, Serialize};

/// The media type of a problem document.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// The machine's word for what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ErrorCode {
    /// 401: no valid access token, or a wrong password.
    Unauthenticated,
    /// 403: signed in, but this kind of user may never do this.
    Forbidden,
    /// 404: not there, or not for this caller; the two answer alike.
    NotFound,
    /// 409: the id is taken by something else, or the state forbids it.
    Conflict,
    /// 422: the request breaks a rule of the contract.
    Invalid,
    /// 413: the body or the message is too large.
    TooLarge,
    /// 429: too many requests; `Retry-After` says when.
    RateLimited,
    /// 410: the cursor is unknown, expired or another user's.
    CursorExpired,
    /// 503: the service cannot answer now; `Retry-After` says when.
    Unavailable,
    /// A code that this version does not know.
    #[serde(other)]
    Unknown,
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI for the kind of problem; `about:blank` when `code` says it all.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short summary of the kind of problem.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// What to know about this occurrence. Never repeats what the request contained.
    pub detail: String,
    /// The machine's word.
    pub code: ErrorCode,
}
