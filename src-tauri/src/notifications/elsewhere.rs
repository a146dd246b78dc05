//! Notifications on Windows and macOS.

use super::Request;
use allia_protocol::id::ConversationId;
use tokio::sync::mpsc::UnboundedReceiver;

/// Serves requests until the program ends. These systems keep notifications in their own centre, replace
/// and withdraw nothing here, and report no click.
pub(super) async fn run(mut requests: UnboundedReceiver<Request>, _clicked: impl Fn(Option<ConversationId>)) {
    while let Some(request) = requests.recv().await {
        if let Request::Show(notification) = request {
            let shown = notify_rust::Notification::new().summary(notification.text.expose()).show();
            if let Err(error) = shown {
                tracing::warn!(%error, "a notification could not be shown");
            }
        }
    }
}
