//! Linux: the kernel announces addresses and routes, NetworkManager whether they lead anywhere, logind the end of a
//! sleep.

mod kernel;
mod manager;
mod sleep;

#[cfg(test)]
mod tests;

use super::Tell;
use std::fmt::Display;
use std::time::Duration;
use zbus::Connection;

/// Until what was not there, or broke off, is tried again.
const PAUSE: Duration = Duration::from_secs(60);

/// Tells until the program ends.
pub(super) async fn run(tell: Tell) {
    let tell = &tell;
    tokio::join!(
        again("the kernel", || kernel::follow(tell)),
        again("NetworkManager", || async {
            manager::follow(manager::listen(&Connection::system().await?).await?, tell).await
        }),
        again("the end of a sleep", || async {
            sleep::follow(sleep::listen(&Connection::system().await?).await?, tell).await
        }),
    );
}

/// Not every system has each of them.
async fn again<E: Display, F: Future<Output = Result<(), E>>>(what: &'static str, follow: impl Fn() -> F) {
    loop {
        if let Err(error) = follow().await {
            tracing::info!(%error, what, "the system does not announce this now");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
