//! The end of a sleep, as logind announces it.

use crate::network::{News, Tell};
use tokio_stream::StreamExt;
use zbus::{Connection, proxy};

#[proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1"
)]
pub(super) trait Manager {
    #[zbus(signal)]
    fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
}

/// Begins to listen.
pub(super) async fn listen(system: &Connection) -> zbus::Result<PrepareForSleepStream> {
    ManagerProxy::new(system).await?.receive_prepare_for_sleep().await
}

/// Tells when the computer wakes.
pub(super) async fn follow(mut announcements: PrepareForSleepStream, tell: &Tell) -> zbus::Result<()> {
    while let Some(announcement) = announcements.next().await {
        if !announcement.args()?.start {
            tell(News::Woke);
        }
    }
    Ok(())
}
