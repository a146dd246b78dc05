//! A clinic's proxy: a real one, that takes `CONNECT` and then passes on, looks into, delays, holds back or breaks what
//! it was asked to carry. Whatever name it is asked for, it leads to one service.

mod tunnel;

use allia_client::policy::{ProxyMode, ProxyPolicy};
use allia_protocol::Sensitive;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_util::task::AbortOnDropHandle;

/// What the proxy does with a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// It lets everything through.
    Passes,
    /// It answers `CONNECT` with this status.
    Refuses(u16),
    /// It asks for this name and this password.
    AsksFor(String, String),
    /// It passes each piece on after this time.
    Delays(Duration),
    /// It answers nothing.
    IsSilent,
    /// It breaks whatever it carries, and takes nothing new.
    Breaks,
    /// It passes on what is asked, and breaks what it carries when the answer comes.
    LosesAnswers,
    /// It looks into what passes and hands no answer on before it has all of it, so that a stream never comes.
    HoldsStreams,
}

/// A running proxy. It ends when it is dropped.
pub struct Proxy {
    address: SocketAddr,
    conduct: Arc<watch::Sender<Conduct>>,
    heard: Arc<Mutex<Vec<String>>>,
    _listening: AbortOnDropHandle<()>,
}

#[derive(Clone)]
struct Office {
    service: SocketAddr,
    /// Speaks in the name of the service; without it what passes stays closed.
    inspects_as: Option<TlsAcceptor>,
    conduct: Arc<watch::Sender<Conduct>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Carries what comes to the service that listens there, as it comes.
    pub async fn to(service: SocketAddr) -> Self {
        Self::open(service, None).await
    }

    /// Opens what comes, speaking in the name of the service, and talks to the service without TLS.
    pub async fn inspecting(service: SocketAddr, inspects_as: TlsAcceptor) -> Self {
        Self::open(service, Some(inspects_as)).await
    }

    async fn open(service: SocketAddr, inspects_as: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let conduct = Arc::new(watch::Sender::new(Conduct::Passes));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let office =
            Office { service, inspects_as, conduct: Arc::clone(&conduct), heard: Arc::clone(&heard) };
        let listening = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(office.clone().carry(near));
            }
        });
        Self { address, conduct, heard, _listening: AbortOnDropHandle::new(listening) }
    }

    /// From now on it does this.
    pub fn conduct(&self, conduct: Conduct) {
        self.conduct.send_replace(conduct);
    }

    /// The lines with which requests began that it could read.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Host and port.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// What IT writes to have the program use it.
    pub fn policy(&self, user_name: Option<&str>) -> ProxyPolicy {
        ProxyPolicy {
            mode: ProxyMode::Fixed,
            address: Some(self.address()),
            bypass: Vec::new(),
            user_name: user_name.map(|name| Sensitive::new(name.to_owned())),
        }
    }
}

impl Office {
    async fn carry(self, mut near: TcpStream) {
        let conduct = self.conduct.borrow().clone();
        if conduct == Conduct::Breaks {
            return;
        }
        let Some(head) = read_head(&mut near).await else { return };
        let answer = match &conduct {
            Conduct::IsSilent => {
                let mut changed = self.conduct.subscribe();
                let _ = changed.wait_for(|conduct| *conduct != Conduct::IsSilent).await;
                return;
            }
            Conduct::Refuses(status) => format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n"),
            Conduct::AsksFor(name, password) if !is_signed_in(&head, name, password) => {
                "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"clinic\"\r\n\r\n".to_owned()
            }
            _ if !head.starts_with("CONNECT ") => "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n".to_owned(),
            _ => "HTTP/1.1 200 Connected\r\n\r\n".to_owned(),
        };
        let is_open = answer.contains(" 200 ");
        if near.write_all(answer.as_bytes()).await.is_err() || !is_open {
            return;
        }
        let Ok(far) = TcpStream::connect(self.service).await else { return };
        let mut broken = self.conduct.subscribe();
        let carrying = async {
            match &self.inspects_as {
                Some(acceptor) => {
                    if let Ok(opened) = acceptor.accept(near).await {
                        tunnel::carry(opened, far, self.conduct.subscribe(), Some(Arc::clone(&self.heard)))
                            .await;
                    }
                }
                None => tunnel::carry(near, far, self.conduct.subscribe(), None).await,
            }
        };
        tokio::select! {
            () = carrying => {}
            _ = broken.wait_for(|conduct| *conduct == Conduct::Breaks) => {}
        }
    }
}

async fn read_head(near: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(near.read_u8().await.ok()?);
    }
    String::from_utf8(head).ok()
}

fn is_signed_in(head: &str, name: &str, password: &str) -> bool {
    let expected = format!("Basic {}", STANDARD.encode(format!("{name}:{password}")));
    head.lines().any(|line| {
        line.split_once(": ").is_some_and(|(field, value)| {
            field.eq_ignore_ascii_case("proxy-authorization") && value == expected
        })
    })
}
