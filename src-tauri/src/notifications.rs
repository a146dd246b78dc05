//! Notifications of the operating system. The engine decides which; this only shows, replaces, withdraws,
//! and reports the click.

#[cfg_attr(target_os = "linux", path = "notifications/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "notifications/elsewhere.rs")]
mod system;

use crate::events::EventPump;
use crate::window;
use allia_client::notification::{Notification, Notifier};
use allia_client::view::ClientEvent;
use allia_protocol::id::ConversationId;
use tauri::AppHandle;
use tokio::sync::mpsc;

enum Request {
    Show(Notification),
    Withdraw(Option<ConversationId>),
}

/// Shows the engine's notifications on the desktop.
pub(crate) struct DesktopNotifier(mpsc::UnboundedSender<Request>);

impl DesktopNotifier {
    /// Starts the task that speaks with the system.
    pub(crate) fn start(app: AppHandle, pump: EventPump) -> Self {
        let (requests, inbox) = mpsc::unbounded_channel();
        let clicked = move |conversation_id: Option<ConversationId>| {
            window::raise(&app);
            if let Some(conversation_id) = conversation_id {
                pump.send(ClientEvent::OpenConversation { conversation_id });
            }
        };
        tauri::async_runtime::spawn(system::run(inbox, clicked));
        Self(requests)
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
}
