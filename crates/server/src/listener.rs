//! Where connections come from: the operating system's listener, or a simulated network's.

use std::io;
use std::net::SocketAddr;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

/// Something that connections come in at.
pub trait Listener: Send + Sync + 'static {
    /// A connection.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Waits for the next connection, and says who opened it.
    ///
    /// # Errors
    /// When this one could not be taken. Later ones may be.
    fn accept(&self) -> impl Future<Output = io::Result<(Self::Stream, SocketAddr)>> + Send;

    /// Where it listens.
    ///
    /// # Errors
    /// When the operating system cannot say.
    fn local_addr(&self) -> io::Result<SocketAddr>;
}

impl Listener for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, peer) = self.accept().await?;
        prepare(&stream);
        Ok((stream, peer))
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.local_addr()
    }
}

/// Small answers leave at once, and a peer that has vanished is noticed though it never said goodbye.
fn prepare(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = %error, "no TCP_NODELAY");
    }
    #[cfg(target_os = "linux")]
    notice_vanished_peer(stream);
}

/// Without this a live stream to a computer that was unplugged would keep its user online for a quarter of an
/// hour: the heartbeats would be sent again and again and nobody would take offence.
#[cfg(target_os = "linux")]
fn notice_vanished_peer(stream: &TcpStream) {
    const UNACKNOWLEDGED_MILLIS: u32 = 15_000;
    if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream, UNACKNOWLEDGED_MILLIS) {
        tracing::debug!(error = %error, "no TCP_USER_TIMEOUT");
    }
}
