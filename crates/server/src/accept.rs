//! Taking connections: so many at a time, each with a deadline for its headers.
//!
//! HTTP/1.1 only: behind a proxy nothing else arrives, and one protocol has one set of edges.

use crate::config::Config;
use crate::extract::PeerAddress;
use crate::listener::Listener;
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
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

/// After an error that is not one connection's own, such as too many open files.
const PAUSE_AFTER_ERROR: Duration = Duration::from_millis(100);

/// Serves connections until it is dropped.
pub(crate) async fn accept(
    listener: &impl Listener,
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
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    place: OwnedSemaphorePermit,
    http: &http1::Builder,
    service: Router,
    graceful: &GracefulShutdown,
) {
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
