//! Taking connections: so many at a time, each with a deadline for its headers, its bodies and its reading.
//!
//! HTTP/1.1 only: behind a proxy nothing else arrives, and one protocol has one set of edges.

mod exchange;
mod places;
mod promptly_read;

use crate::config::Config;
use crate::extract::PeerAddress;
use crate::listener::Listener;
use allia_protocol::limits::HEADER_BYTES;
use axum::Router;
use axum::body::Body;
use exchange::{Arriving, Exchange, Leaving};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use places::{Place, Places};
use promptly_read::PromptlyRead;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
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
    let places = Places::new(config.connections);
    let http = protocol(config);
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let Some(place) = places.take().await else { return };
                let stream = PromptlyRead::new(stream, config.reading_timeout);
                serve_connection(stream, peer, place, &http, service.clone(), graceful);
            }
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
    place: Arc<Place>,
    http: &http1::Builder,
    service: Router,
    graceful: &GracefulShutdown,
) {
    let seat = Arc::clone(&place);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(PeerAddress(peer));
        let exchange = Exchange::new(Arc::clone(&seat));
        let request = request.map(|body| Body::new(Arriving::new(body, Arc::clone(&exchange))));
        let answer = service.clone().oneshot(request);
        async move { answer.await.map(|answer| answer.map(|body| Leaving::new(body, exchange))) }
    });
    let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        // The connection first: what it has to say is said before its place is given up.
        let ended = tokio::select! {
            biased;
            ended = connection => ended,
            () = place.given_up() => return,
        };
        if let Err(error) = ended {
            tracing::debug!(error = %error, "a connection ended early");
        }
    });
}
