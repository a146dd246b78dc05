//! Asking for changes.

use crate::audit::{Action, Attempt};
use crate::extract::{Participant, Query, page_limit};
use crate::openapi::{ForKind, Numbered, Signed, WithQuery};
use crate::practice::Practice;
use crate::{Refusal, access, feed};
use allia_protocol::change::{Change, ChangePage};
use allia_protocol::id::ConversationId;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which part of the feed.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Following {
    /// The cursor of the conversations, or of the changes before.
    after: String,
    /// At most so many.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<u32>,
}

/// Ask for what changed after a cursor.
///
/// In commit order, and nothing is skipped. Access is judged again as each change leaves: after a removal no
/// earlier change of that conversation comes any more. While `more` is set, ask again at once.
#[utoipa::path(
    get, path = "/v1/changes", operation_id = "changes_list", tag = "changes", security(("access_token" = [])), params(Following),
    responses(
        (status = 200, description = "The changes, and the cursor after them.", body = ChangePage),
        Signed, ForKind, WithQuery, Numbered,
    )
)]
pub(super) async fn list(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    Query(following): Query<Following>,
) -> Result<Json<ChangePage>, Refusal> {
    let caller = signed_in.caller;
    let limit = usize::try_from(page_limit(following.limit)?).unwrap_or(usize::MAX);
    let after = practice.cursors.open(caller.user_id, &following.after)?;
    let now = practice.clock.now();
    let head = practice
        .database
        .read(move |connection| {
            access::session(connection, &caller, now)?;
            Ok(feed::head(connection, caller.user_id)?)
        })
        .await?;
    head.admit(after)?;
    if head.seq == after {
        let cursor = practice.cursors.seal(caller.user_id, after);
        return Ok(Json(ChangePage { changes: Vec::new(), cursor, more: false }));
    }
    let hub = Arc::clone(&practice.hub);
    let part = practice
        .database
        .write(Attempt::new(signed_in.actor, Action::ChangesRead), move |work| {
            let part = feed::list(work.connection, &hub, caller.user_id, after, limit)?;
            for conversation_id in shown(&part.changes) {
                work.also_record(Action::ConversationSync, conversation_id.to_string());
            }
            Ok(part)
        })
        .await?;
    let cursor = practice.cursors.seal(caller.user_id, part.seq);
    Ok(Json(ChangePage { changes: part.changes, cursor, more: part.more }))
}

/// The conversations of which the changes let something be read.
fn shown(changes: &[Change]) -> BTreeSet<ConversationId> {
    changes
        .iter()
        .filter_map(|change| match change {
            Change::Message { message } => Some(message.conversation_id),
            Change::Conversation { conversation } => Some(conversation.conversation_id),
            _ => None,
        })
        .collect()
}
