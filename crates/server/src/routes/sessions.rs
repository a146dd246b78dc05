//! Opening, renewing, listing and ending sessions.

use crate::Refusal;
use crate::audit::{Action, Attempt};
use crate::extract::{Body, From, PathId, SignedIn};
use crate::openapi::{Located, Signed, WithBody};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::sessions::{self, Lives, Renewal};
use allia_protocol::Secret;
use allia_protocol::id::SessionId;
use allia_protocol::problem::Problem;
use allia_protocol::session::{Refresh, SessionList, SessionTokens, SignIn};
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Sign in.
///
/// A wrong password, an unknown name and an account that may not sign in answer alike and take about the same
/// time. After ten failures in a minute each further one makes the account wait longer, up to a minute; after
/// the wait the right password works. No account asks for a one-time code yet; one that is given is ignored.
#[utoipa::path(
    post, path = "/v1/sessions", operation_id = "sessions_open", tag = "sessions", request_body = SignIn, security(()),
    responses(
        (status = 201, description = "The session is open.", body = SessionTokens),
        (status = 401, description = "`unauthenticated`: the name or the password is wrong.",
         body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`rate_limited`: too many failures. `Retry-After` says when to try again.",
         body = Problem, content_type = "application/problem+json",
         headers(("Retry-After" = u64, description = "Whole seconds to wait."))),
        (status = 503, description = "`unavailable`: too many sign-ins at once. `Retry-After` says when.",
         body = Problem, content_type = "application/problem+json",
         headers(("Retry-After" = u64, description = "Whole seconds to wait."))),
        WithBody,
    )
)]
pub(super) async fn open(
    State(practice): State<Arc<Practice>>,
    From(origin): From,
    Body(sign_in): Body<SignIn>,
) -> Result<(StatusCode, Json<SessionTokens>), Refusal> {
    let tokens = sessions::sign_in(&practice, origin, sign_in).await?;
    Ok((StatusCode::CREATED, Json(tokens)))
}

/// Renew the tokens of a session.
///
/// Both tokens are new afterwards and the old ones are no longer good. A refresh token that is used a second
/// time ends its session: one of its two holders has stolen it.
#[utoipa::path(
    post, path = "/v1/sessions/refresh", operation_id = "sessions_refresh", tag = "sessions", request_body = Refresh, security(()),
    responses(
        (status = 200, description = "The session goes on with new tokens.", body = SessionTokens),
        (status = 401, description = "`unauthenticated`: the refresh token is unknown, expired or used.",
         body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`rate_limited`: more than 50 requests a second, sustained. `Retry-After` says when.",
         body = Problem, content_type = "application/problem+json",
         headers(("Retry-After" = u64, description = "Whole seconds to wait."))),
        (status = 503, description = "`unavailable`: the service cannot answer now. `Retry-After` says when.",
         body = Problem, content_type = "application/problem+json",
         headers(("Retry-After" = u64, description = "Whole seconds to wait."))),
        WithBody,
    )
)]
pub(super) async fn refresh(
    State(practice): State<Arc<Practice>>,
    From(origin): From,
    Body(refresh): Body<Refresh>,
) -> Result<Json<SessionTokens>, Refusal> {
    let Refresh { refresh_token } = refresh;
    count_refresh(&practice, refresh_token.clone()).await?;
    let lives = Lives::of(&practice.config);
    let attempt = Attempt::new(Actor::stranger(origin), Action::SessionRefresh);
    let renewal =
        practice.database.write(attempt, move |work| sessions::refresh(work, &refresh_token, lives)).await?;
    match renewal {
        Renewal::Renewed(tokens) => Ok(Json(*tokens)),
        Renewal::Reused => Err(Refusal::WrongRefreshToken),
    }
}

/// A refresh is a request of its user like any other, though no access token comes with it.
async fn count_refresh(practice: &Practice, refresh_token: Secret) -> Result<(), Refusal> {
    let now = practice.clock.now();
    let user_id = practice.database.read(move |c| Ok(sessions::renewer(c, &refresh_token, now)?)).await?;
    user_id.map_or(Ok(()), |user_id| practice.rates.request(user_id))
}

/// List one's own sessions, newest first.
#[utoipa::path(
    get, path = "/v1/sessions", operation_id = "sessions_list", tag = "sessions", security(("access_token" = [])),
    responses((status = 200, description = "The open sessions.", body = SessionList), Signed)
)]
pub(super) async fn list(
    State(practice): State<Arc<Practice>>,
    signed_in: SignedIn,
) -> Result<Json<SessionList>, Refusal> {
    let now = practice.clock.now();
    let list = practice.database.read(move |c| Ok(sessions::list(c, &signed_in.caller, now)?)).await?;
    Ok(Json(list))
}

/// Sign out: end the session that calls.
///
/// Its live streams close at once.
#[utoipa::path(
    delete, path = "/v1/sessions/current", operation_id = "sessions_end_current", tag = "sessions", security(("access_token" = [])),
    responses((status = 204, description = "The session is over."), Signed, Located)
)]
pub(super) async fn end_current(
    State(practice): State<Arc<Practice>>,
    signed_in: SignedIn,
) -> Result<StatusCode, Refusal> {
    end_session(&practice, signed_in, signed_in.caller.session_id).await
}

/// End one of one's own sessions, on this or another device.
///
/// Its live streams close at once.
#[utoipa::path(
    delete, path = "/v1/sessions/{session_id}", operation_id = "sessions_end", tag = "sessions", security(("access_token" = [])),
    params(("session_id" = SessionId, Path, description = "One of the caller's open sessions.")),
    responses((status = 204, description = "The session is over."), Signed, Located)
)]
pub(super) async fn end(
    State(practice): State<Arc<Practice>>,
    signed_in: SignedIn,
    PathId(session_id): PathId<SessionId>,
) -> Result<StatusCode, Refusal> {
    end_session(&practice, signed_in, session_id).await
}

async fn end_session(
    practice: &Practice,
    signed_in: SignedIn,
    session_id: SessionId,
) -> Result<StatusCode, Refusal> {
    let attempt = Attempt::new(signed_in.actor, Action::SessionEnd).on(session_id);
    let user_id = signed_in.caller.user_id;
    practice.database.write(attempt, move |work| sessions::end(work, user_id, session_id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
