//! macOS: the user's notification centre. It knows only programs that come as a bundle, and replaces a notification by
//! one of the same identifier.

mod center;
mod delegate;

use super::{Report, Request};
use allia_client::notification::Notification;
use allia_client::view::{NotificationTest, NotificationVerdict};
use allia_protocol::id::ConversationId;
use center::Center;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;

/// The identifier of a locked program's notification.
const LOCKED: &str = "locked";

/// Where it is told what became of a notification.
type Reporter = Arc<dyn Fn(Report) + Send + Sync>;

/// Serves requests until the program ends. What an earlier run left, where a click would lead nowhere, is taken away
/// first.
pub(super) async fn run(
    mut requests: UnboundedReceiver<Request>,
    _folder: PathBuf,
    report: impl Fn(Report) + Send + Sync + 'static,
) {
    let report: Reporter = Arc::new(report);
    if let Some(center) = Center::of_program() {
        center.start(&report);
    }
    while let Some(request) = requests.recv().await {
        let Some(center) = Center::of_program() else {
            tracing::warn!("the system shows notifications only of a program that comes as a bundle");
            if let Some(conversation) = request.shows() {
                report(Report::Refused(conversation));
            }
            continue;
        };
        match &request {
            Request::Show(notification) => center.show(notification, &report),
            Request::Withdraw(conversation) => center.withdraw(*conversation),
            Request::Settle(_) => {}
        }
    }
}

/// macOS says whether it may show notifications of this program, but not whether it holds them back for a while.
pub(super) async fn test(sample: Option<Notification>) -> NotificationTest {
    let verdict = match center::is_allowed().await {
        Some(true) => {
            if let (Some(sample), Some(center)) = (sample, Center::of_program()) {
                center.show(&sample, &(Arc::new(|_| {}) as Reporter));
            }
            NotificationVerdict::Unsaid
        }
        Some(false) => NotificationVerdict::Refused,
        None => NotificationVerdict::NothingShowsThem,
    };
    NotificationTest { verdict, shown_by: None }
}

fn identifier(conversation: Option<ConversationId>) -> String {
    conversation.map_or_else(|| LOCKED.to_owned(), |conversation| conversation.to_string())
}

/// The reverse; nothing for an identifier that is none of the program's.
fn conversation(identifier: &str) -> Option<Option<ConversationId>> {
    if identifier == LOCKED { Some(None) } else { identifier.parse().ok().map(Some) }
}
