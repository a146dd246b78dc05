//! The system's menu.

use crate::menu;
use allia_client::view::{CommandError, CommandErrorCode, SystemMenu};
use tauri::AppHandle;

/// Shows this menu where the system has one for each program.
#[tauri::command]
pub(crate) async fn show_menu(app: AppHandle, args: SystemMenu) -> Result<(), CommandError> {
    menu::show(&app, &args).map_err(|error| {
        tracing::error!(%error, "the menu could not be shown");
        CommandError::from(CommandErrorCode::Internal)
    })
}
