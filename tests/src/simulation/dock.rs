//! The service on its simulated computer.

use super::cast;
use super::world::{PORT, World};
use allia_server::{Listener, Practice, serve_practice};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use turmoil::net::{TcpListener, TcpStream};

/// So short that tokens are renewed often.
const ACCESS_TOKEN_LIFE: Duration = Duration::from_secs(40);
/// So short that whoever was away for a while finds their cursor expired.
const FEED_RETENTION: Duration = Duration::from_secs(20);
const TIDY_EVERY: Duration = Duration::from_secs(11);

/// Where simulated connections come in.
struct Dock(TcpListener);

impl Listener for Dock {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        self.0.accept().await
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Runs the real service until it is told to stop, or crashes.
pub(super) async fn serve(world: Arc<World>) -> turmoil::Result {
    let mut config = cast::config(&world.folder.join("service"), &world.clock);
    config.behind_proxy = true;
    config.access_token_life = ACCESS_TOKEN_LIFE;
    config.feed_retention = FEED_RETENTION;
    let listener = Dock(TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT)).await?);
    let practice = Practice::open(config).await?;
    let served = tokio::select! {
        served = serve_practice(Arc::clone(&practice), listener, world.stop_service.notified()) => served,
        () = tidy(&practice) => Ok(()),
    };
    practice.close().await;
    Ok(served?)
}

async fn tidy(practice: &Practice) {
    loop {
        tokio::time::sleep(TIDY_EVERY).await;
        // Refused while the practice closes; the next run tidies again.
        let _ = practice.tidy().await;
    }
}
