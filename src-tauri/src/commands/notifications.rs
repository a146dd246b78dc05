//! Notifications: why there were none, quiet for an hour, and trying them out.

use crate::engine::{Engine, command_error};
use allia_client::view::{CommandError, NotificationNote, NotificationTest};
use allia_protocol::Timestamp;
use tauri::State;

#[tauri::command]
pub(crate) async fn notification_log(
    engine: State<'_, Engine>,
) -> Result<Vec<NotificationNote>, CommandError> {
    engine.client().await?.notification_log().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn test_notification(engine: State<'_, Engine>) -> Result<NotificationTest, CommandError> {
    engine.client().await?.test_notification().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn quiet_until(engine: State<'_, Engine>) -> Result<Option<Timestamp>, CommandError> {
    Ok(engine.client().await?.quiet_until())
}

#[tauri::command]
pub(crate) async fn quiet_for_an_hour(engine: State<'_, Engine>) -> Result<Option<Timestamp>, CommandError> {
    let client = engine.client().await?;
    client.quiet_for_an_hour();
    Ok(client.quiet_until())
}

#[tauri::command]
pub(crate) async fn end_quiet(engine: State<'_, Engine>) -> Result<Option<Timestamp>, CommandError> {
    let client = engine.client().await?;
    client.end_quiet();
    Ok(client.quiet_until())
}
