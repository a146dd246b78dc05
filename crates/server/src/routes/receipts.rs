//! Saying how far one has received and read.

use crate::audit::{Action, Attempt};
use crate::extract::{Body, Participant, PathId};
use crate::openapi::{ForKind, Located, Signed, WithBody};
use crate::practice::Practice;
use crate::{Refusal, receipts};
use allia_protocol::conversation::PutReceipt;
use allia_protocol::id::ConversationId;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// Say how far one has received and read.
///
/// Positions never move backwards and never beyond the last message; what is read counts as received. Both
/// sides learn of it through their change feeds.
#[utoipa::path(
    put, path = "/v1/conversations/{conversation_id}/receipt", operation_id = "receipts_put", tag = "conversations",
    security(("access_token" = [])), request_body = PutReceipt,
    params(("conversation_id" = ConversationId, Path, description = "One of the caller's conversations.")),
    responses((status = 204, description = "Noted."), Signed, ForKind, Located, WithBody)
)]
pub(super) async fn put(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    PathId(conversation_id): PathId<ConversationId>,
    Body(receipt): Body<PutReceipt>,
) -> Result<StatusCode, Refusal> {
    let user_id = signed_in.caller.user_id;
    let attempt = Attempt::new(signed_in.actor, Action::ReceiptPut).on(conversation_id);
    practice
        .database
        .write(attempt, move |work| receipts::put(work, user_id, conversation_id, &receipt))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
