//! The computer goes to sleep.

use crate::lock_screen::LockProgram;
use tokio_stream::StreamExt;
use zbus::Connection;
use zbus::proxy;
use zbus::zvariant::OwnedFd;

#[proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1"
)]
trait Manager {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;

    #[zbus(signal)]
    fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
}

/// Locks before each sleep, which waits until that is done.
pub(super) async fn follow(system: &Connection, lock: &LockProgram) -> zbus::Result<()> {
    let logind = ManagerProxy::new(system).await?;
    let mut announcements = logind.receive_prepare_for_sleep().await?;
    // While this is held, logind puts the sleep off.
    let mut delay = Some(take_delay(&logind).await?);
    while let Some(announcement) = announcements.next().await {
        if announcement.args()?.start {
            lock().await;
            delay = None;
        } else if delay.is_none() {
            delay = Some(take_delay(&logind).await?);
        }
    }
    Ok(())
}

async fn take_delay(logind: &ManagerProxy<'_>) -> zbus::Result<OwnedFd> {
    logind.inhibit("sleep", "Allia Messages", "Messages are locked first", "delay").await
}
