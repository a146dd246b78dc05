//! Notifications on Windows and macOS.

use super::{Report, Request};
use allia_client::notification::Notification;
use allia_client::view::{NotificationTest, NotificationVerdict};
use std::path::PathBuf;
use tokio::sync::mpsc::UnboundedReceiver;

/// Serves requests until the program ends. These systems keep notifications in their own centre, replace
/// and withdraw nothing here, and report no click.
pub(super) async fn run(mut requests: UnboundedReceiver<Request>, _folder: PathBuf, report: impl Fn(Report)) {
    while let Some(request) = requests.recv().await {
        match request {
            Request::Show(notification) => {
                if let Err(error) = show(&notification) {
                    tracing::warn!(%error, "a notification could not be shown");
                    report(Report::Refused(notification.conversation_id));
                }
            }
            Request::Withdraw(_) | Request::Settle(_) => {}
        }
    }
}

/// These systems do not say what became of a notification.
pub(super) async fn test(sample: Option<Notification>) -> NotificationTest {
    let shown = sample.map_or(Ok(()), |sample| show(&sample));
    let verdict = if shown.is_ok() { NotificationVerdict::Unsaid } else { NotificationVerdict::Refused };
    NotificationTest { verdict, shown_by: None }
}

fn show(notification: &Notification) -> notify_rust::error::Result<()> {
    let mut shown = notify_rust::Notification::new();
    shown.summary(notification.title.expose());
    if let Some(body) = &notification.body {
        shown.body(body.expose());
    }
    shown.show().map(drop)
}
