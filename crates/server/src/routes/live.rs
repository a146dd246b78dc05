//! The live stream.

use crate::Refusal;
use crate::extract::{Participant, Query};
use crate::live::{self, Listening, LiveStream, Terms, UnreadCounter};
use crate::openapi::{ForKind, LiveEvents, Signed, WithQuery};
use crate::practice::Practice;
use allia_protocol::id::UserId;
use allia_protocol::live::LiveEvent;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use http::HeaderValue;
use http::header::ALLOW;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use utoipa::IntoParams;

/// What the stream shall tell besides.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Asking {
    /// Whether `changed` shall carry `unread_count`: the caller's unread messages over all conversations.
    #[serde(default)]
    #[param(required = false, default = false)]
    unread: bool,
}

/// Listen for wake-ups.
///
/// Events: `changed`, `presence`, `typing`, `signed_out`, each with a JSON payload. They are wake-ups, not the
/// truth: on `changed` go and ask for changes. The stream begins with `changed` and the presence of everyone
/// who is online, says something (a comment if nothing else) at least every 15 s, and ends with `signed_out`
/// when the session does. While one is open its user is online; that lapses within 30 s of the last one's end.
/// A reader who does not keep up is dropped. A session has at most 8 streams open and a user 16; one more
/// closes the oldest. With `unread=true` every `changed`, also the first, carries `unread_count` besides
/// `cursor`: what the `unread_count` of all conversations adds up to.
#[utoipa::path(
    get, path = "/v1/live", operation_id = "live_listen", tag = "changes", security(("access_token" = [])), params(Asking),
    responses(
        (status = 200, description = "The stream.", body = LiveEvents, content_type = "text/event-stream"),
        Signed, ForKind, WithQuery,
    )
)]
pub(super) async fn listen(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    Query(asking): Query<Asking>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    let caller = signed_in.caller;
    let (stream, came) = practice.hub.open(caller.user_id, caller.session_id);
    // Only now that it hears of everything is the stream told how things stand, and its session judged again.
    live::greet(&practice, caller, &stream).await?;
    if came {
        announce(&practice, caller.user_id);
    }
    let left = signed_in.session_expires_at.millis_since(practice.clock.now());
    let deadline = Instant::now() + Duration::from_millis(u64::try_from(left).unwrap_or(0));
    let unread = asking.unread.then(|| UnreadCounter::new(Arc::clone(&practice), caller));
    let terms = Terms { key: practice.cursors.clone(), deadline, unread };
    let heartbeat = KeepAlive::new().interval(practice.config.heartbeat);
    Ok(Sse::new(events(stream, terms)).keep_alive(heartbeat))
}

/// A stream has no head: whoever asked for one would be online without listening.
pub(super) async fn refuse_head() -> impl IntoResponse {
    ([(ALLOW, HeaderValue::from_static("GET"))], Refusal::MethodNotAllowed)
}

fn events(stream: LiveStream, terms: Terms) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(stream.listen(terms), |mut listening: Listening| async move {
        let event = listening.next().await?;
        Some((Ok(written(&event)), listening))
    })
}

fn written(event: &LiveEvent) -> Event {
    Event::default().event(event.name()).data(event.data().unwrap_or_default())
}

/// Nobody who opens a stream waits for the others to be told.
fn announce(practice: &Arc<Practice>, user_id: UserId) {
    let practice = Arc::clone(practice);
    tokio::spawn(async move {
        if let Err(refusal) = live::announce_came(&practice, user_id).await {
            tracing::warn!(%user_id, reason = %refusal, "a presence could not be announced");
        }
    });
}
