//! The login session is locked, or another user's is on the screen.

use crate::lock_screen::LockProgram;
use tokio_stream::StreamExt;
use zbus::Connection;
use zbus::proxy;
use zbus::proxy::PropertyStream;
use zbus::zvariant::OwnedObjectPath;

#[proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1"
)]
trait Manager {
    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, process: u32) -> zbus::Result<OwnedObjectPath>;
}

#[proxy(
    interface = "org.freedesktop.login1.User",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1/user/self"
)]
trait User {
    /// The user's graphical session: its id and its path.
    #[zbus(property)]
    fn display(&self) -> zbus::Result<(String, OwnedObjectPath)>;
}

#[proxy(interface = "org.freedesktop.login1.Session", default_service = "org.freedesktop.login1")]
trait Session {
    #[zbus(signal)]
    fn lock(&self) -> zbus::Result<()>;

    #[zbus(property)]
    fn active(&self) -> zbus::Result<bool>;
}

/// What is heard of the program's own session.
pub(super) struct Listening {
    orders: LockStream,
    changes: PropertyStream<'static, bool>,
}

/// Begins to listen.
pub(super) async fn listen(system: &Connection) -> zbus::Result<Listening> {
    let path = own_session(system).await?;
    let session = SessionProxy::new(system, path).await?;
    Ok(Listening { orders: session.receive_lock().await?, changes: session.receive_active_changed().await })
}

impl Listening {
    /// Locks when the session is told to lock and when it leaves the screen.
    pub(super) async fn follow(mut self, lock: &LockProgram) -> zbus::Result<()> {
        loop {
            tokio::select! {
                order = self.orders.next() => match order {
                    Some(_) => lock().await,
                    None => return Ok(()),
                },
                Some(change) = self.changes.next() => if !change.get().await? {
                    lock().await;
                },
            }
        }
    }
}

/// Desktops start programs outside of the login session; then it is the user's graphical one.
async fn own_session(system: &Connection) -> zbus::Result<OwnedObjectPath> {
    let by_process = ManagerProxy::new(system).await?.get_session_by_pid(std::process::id()).await;
    match by_process {
        Ok(path) => Ok(path),
        Err(_) => Ok(UserProxy::new(system).await?.display().await?.1),
    }
}
