//! Linux: logind announces sleep and the session's lock and switch, the desktop's screen saver its own.

mod saver;
mod session;
mod sleep;

#[cfg(test)]
mod tests;

use super::LockProgram;
use std::time::Duration;
use zbus::Connection;

/// Until a bus that was not there, or broke off, is tried again.
const PAUSE: Duration = Duration::from_secs(60);

/// Calls `lock` at each of these moments until the program ends. Before a sleep, the computer waits for its result
/// (logind allows five seconds).
pub(super) async fn run(lock: LockProgram) {
    let lock = &lock;
    tokio::join!(
        again("sleep", || async { sleep::follow(&Connection::system().await?, lock).await }),
        again("the session", || async {
            session::listen(&Connection::system().await?).await?.follow(lock).await
        }),
        again("the screen saver", || async {
            saver::follow(saver::listen(&Connection::session().await?).await?, lock).await
        }),
    );
}

/// A system may have no logind or no screen saver, and a bus may be restarted.
async fn again<F: Future<Output = zbus::Result<()>>>(what: &'static str, follow: impl Fn() -> F) {
    loop {
        if let Err(error) = follow().await {
            tracing::info!(%error, what, "the system does not announce this now");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
