//! `allia-server serve`

use super::{Place, say};
use crate::Config;
use anyhow::Context;
use std::net::SocketAddr;
use tokio::net::TcpListener;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// Where the service listens; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// A proxy in front ends TLS: other addresses than loopback may be bound, and the caller's address is the
    /// last one of X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// Answer /metrics to callers from other computers too
    #[arg(long)]
    public_metrics: bool,
}

pub(super) async fn serve(options: Options) -> anyhow::Result<()> {
    let config = Config {
        behind_proxy: options.behind_proxy,
        public_metrics: options.public_metrics,
        ..Config::new(options.place.data)
    };
    let shutdown = told_to_stop()?;
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", options.listen))?;
    say(&format!("http://{}", listener.local_addr()?))?;
    Ok(crate::serve(config, listener, shutdown).await?)
}

/// Completes when the operating system or the person at the terminal says stop.
pub(super) fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminate = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate())?
    };
    Ok(async move {
        let interrupted = async {
            // Without a way to hear of Ctrl+C there is nothing to wait for.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        #[cfg(unix)]
        tokio::select! {
            () = interrupted => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        interrupted.await;
    })
}
