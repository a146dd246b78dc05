//! Running the service on a listener, and stopping it without losing anything.

use crate::config::Config;
use crate::listener::Listener;
use crate::practice::{OpenError, Practice};
use crate::{accept, housekeeping, live, metrics, routes};
use hyper_util::server::graceful::GracefulShutdown;
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Why the service did not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The practice could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The listener has no address, or the practice's directory cannot be written.
    #[error("the operating system refused")]
    Io(#[from] std::io::Error),
    /// Another process serves the same practice.
    #[error("{} is being served already", .0.display())]
    AlreadyServed(PathBuf),
    /// Messages would cross the network in the clear.
    #[error(
        "{0} is reachable from other computers, and this service does not speak TLS itself: \
         listen on 127.0.0.1 and put a TLS proxy in front, or say --behind-proxy if one is there already"
    )]
    NotLoopback(SocketAddr),
}

/// Opens the practice of the configuration and serves it on `listener` until `shutdown` completes.
///
/// # Errors
/// When the practice cannot be opened or is served already, or the listener is reachable from other computers
/// without [`Config::behind_proxy`].
pub async fn serve(
    config: Config,
    listener: impl Listener,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    check_address(&config, &listener)?;
    let practice = Practice::open(config).await?;
    let served = serve_practice(Arc::clone(&practice), listener, shutdown).await;
    practice.close().await;
    served
}

/// Serves a practice that is open already, and leaves it open.
///
/// Once `shutdown` completes no connection is taken any more, live streams end, requests under way finish
/// (for at most [`Config::grace`]), and everyone's last presence is written down.
///
/// # Errors
/// When the listener is reachable from other computers without [`Config::behind_proxy`], or another process
/// serves the same practice.
pub async fn serve_practice(
    practice: Arc<Practice>,
    listener: impl Listener,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    check_address(&practice.config, &listener)?;
    // Held until the end; the operating system lets go of it however this process ends.
    let _lock = lock(&practice.config)?;
    metrics::start();
    let service = routes::service(Arc::clone(&practice));
    let graceful = GracefulShutdown::new();
    tracing::info!(address = %listener.local_addr()?, "serving");
    tokio::select! {
        () = accept::accept(&listener, &service, &practice.config, &graceful) => {}
        () = housekeeping::run(&practice) => {}
        () = shutdown => {}
    }
    drop(listener);
    finish(&practice, graceful).await;
    Ok(())
}

async fn finish(practice: &Practice, graceful: GracefulShutdown) {
    tracing::info!("stopping");
    let present = practice.hub.close();
    if tokio::time::timeout(practice.config.grace, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    live::note_last_seen(practice, present).await;
    tracing::info!("stopped");
}

fn check_address(config: &Config, listener: &impl Listener) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    if address.ip().is_loopback() || config.behind_proxy {
        Ok(())
    } else {
        Err(ServeError::NotLoopback(address))
    }
}

/// Presence and wake-ups live in the memory of one process; two would each know half of them.
fn lock(config: &Config) -> Result<File, ServeError> {
    let file = File::create(config.data_directory.join("serving.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ServeError::AlreadyServed(config.data_directory.clone())),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
