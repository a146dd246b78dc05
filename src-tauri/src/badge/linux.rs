//! Linux: docks and launchers listen to a signal that names the program by its desktop file.

use std::collections::HashMap;
use tauri::AppHandle;
use tokio::sync::watch;
use zbus::Connection;
use zbus::zvariant::Value;

const INTERFACE: &str = "com.canonical.Unity.LauncherEntry";
const PATH: &str = "/com/canonical/unity/launcherentry/allia_messages";
const PROGRAM: &str = "application://allia-messages.desktop";

/// Tells each number until the program ends. One that cannot be told is lost; the next one tries anew.
pub(super) async fn run(_app: AppHandle, mut shown: watch::Receiver<u32>) {
    let mut bus = None;
    while shown.changed().await.is_ok() {
        let unread = *shown.borrow_and_update();
        match tell(bus.take(), unread).await {
            Ok(connected) => bus = Some(connected),
            Err(error) => tracing::info!(%error, "no launcher can be told how many messages wait"),
        }
    }
}

/// Gives back the connection for the next time: docks forget a number when whoever told it leaves the bus.
async fn tell(bus: Option<Connection>, unread: u32) -> zbus::Result<Connection> {
    let bus = match bus {
        Some(bus) => bus,
        None => Connection::session().await?,
    };
    let properties = HashMap::from([
        ("count", Value::from(i64::from(unread))),
        ("count-visible", Value::from(unread > 0)),
    ]);
    let everybody = None::<zbus::names::BusName<'_>>;
    bus.emit_signal(everybody, PATH, INTERFACE, "Update", &(PROGRAM, properties)).await?;
    Ok(bus)
}
