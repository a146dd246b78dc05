//! Saying that one is writing.

use crate::audit::{Action, Attempt};
use crate::extract::{Participant, PathId};
use crate::openapi::{ForKind, Located, Signed};
use crate::practice::Practice;
use crate::{Refusal, access};
use allia_protocol::id::ConversationId;
use allia_protocol::live::Typing;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;
use tokio::time::Instant;

/// Say that one is writing.
///
/// The other side's live streams are told. At most one a second counts; more are accepted and ignored.
#[utoipa::path(
    post, path = "/v1/conversations/{conversation_id}/typing", operation_id = "typing_tell", tag = "conversations",
    security(("access_token" = [])),
    params(("conversation_id" = ConversationId, Path, description = "One of the caller's conversations.")),
    responses((status = 204, description = "Passed on, or ignored."), Signed, ForKind, Located)
)]
pub(super) async fn tell(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    PathId(conversation_id): PathId<ConversationId>,
) -> Result<StatusCode, Refusal> {
    let user_id = signed_in.caller.user_id;
    let judged = practice.database.read(move |c| access::seat(c, user_id, conversation_id)).await;
    match judged {
        Ok(seat) => {
            if practice.typing.admits(conversation_id, user_id, Instant::now()) {
                practice.hub.tell_typing(seat.peer_id, &Typing { conversation_id, user_id });
            }
            Ok(StatusCode::NO_CONTENT)
        }
        Err(refusal) => {
            let attempt = Attempt::new(signed_in.actor, Action::TypingSend).on(conversation_id);
            practice.database.write(attempt, |_| Err(refusal)).await
        }
    }
}
