//! Signing in and out, and how the line to the service stands.

use crate::engine::{Engine, command_error};
use crate::events::EventPump;
use allia_client::view::{AppState, CommandError, Connection, Rehearsal, SignInForm, SyncProgress};
use serde::Deserialize;
use tauri::ipc::JavaScriptChannelId;
use tauri::{State, Webview};

#[derive(Deserialize)]
pub(crate) struct Subscribe {
    channel: JavaScriptChannelId,
}

#[tauri::command]
pub(crate) async fn subscribe(
    webview: Webview,
    pump: State<'_, EventPump>,
    args: Subscribe,
) -> Result<(), CommandError> {
    pump.attach(args.channel.channel_on(webview));
    Ok(())
}

#[tauri::command]
pub(crate) async fn app_state(engine: State<'_, Engine>) -> Result<AppState, CommandError> {
    Ok(engine.client().await?.app_state())
}

#[tauri::command]
pub(crate) async fn sign_in(engine: State<'_, Engine>, args: SignInForm) -> Result<AppState, CommandError> {
    let client = engine.client().await?;
    client.sign_in(args).await.map_err(command_error)?;
    Ok(client.app_state())
}

#[tauri::command]
pub(crate) async fn sign_out(engine: State<'_, Engine>) -> Result<AppState, CommandError> {
    let client = engine.client().await?;
    client.sign_out().await.map_err(command_error)?;
    Ok(client.app_state())
}

#[tauri::command]
pub(crate) async fn retry_key(engine: State<'_, Engine>) -> Result<AppState, CommandError> {
    let client = engine.client().await?;
    client.retry_key().await.map_err(command_error)?;
    Ok(client.app_state())
}

#[tauri::command]
pub(crate) async fn rehearse_key_loss(engine: State<'_, Engine>) -> Result<Rehearsal, CommandError> {
    engine.client().await?.rehearse_key_loss().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn connection(engine: State<'_, Engine>) -> Result<Connection, CommandError> {
    Ok(engine.client().await?.connection())
}

#[tauri::command]
pub(crate) async fn sync_progress(engine: State<'_, Engine>) -> Result<SyncProgress, CommandError> {
    engine.client().await?.progress().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn wake(engine: State<'_, Engine>) -> Result<(), CommandError> {
    engine.client().await?.wake();
    Ok(())
}
