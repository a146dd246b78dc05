//! The window itself: what closing it means, and what it was asked to show.

use crate::closing;
use crate::engine::{Engine, command_error};
use allia_client::view::{CommandError, Settings, WhenClosed};
use allia_protocol::id::ConversationId;
use serde::Deserialize;
use tauri::{AppHandle, State};

#[derive(Deserialize)]
pub(crate) struct AnswerClose {
    /// `null` when the person put the question away.
    when_closed: Option<WhenClosed>,
}

/// The person said what closing the window means: that is kept, and done now.
#[tauri::command]
pub(crate) async fn answer_close(
    app: AppHandle,
    engine: State<'_, Engine>,
    args: AnswerClose,
) -> Result<(), CommandError> {
    closing::answered(&app);
    let Some(when_closed) = args.when_closed else { return Ok(()) };
    let client = engine.client().await?;
    let settings = Settings { when_closed, ..client.settings().await.map_err(command_error)? };
    client.change_settings(&settings).await.map_err(command_error)?;
    closing::close(&app).await;
    Ok(())
}

/// The conversation that a link leads to, once there is somebody to show it to.
#[tauri::command]
pub(crate) async fn take_wanted_conversation(
    engine: State<'_, Engine>,
) -> Result<Option<ConversationId>, CommandError> {
    Ok(engine.client().await?.take_wanted_conversation())
}
