//! A tap on the line to the service: everything passes, and what was said is kept.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A relay that listens. It ends when it is dropped.
pub struct Tap {
    address: SocketAddr,
    answers: Arc<Mutex<Vec<u8>>>,
    relay: tokio::task::JoinHandle<()>,
}

impl Tap {
    /// Lays a tapped line to the service at this address.
    pub async fn to(service: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let answers = Arc::default();
        let relay = tokio::spawn(accept(listener, service, Arc::clone(&answers)));
        Ok(Self { address, answers, relay })
    }

    /// The address of this end.
    pub fn server_address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The values of this field in the answers of the service so far.
    pub fn answered(&self, field: &str) -> Vec<String> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&answers);
        let before = format!("\"{field}\":\"");
        text.split(&before).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.relay.abort();
    }
}

async fn accept(listener: TcpListener, service: SocketAddr, answers: Arc<Mutex<Vec<u8>>>) {
    while let Ok((near, _)) = listener.accept().await {
        let answers = Arc::clone(&answers);
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(service).await else { return };
            let (from_near, to_near) = near.into_split();
            let (from_far, to_far) = far.into_split();
            tokio::select! {
                () = pass(from_near, to_far, None) => {}
                () = pass(from_far, to_near, Some(&answers)) => {}
            }
        });
    }
}

async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    kept: Option<&Mutex<Vec<u8>>>,
) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        if let Some(kept) = kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&piece[..length]);
        }
        if to.write_all(&piece[..length]).await.is_err() {
            return;
        }
    }
}
