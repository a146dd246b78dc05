//! Notifications of the operating system. The engine decides which; this only shows, replaces, withdraws,
//! and reports the click.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(target_os = "macos")]
use macos as system;
#[cfg(windows)]
use windows as system;

use crate::engine::Engine;
use crate::window;
use allia_client::notification::{Notification, Notifier};
use allia_client::view::NotificationTest;
use allia_protocol::id::ConversationId;
use std::path::Path;
use std::pin::Pin;
use tauri::{AppHandle, Manager};
use tokio::sync::{mpsc, oneshot};

enum Request {
    Show(Notification),
    Withdraw(Option<ConversationId>),
    /// Dropped when everything before it is done.
    Settle(#[expect(dead_code, reason = "it is only ever dropped")] oneshot::Sender<()>),
}

impl Request {
    /// For what this would be shown, if it is to be shown.
    fn shows(&self) -> Option<Option<ConversationId>> {
        match self {
            Self::Show(notification) => Some(notification.conversation_id),
            Self::Withdraw(_) | Self::Settle(_) => None,
        }
    }
}

/// What became of a notification.
enum Report {
    /// The person clicked it.
    Clicked(Option<ConversationId>),
    /// The system did not take it.
    Refused(Option<ConversationId>),
}

/// Shows the engine's notifications on the desktop.
pub(crate) struct DesktopNotifier(mpsc::UnboundedSender<Request>);

impl DesktopNotifier {
    /// Starts the task that speaks with the system. What must be known of standing notifications after a start, numbers
    /// only, is kept in the folder.
    pub(crate) fn start(app: AppHandle, folder: &Path) -> Self {
        let (requests, inbox) = mpsc::unbounded_channel();
        let report = move |report| match report {
            Report::Clicked(conversation_id) => {
                window::raise(&app);
                app.state::<Engine>().notification_clicked(conversation_id);
            }
            Report::Refused(conversation_id) => app.state::<Engine>().notification_refused(conversation_id),
        };
        tauri::async_runtime::spawn(system::run(inbox, folder.to_owned(), report));
        Self(requests)
    }

    /// Waits until all that was asked for is done: a notification that stays when the program ends leads nowhere.
    pub(crate) async fn settle(&self) {
        let (done, settled) = oneshot::channel();
        self.request(Request::Settle(done));
        let _ = settled.await;
    }

    fn request(&self, request: Request) {
        if self.0.send(request).is_err() {
            tracing::warn!("notifications are not available on this system");
        }
    }
}

impl Notifier for DesktopNotifier {
    fn show(&self, notification: &Notification) {
        self.request(Request::Show(notification.clone()));
    }

    fn withdraw(&self, conversation_id: Option<ConversationId>) {
        self.request(Request::Withdraw(conversation_id));
    }

    fn test(
        &self,
        sample: Option<Notification>,
    ) -> Pin<Box<dyn Future<Output = NotificationTest> + Send + 'static>> {
        Box::pin(system::test(sample))
    }
}
