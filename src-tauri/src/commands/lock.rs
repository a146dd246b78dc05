//! Locking and unlocking.

use crate::engine::{Engine, command_error};
use allia_client::view::{AppState, CommandError};
use allia_protocol::Secret;
use serde::Deserialize;
use tauri::State;

#[derive(Deserialize)]
pub(crate) struct Unlock {
    password: Secret,
}

#[tauri::command]
pub(crate) async fn lock(engine: State<'_, Engine>) -> Result<AppState, CommandError> {
    let client = engine.client().await?;
    client.lock().await;
    Ok(client.app_state())
}

#[tauri::command]
pub(crate) async fn unlock(engine: State<'_, Engine>, args: Unlock) -> Result<AppState, CommandError> {
    let client = engine.client().await?;
    client.unlock(args.password).await.map_err(command_error)?;
    Ok(client.app_state())
}

#[tauri::command]
pub(crate) async fn note_activity(engine: State<'_, Engine>) -> Result<(), CommandError> {
    engine.client().await?.note_activity();
    Ok(())
}

#[tauri::command]
pub(crate) async fn drafts_kept(engine: State<'_, Engine>) -> Result<(), CommandError> {
    engine.client().await?.drafts_kept();
    Ok(())
}
