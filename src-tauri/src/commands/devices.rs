//! The person's own devices.

use crate::engine::{Engine, command_error};
use allia_client::view::{AppState, CommandError, DeviceView};
use allia_protocol::id::SessionId;
use serde::Deserialize;
use tauri::State;

#[derive(Deserialize)]
pub(crate) struct SignOutDevice {
    session_id: SessionId,
}

#[tauri::command]
pub(crate) async fn devices(engine: State<'_, Engine>) -> Result<Vec<DeviceView>, CommandError> {
    engine.client().await?.devices().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn sign_out_device(
    engine: State<'_, Engine>,
    args: SignOutDevice,
) -> Result<Vec<DeviceView>, CommandError> {
    engine.client().await?.sign_out_device(args.session_id).await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn remove_this_device(engine: State<'_, Engine>) -> Result<AppState, CommandError> {
    let client = engine.client().await?;
    client.remove_this_device().await.map_err(command_error)?;
    Ok(client.app_state())
}
