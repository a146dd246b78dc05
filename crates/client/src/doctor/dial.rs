//! A bare connection to the service, through the proxy if there is one: what the checks look at before anything is
//! said to the service.

use crate::address::ServerAddress;
use crate::api::USER_AGENT;
use crate::certificate::tls_config;
use crate::proxy::{Proxy, Route};
use rustls::pki_types::ServerName;
use std::io;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

/// The largest head of a proxy's answer that is read, in bytes.
const HEAD_BYTES: usize = 16 * 1024;

/// A connection, whatever carries it.
pub(super) trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// Why there is no connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DialFault {
    /// The service itself could not be reached.
    Service,
    /// The proxy's name leads nowhere.
    ProxyNotFound,
    /// The proxy could not be reached.
    ProxyUnreachable,
    /// The proxy answered with this status instead of connecting.
    ProxyAnswered(u16),
    /// What listens there does not answer as a proxy does.
    NotAProxy,
    /// The policy names no proxy that could be used.
    Unusable,
}

/// Connects to the service.
pub(super) async fn dial(route: &Route, address: &ServerAddress) -> Result<Box<dyn Wire>, DialFault> {
    let (host, port) = host_and_port(address);
    match route {
        Route::Direct => {
            let socket = TcpStream::connect((bare(&host), port)).await;
            socket.map(|socket| Box::new(socket) as Box<dyn Wire>).map_err(|_| DialFault::Service)
        }
        Route::Through(proxy) => {
            let mut wire = dial_proxy(proxy).await?;
            ask_for(&mut *wire, proxy, &format!("{host}:{port}")).await?;
            Ok(wire)
        }
        Route::Unusable => Err(DialFault::Unusable),
    }
}

/// Host and port of an address; a number of the sixth version stands in brackets.
pub(super) fn host_and_port(address: &ServerAddress) -> (String, u16) {
    // An address was a URL once, so it still is.
    let url = Url::parse(address.as_str()).ok();
    let host = url.as_ref().and_then(Url::host).map(|host: Host<&str>| host.to_string());
    (host.unwrap_or_default(), url.as_ref().and_then(Url::port_or_known_default).unwrap_or_default())
}

/// Without the brackets.
pub(super) fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

async fn dial_proxy(proxy: &Proxy) -> Result<Box<dyn Wire>, DialFault> {
    let authority = proxy.authority();
    let found: Vec<_> = match tokio::net::lookup_host(&authority).await {
        Ok(found) => found.collect(),
        Err(_) => return Err(DialFault::ProxyNotFound),
    };
    let socket = TcpStream::connect(&*found).await.map_err(|_| DialFault::ProxyUnreachable)?;
    if proxy.uri.scheme_str() != Some("https") {
        return Ok(Box::new(socket));
    }
    let config = tls_config().map_err(|_| DialFault::ProxyUnreachable)?;
    let host = bare(proxy.uri.host().unwrap_or_default()).to_owned();
    let name = ServerName::try_from(host).map_err(|_| DialFault::ProxyNotFound)?;
    let secured = TlsConnector::from(Arc::new(config)).connect(name, socket).await;
    secured.map(|secured| Box::new(secured) as Box<dyn Wire>).map_err(|_| DialFault::ProxyUnreachable)
}

async fn ask_for(wire: &mut dyn Wire, proxy: &Proxy, authority: &str) -> Result<(), DialFault> {
    let mut request =
        format!("CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: {USER_AGENT}\r\n");
    if let Some(authorization) = proxy.authorization.as_ref().and_then(|value| value.to_str().ok()) {
        request.push_str("Proxy-Authorization: ");
        request.push_str(authorization);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    wire.write_all(request.as_bytes()).await.map_err(|_| DialFault::NotAProxy)?;
    let head = read_head(wire).await.map_err(|_| DialFault::NotAProxy)?;
    match status_of(&head) {
        Some(200) => Ok(()),
        Some(status) => Err(DialFault::ProxyAnswered(status)),
        None => Err(DialFault::NotAProxy),
    }
}

/// Byte by byte: what follows the head belongs to whoever gets the connection.
async fn read_head(wire: &mut dyn Wire) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == HEAD_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        head.push(wire.read_u8().await?);
    }
    Ok(head)
}

fn status_of(head: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(head.split(|byte| *byte == b'\r').next()?).ok()?;
    let mut words = line.split(' ');
    words.next().filter(|version| version.starts_with("HTTP/1."))?;
    words.next().filter(|status| status.len() == 3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_host_and_port() {
        let of = |address: &str| host_and_port(&address.parse().unwrap());
        assert_eq!(of("clinic.example"), ("clinic.example".to_owned(), 443));
        assert_eq!(of("https://clinic.example:8443/allia"), ("clinic.example".to_owned(), 8443));
        assert_eq!(of("http://[::1]:8420"), ("[::1]".to_owned(), 8420));
        assert_eq!(bare("[::1]"), "::1");
    }

    #[test]
    fn only_the_status_line_of_http_1_is_one() {
        assert_eq!(status_of(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), Some(407));
        assert_eq!(status_of(b"HTTP/1.0 200\r\n\r\n"), Some(200));
        for other in
            ["SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "\r\n\r\n"]
        {
            assert_eq!(status_of(other.as_bytes()), None, "{other:?}");
        }
    }
}
