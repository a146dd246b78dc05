//! Who calls. A handler that takes one of these cannot forget to ask.

use super::peer::origin;
use crate::audit::{Action, Attempt};
use crate::observe::Observed;
use crate::origin::{Actor, Caller};
use crate::practice::Practice;
use crate::sessions::{self, Authenticated};
use crate::{Refusal, access, token};
use allia_protocol::Timestamp;
use allia_protocol::session::UserKind;
use axum::extract::{FromRequestParts, MatchedPath};
use http::header::AUTHORIZATION;
use http::request::Parts;
use std::sync::Arc;

/// How often a session's last call is written down.
const TOUCH_EVERY_MILLIS: i64 = 60_000;

/// Anybody with a valid access token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignedIn {
    pub(crate) caller: Caller,
    pub(crate) actor: Actor,
    pub(crate) session_expires_at: Timestamp,
}

/// A clinician or a patient: those who exchange messages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Participant(pub(crate) SignedIn);

/// An administrator.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Administrator(pub(crate) SignedIn);

impl FromRequestParts<Arc<Practice>> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, practice: &Arc<Practice>) -> Result<Self, Refusal> {
        let hash = token::hash(bearer(parts).ok_or(Refusal::NotSignedIn)?);
        let now = practice.clock.now();
        let session = practice.database.read(move |c| sessions::authenticate(c, &hash, now)).await?;
        if let Some(observed) = parts.extensions.get::<Observed>() {
            observed.set_user(session.caller.user_id);
        }
        practice.rates.request(session.caller.user_id)?;
        let actor = Actor::signed_in(session.caller, origin(parts, practice)?);
        touch(practice, &session, actor, now);
        Ok(Self { caller: session.caller, actor, session_expires_at: session.expires_at })
    }
}

impl FromRequestParts<Arc<Practice>> for Participant {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, practice: &Arc<Practice>) -> Result<Self, Refusal> {
        admit(parts, practice, &[UserKind::Clinician, UserKind::Patient]).await.map(Self)
    }
}

impl FromRequestParts<Arc<Practice>> for Administrator {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, practice: &Arc<Practice>) -> Result<Self, Refusal> {
        admit(parts, practice, &[UserKind::Administrator]).await.map(Self)
    }
}

/// Admits these kinds of user. Whoever is refused leaves an audit entry that names the call, by its template.
async fn admit(
    parts: &mut Parts,
    practice: &Arc<Practice>,
    kinds: &'static [UserKind],
) -> Result<SignedIn, Refusal> {
    let signed_in = SignedIn::from_request_parts(parts, practice).await?;
    if access::kind(&signed_in.caller, kinds).is_ok() {
        return Ok(signed_in);
    }
    let template = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let subject = format_args!("{} {template}", parts.method).to_string();
    let attempt = Attempt::new(signed_in.actor, Action::RequestAuthorize).on(subject);
    practice.database.write(attempt, |_| Err(Refusal::Forbidden)).await
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Writes down beside the request that the session called; nobody waits for it.
fn touch(practice: &Arc<Practice>, session: &Authenticated, actor: Actor, now: Timestamp) {
    if now.millis_since(session.last_seen_at) < TOUCH_EVERY_MILLIS {
        return;
    }
    let practice = Arc::clone(practice);
    let session_id = session.caller.session_id;
    tokio::spawn(async move {
        let attempt = Attempt::new(actor, Action::SessionTouch).on(session_id);
        let _ = practice.database.write(attempt, move |work| Ok(sessions::touch(work, session_id)?)).await;
    });
}
