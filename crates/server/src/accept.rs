//! Taking connections: so many at a time, each with a deadline for its headers.
//!
//! HTTP/1.1 only: behind a proxy nothing else arrives, and one protocol has one set of edges.

use crate::config::Config;
use crate::extract::PeerAddress;
use allia_protocol::limits::HEADER_BYTES;
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

/// After an error that is not one connection's own, such as too many open files.
const PAUSE_AFTER_ERROR: Duration = Duration::from_millis(100);

/// Serves connections until it is dropped.
pub(crate) async fn accept(
    listener: &TcpListener,
    service: &Router,
    config: &Config,
    graceful: &GracefulShutdown,
) {
    let places = Arc::new(Semaphore::new(config.connections));
    let http = protocol(config);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, peer)) => serve_connection(stream, peer, place, &http, service.clone(), graceful),
            Err(error) => {
                tracing::warn!(error = %error, "a connection could not be accepted");
                tokio::time::sleep(PAUSE_AFTER_ERROR).await;
            }
        }
    }
}

fn protocol(config: &Config) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new());
    http.header_read_timeout(config.header_timeout);
    http.max_buf_size(HEADER_BYTES);
    http.max_header_size(HEADER_BYTES);
    http
}

fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    place: OwnedSemaphorePermit,
    http: &http1::Builder,
    service: Router,
    graceful: &GracefulShutdown,
) {
    prepare(&stream);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(PeerAddress(peer));
        let answer = service.clone().oneshot(request.map(axum::body::Body::new));
        async move { answer.await.map_err(|never: Infallible| never) }
    });
    let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(error = %error, "a connection ended early");
        }
        drop(place);
    });
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
