//! Windows: toasts, at most one for each conversation and one for a locked program. A later one of the same tag takes
//! the place of the earlier one.

mod toast;

use super::{Report, Request};
use allia_client::notification::Notification;
use allia_client::view::{NotificationTest, NotificationVerdict};
use std::path::PathBuf;
use std::sync::Arc;
use toast::Toasts;
use tokio::sync::mpsc::UnboundedReceiver;

/// Serves requests until the program ends. What an earlier run left, where a click would lead nowhere, is taken away
/// first.
pub(super) async fn run(
    mut requests: UnboundedReceiver<Request>,
    _folder: PathBuf,
    report: impl Fn(Report) + Send + Sync + 'static,
) {
    let report = Arc::new(report);
    if let Err(error) = toast::name_program().and_then(|()| toast::clear()) {
        tracing::info!(%error, "the toasts of an earlier run could not be taken away");
    }
    let mut toasts = Toasts::default();
    while let Some(request) = requests.recv().await {
        let click = Arc::clone(&report);
        let served = match &request {
            Request::Show(notification) => {
                let conversation = notification.conversation_id;
                toasts.show(notification, move || click(Report::Clicked(conversation)))
            }
            Request::Withdraw(conversation) => toasts.withdraw(*conversation),
            Request::Settle(_) => Ok(()),
        };
        if let Err(error) = served {
            tracing::warn!(%error, "the system does not take a toast");
            if let Some(conversation) = request.shows() {
                report(Report::Refused(conversation));
            }
        }
    }
}

/// Windows says whether it takes toasts of this program, but not whether it holds them back for a while.
pub(super) async fn test(sample: Option<Notification>) -> NotificationTest {
    let verdict = match toast::try_out(sample.as_ref()) {
        Ok(true) => NotificationVerdict::Unsaid,
        Ok(false) => NotificationVerdict::Refused,
        Err(error) => {
            tracing::warn!(%error, "the system does not take a toast");
            NotificationVerdict::NothingShowsThem
        }
    };
    NotificationTest { verdict, shown_by: None }
}
