//! The line between a desk and the service: a relay on a port of its own that can be cut, and that can lose
//! what the service answers.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the line does with what passes through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Everything passes.
    Up,
    /// Nothing passes; what was connected is cut off.
    Cut,
    /// Requests reach the service, and its answers are lost.
    LosesAnswers,
    /// Everything passes but messages on their way to the service.
    HoldsMessages,
}

/// A relay that can fail. It ends when it is dropped.
pub struct Line {
    address: SocketAddr,
    state: Arc<watch::Sender<State>>,
    relay: tokio::task::JoinHandle<()>,
}

impl Line {
    /// Lays a line to the service at this address.
    pub async fn to(service: SocketAddr) -> anyhow::Result<Self> {
        Self::starting_at(IpAddr::V4(Ipv4Addr::LOCALHOST), service).await
    }

    /// The same, beginning at this address of the computer.
    pub async fn starting_at(near: IpAddr, service: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((near, 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(watch::Sender::new(State::Up));
        let relay = tokio::spawn(accept(listener, service, state.clone()));
        Ok(Self { address, state, relay })
    }

    /// The address of this end.
    pub fn server_address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cuts the line: connections break, new ones are refused.
    pub fn cut(&self) {
        self.state.send_replace(State::Cut);
    }

    /// From now on requests arrive and answers do not.
    pub fn lose_answers(&self) {
        self.state.send_replace(State::LosesAnswers);
    }

    /// From now on everything passes but messages on their way to the service.
    pub fn hold_messages(&self) {
        self.state.send_replace(State::HoldsMessages);
    }

    /// Mends the line.
    pub fn mend(&self) {
        self.state.send_replace(State::Up);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.relay.abort();
    }
}

async fn accept(listener: TcpListener, service: SocketAddr, state: Arc<watch::Sender<State>>) {
    while let Ok((near, _)) = listener.accept().await {
        let watched = state.subscribe();
        if *watched.borrow() != State::Cut {
            tokio::spawn(relay(near, service, watched));
        }
    }
}

async fn relay(near: TcpStream, service: SocketAddr, state: watch::Receiver<State>) {
    let Ok(far) = TcpStream::connect(service).await else { return };
    let (from_near, to_near) = near.into_split();
    let (from_far, to_far) = far.into_split();
    let mut cut = state.clone();
    let asking = pass(from_near, to_far, state.clone(), holds);
    let answering = pass(from_far, to_near, state, |state, _| state == State::LosesAnswers);
    tokio::select! {
        () = asking => {}
        () = answering => {}
        _ = cut.wait_for(|state| *state == State::Cut) => {}
    }
}

/// A request to take a message in. Each request begins a new piece of what a connection carries.
fn holds(state: State, bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
    state == State::HoldsMessages
        && line.starts_with(b"PUT /v1/conversations/")
        && line.windows(10).any(|part| part == b"/messages/")
}

/// Passes bytes on until one end closes; what is stopped is read and dropped.
async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    state: watch::Receiver<State>,
    stops: fn(State, &[u8]) -> bool,
) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let Ok(count @ 1..) = from.read(&mut buffer).await else { return };
        let state = *state.borrow();
        if stops(state, &buffer[..count]) {
            // A message that is held breaks its connection, so that the sender hears of it.
            if state == State::HoldsMessages {
                return;
            }
            continue;
        }
        if to.write_all(&buffer[..count]).await.is_err() {
            return;
        }
    }
}
