//! What stands before the service in a practice: speaks TLS in its name.

use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::task::AbortOnDropHandle;

/// Takes TLS off and hands on to the service. It ends when it is dropped.
pub struct TlsService {
    address: SocketAddr,
    _listening: AbortOnDropHandle<()>,
}

impl TlsService {
    /// Stands before the service that listens there.
    pub async fn before(service: SocketAddr, acceptor: TlsAcceptor) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let listening = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut opened) = acceptor.accept(near).await else { return };
                    let Ok(mut far) = TcpStream::connect(service).await else { return };
                    let _ = copy_bidirectional(&mut opened, &mut far).await;
                });
            }
        });
        Self { address, _listening: AbortOnDropHandle::new(listening) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}
