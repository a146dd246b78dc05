//! NetworkManager, where it runs: whether the network leads anywhere, after a portal for one.

use crate::network::{News, Tell};
use tokio_stream::StreamExt;
use zbus::proxy::PropertyStream;
use zbus::{Connection, proxy};

#[proxy(
    interface = "org.freedesktop.NetworkManager",
    default_service = "org.freedesktop.NetworkManager",
    default_path = "/org/freedesktop/NetworkManager"
)]
trait NetworkManager {
    /// How far packets get: 4 is to the whole internet.
    #[zbus(property)]
    fn connectivity(&self) -> zbus::Result<u32>;

    #[zbus(signal)]
    fn state_changed(&self, state: u32) -> zbus::Result<()>;
}

/// What is heard of it.
pub(super) struct Listening {
    states: StateChangedStream,
    connectivity: PropertyStream<'static, u32>,
}

/// Begins to listen. It need not run yet.
pub(super) async fn listen(system: &Connection) -> zbus::Result<Listening> {
    let manager = NetworkManagerProxy::new(system).await?;
    Ok(Listening {
        states: manager.receive_state_changed().await?,
        connectivity: manager.receive_connectivity_changed().await,
    })
}

/// Tells of each of its changes.
pub(super) async fn follow(mut heard: Listening, tell: &Tell) -> zbus::Result<()> {
    loop {
        tokio::select! {
            state = heard.states.next() => match state {
                Some(_) => tell(News::Network),
                None => return Ok(()),
            },
            Some(_) = heard.connectivity.next() => tell(News::Network),
        }
    }
}
