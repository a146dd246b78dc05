//! The network doctor, and signing in at a proxy.

use crate::engine::{Engine, command_error};
use allia_client::proxy::ProxyCredentials;
use allia_client::view::{CommandError, Diagnosis, ProxyView};
use serde::Deserialize;
use tauri::State;

/// Whose way is looked at, where nobody is signed in.
#[derive(Deserialize)]
pub(crate) struct Typed {
    server_address: Option<String>,
}

#[tauri::command]
pub(crate) async fn diagnose(
    engine: State<'_, Engine>,
    args: Typed,
) -> Result<Option<Diagnosis>, CommandError> {
    engine.client().await?.diagnose(args.server_address.as_deref()).await.map_err(command_error)
}

#[tauri::command]
pub(crate) async fn stop_diagnosis(engine: State<'_, Engine>) -> Result<(), CommandError> {
    engine.client().await?.stop_diagnosis();
    Ok(())
}

#[tauri::command]
pub(crate) async fn proxy(engine: State<'_, Engine>, args: Typed) -> Result<Option<ProxyView>, CommandError> {
    engine.client().await?.proxy(args.server_address.as_deref()).map_err(command_error)
}

#[derive(Deserialize)]
pub(crate) struct SetProxyCredentials {
    server_address: Option<String>,
    #[serde(flatten)]
    credentials: ProxyCredentials,
}

#[tauri::command]
pub(crate) async fn set_proxy_credentials(
    engine: State<'_, Engine>,
    args: SetProxyCredentials,
) -> Result<(), CommandError> {
    let client = engine.client().await?;
    let set = client.set_proxy_credentials(args.server_address.as_deref(), args.credentials);
    set.await.map_err(command_error)
}
