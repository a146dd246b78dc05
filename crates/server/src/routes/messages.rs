//! Reading and sending messages.

use crate::audit::{Action, Attempt};
use crate::extract::{Body, Participant, PathId, PathIds, Query, page_limit};
use crate::messages::{self, Accepted, NewMessage, Window};
use crate::openapi::{ForKind, Located, Signed, WithBody, WithQuery};
use crate::practice::Practice;
use crate::{Refusal, access};
use allia_protocol::conversation::{Message, MessagePage, SendMessage};
use allia_protocol::id::{ConversationId, MessageId, Position};
use allia_protocol::problem::Problem;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which part of the history.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct History {
    /// Only messages before this position.
    #[param(value_type = Option<u64>)]
    before: Option<Position>,
    /// Only messages after this position; the page then begins right behind it.
    #[param(value_type = Option<u64>)]
    after: Option<Position>,
    /// At most so many.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<u32>,
}

/// Read a page of a conversation's messages.
///
/// Ascending by position. With `after` the page begins right behind that position; otherwise it holds the
/// newest messages, or the newest before `before`. `more` says whether there are more in that direction.
#[utoipa::path(
    get, path = "/v1/conversations/{conversation_id}/messages", operation_id = "messages_list", tag = "conversations",
    security(("access_token" = [])),
    params(
        ("conversation_id" = ConversationId, Path, description = "One of the caller's conversations."),
        History,
    ),
    responses(
        (status = 200, description = "The messages.", body = MessagePage),
        Signed, ForKind, Located, WithQuery,
    )
)]
pub(super) async fn list(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    PathId(conversation_id): PathId<ConversationId>,
    Query(history): Query<History>,
) -> Result<Json<MessagePage>, Refusal> {
    let window = Window { before: history.before, after: history.after, limit: page_limit(history.limit)? };
    let user_id = signed_in.caller.user_id;
    let attempt = Attempt::new(signed_in.actor, Action::ConversationRead).on(conversation_id);
    let page = practice
        .database
        .write(attempt, move |work| {
            access::seat(work.connection, user_id, conversation_id)?;
            Ok(messages::page(work.connection, conversation_id, window)?)
        })
        .await?;
    Ok(Json(page))
}

/// Send a message.
///
/// The sender makes the id, so repeating the call is safe: the same body again answers 200 with the first
/// answer. Sender, position and `sent_at` are the service's. The text takes 1 to 16,384 bytes of UTF-8 after
/// trimming and no NUL. At most 20 sends a second for each user, sustained. A message that was answered with
/// 201 or 200 is on the disk.
#[utoipa::path(
    put, path = "/v1/conversations/{conversation_id}/messages/{message_id}", operation_id = "messages_send", tag = "conversations",
    security(("access_token" = [])), request_body = SendMessage,
    params(
        ("conversation_id" = ConversationId, Path, description = "One of the caller's conversations."),
        ("message_id" = MessageId, Path, description = "A fresh UUID made by the sender."),
    ),
    responses(
        (status = 201, description = "The message was added.", body = Message),
        (status = 200, description = "It had been added before; this is the first answer.", body = Message),
        (status = 409, description = "`conflict`: the id belongs to another message.",
         body = Problem, content_type = "application/problem+json"),
        Signed, ForKind, Located, WithBody,
    )
)]
pub(super) async fn send(
    State(practice): State<Arc<Practice>>,
    Participant(signed_in): Participant,
    PathIds(conversation_id, message_id): PathIds<ConversationId, MessageId>,
    Body(body): Body<SendMessage>,
) -> Result<(StatusCode, Json<Message>), Refusal> {
    let sender = signed_in.caller.user_id;
    practice.rates.send(sender)?;
    let attempt = Attempt::new(signed_in.actor, Action::MessageSend).within(conversation_id, message_id);
    let new = NewMessage { message_id, conversation_id, text: body.text, composed_at: body.composed_at };
    let accepted = practice.database.write(attempt, move |work| messages::send(work, sender, &new)).await?;
    Ok(match accepted {
        Accepted::Added(message) => (StatusCode::CREATED, Json(message)),
        Accepted::Repeated(message) => (StatusCode::OK, Json(message)),
    })
}
