//! Windows and macOS: both call back at each change of the network and at the end of each sleep.

#[cfg_attr(target_os = "macos", path = "elsewhere/macos.rs")]
#[cfg_attr(windows, path = "elsewhere/windows.rs")]
mod changes;

use super::{News, Tell};
use crate::sleep::{self, Sleep};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// A network comes with a dozen changes; they are one piece of news.
const PAUSE: Duration = Duration::from_millis(250);

/// Tells until the program ends.
pub(super) async fn run(tell: Tell) {
    let awake = Arc::clone(&tell);
    sleep::follow(move |sleep| {
        if sleep == Sleep::Ended {
            awake(News::Woke);
        }
    });
    let changed = Arc::new(Notify::new());
    let note = Arc::clone(&changed);
    if let Err(error) = changes::follow(move || note.notify_one()) {
        tracing::warn!(%error, "the system does not announce changes of the network");
    }
    loop {
        changed.notified().await;
        tell(News::Network);
        tokio::time::sleep(PAUSE).await;
    }
}
