//! The person's settings and what IT has fixed of them, the practice's notice, and links to elsewhere.

use crate::engine::{Engine, command_error};
use crate::policy::PolicyPlace;
use allia_client::address::opens_outside;
use allia_client::view::{CommandError, CommandErrorCode, NoticeView, Settings, SettingsView};
use serde::Deserialize;
use tauri::{State, Url};

#[tauri::command]
pub(crate) async fn settings(
    engine: State<'_, Engine>,
    place: State<'_, PolicyPlace>,
) -> Result<SettingsView, CommandError> {
    let client = engine.client().await?;
    if let Some(stack) = place.read_aside().await {
        client.set_policy(&stack);
    }
    client.settings_view().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn change_settings(
    engine: State<'_, Engine>,
    args: Settings,
) -> Result<SettingsView, CommandError> {
    let client = engine.client().await?;
    client.change_settings(&args).await.map_err(command_error)?;
    client.settings_view().await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn notice(engine: State<'_, Engine>) -> Result<Option<NoticeView>, CommandError> {
    engine.client().await?.notice().await.map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct OpenLink {
    url: Url,
}

/// Opens a plain https address in the system's browser. The window has asked the person before.
#[tauri::command]
pub(crate) async fn open_link(args: OpenLink) -> Result<(), CommandError> {
    if !opens_outside(&args.url) {
        return Err(CommandErrorCode::InvalidAddress.into());
    }
    tauri_plugin_opener::open_url(args.url.as_str(), None::<&str>)
        .map_err(|_| CommandErrorCode::Internal.into())
}
