//! Writing: drafts, sending, and what did not go out.

use crate::engine::{Engine, command_error};
use allia_client::view::{CommandError, MessageView, NotSentMessage};
use allia_protocol::Sensitive;
use allia_protocol::id::{ConversationId, MessageId};
use serde::Deserialize;
use tauri::State;

#[derive(Deserialize)]
pub(crate) struct Text {
    conversation_id: ConversationId,
    text: Sensitive<String>,
}

#[tauri::command]
pub(crate) async fn send_message(engine: State<'_, Engine>, args: Text) -> Result<MessageView, CommandError> {
    let client = engine.client().await?;
    client.send_message(args.conversation_id, args.text.expose()).await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn save_draft(engine: State<'_, Engine>, args: Text) -> Result<(), CommandError> {
    let client = engine.client().await?;
    client.save_draft(args.conversation_id, args.text.expose()).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct Typing {
    conversation_id: ConversationId,
}

#[tauri::command]
pub(crate) async fn typing(engine: State<'_, Engine>, args: Typing) -> Result<(), CommandError> {
    engine.client().await?.typing(args.conversation_id).map_err(command_error)
}

#[tauri::command]
pub(crate) async fn not_sent(engine: State<'_, Engine>) -> Result<Vec<NotSentMessage>, CommandError> {
    engine.client().await?.not_sent().await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct ShownMessages {
    message_ids: Vec<MessageId>,
}

#[tauri::command]
pub(crate) async fn not_sent_shown(
    engine: State<'_, Engine>,
    args: ShownMessages,
) -> Result<(), CommandError> {
    engine.client().await?.not_sent_shown(args.message_ids).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct OneMessage {
    message_id: MessageId,
}

#[tauri::command]
pub(crate) async fn retry_message(engine: State<'_, Engine>, args: OneMessage) -> Result<(), CommandError> {
    engine.client().await?.retry_message(args.message_id).await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn discard_message(engine: State<'_, Engine>, args: OneMessage) -> Result<(), CommandError> {
    engine.client().await?.discard_message(args.message_id).await.map_err(command_error)
}
