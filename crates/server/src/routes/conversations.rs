//! Listing and showing conversations.

use crate::Refusal;
use crate::audit::{Action, Attempt};
use crate::conversations::{self, PageRequest};
use crate::extract::{Participant, PathId, Query, page_limit};
use crate::openapi::{ForKind, Located, Signed, WithQuery};
use crate::practice::Practice;
use allia_protocol::conversation::{Conversation, ConversationPage};
use allia_protocol::id::ConversationId;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which page of the conversations.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// The `next` of the page before.
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<u32>,
}

/// List one's conversations.
///
/// For a clinician: one for each activated patient whose care team they actively belong to, and nothing else.
/// For a patient: one for each clinician of theirs. `cursor` is the caller's place in the change feed when the
/// first page was made, on every page; `notice` is always set for a patient.
#[utoipa::path(
    get, path = "/v1/conversations", operation_id = "conversations_list", tag = "conversations", security(("access_token" = [])), params(Paging),
    responses(
        (status = 200, description = "A page, oldest conversation first.", body = ConversationPage),
        Signed, ForKind, WithQuery,
    )
)]
pub(super) async fn list(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    Query(paging): Query<Paging>,
) -> Result<Json<ConversationPage>, Refusal> {
    let caller = signed_in.caller;
    let place = match &paging.after {
        Some(page) => {
            let place = practice.cursors.open_page(caller.user_id, page);
            Some(place.ok_or(Refusal::Invalid("after is not the next of a page"))?)
        }
        None => None,
    };
    let request = PageRequest { place, limit: page_limit(paging.limit)? };
    let (hub, key) = (Arc::clone(&practice.hub), practice.cursors.clone());
    let attempt = Attempt::new(signed_in.actor, Action::ConversationList);
    let page = practice
        .database
        .write(attempt, move |work| {
            let page = conversations::page(work.connection, &hub, &key, &caller, &request)?;
            for shown in page.conversations.iter().filter(|shown| shown.last_message.is_some()) {
                work.also_record(Action::ConversationSync, shown.conversation_id.to_string());
            }
            Ok(page)
        })
        .await?;
    Ok(Json(page))
}

/// Show one conversation.
#[utoipa::path(
    get, path = "/v1/conversations/{conversation_id}", operation_id = "conversations_show", tag = "conversations", security(("access_token" = [])),
    params(("conversation_id" = ConversationId, Path, description = "One of the caller's conversations.")),
    responses(
        (status = 200, description = "The conversation as it is now.", body = Conversation),
        Signed, ForKind, Located,
    )
)]
pub(super) async fn show(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    PathId(conversation_id): PathId<ConversationId>,
) -> Result<Json<Conversation>, Refusal> {
    let (hub, user_id) = (Arc::clone(&practice.hub), signed_in.caller.user_id);
    let attempt = Attempt::new(signed_in.actor, Action::ConversationRead).on(conversation_id);
    let conversation = practice
        .database
        .write(attempt, move |work| {
            conversations::one(work.connection, &hub, user_id, conversation_id)?.ok_or(Refusal::NotFound)
        })
        .await?;
    Ok(Json(conversation))
}
