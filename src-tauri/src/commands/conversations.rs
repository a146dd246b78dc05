//! The list of conversations and what stands in one.

use crate::engine::{Engine, command_error};
use crate::front::Front;
use allia_client::view::{
    CommandError, ConversationList, MessageHit, MessageRange, MessageSlice, OpenConversation,
};
use allia_protocol::Sensitive;
use allia_protocol::id::{ConversationId, Position};
use serde::Deserialize;
use tauri::State;

#[derive(Deserialize)]
pub(crate) struct ListConversations {
    search: Sensitive<String>,
    offset: u32,
    limit: u32,
}

#[tauri::command]
pub(crate) async fn list_conversations(
    engine: State<'_, Engine>,
    args: ListConversations,
) -> Result<ConversationList, CommandError> {
    let client = engine.client().await?;
    client.list_conversations(args.search.expose(), args.offset, args.limit).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct InConversation {
    conversation_id: ConversationId,
}

#[tauri::command]
pub(crate) async fn open_conversation(
    engine: State<'_, Engine>,
    args: InConversation,
) -> Result<OpenConversation, CommandError> {
    engine.client().await?.open_conversation(args.conversation_id).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct Messages {
    conversation_id: ConversationId,
    range: MessageRange,
}

#[tauri::command]
pub(crate) async fn messages(
    engine: State<'_, Engine>,
    args: Messages,
) -> Result<MessageSlice, CommandError> {
    engine.client().await?.messages(args.conversation_id, args.range).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct SearchMessages {
    search: Sensitive<String>,
    limit: u32,
}

#[tauri::command]
pub(crate) async fn search_messages(
    engine: State<'_, Engine>,
    args: SearchMessages,
) -> Result<Vec<MessageHit>, CommandError> {
    let client = engine.client().await?;
    client.search_messages(args.search.expose(), args.limit).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct MarkRead {
    conversation_id: ConversationId,
    position: Position,
}

#[tauri::command]
pub(crate) async fn mark_read(engine: State<'_, Engine>, args: MarkRead) -> Result<(), CommandError> {
    engine.client().await?.mark_read(args.conversation_id, args.position).await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct ChatInFront {
    conversation_id: Option<ConversationId>,
}

#[tauri::command]
pub(crate) async fn chat_in_front(
    engine: State<'_, Engine>,
    front: State<'_, Front>,
    args: ChatInFront,
) -> Result<(), CommandError> {
    let client = engine.client().await?;
    client.chat_on_screen(args.conversation_id);
    client.chat_in_front(front.set_chat(args.conversation_id));
    Ok(())
}
