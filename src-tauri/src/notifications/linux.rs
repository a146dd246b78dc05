//! The freedesktop notification service over the session bus.

use super::Request;
use allia_client::notification::Notification;
use allia_protocol::id::ConversationId;
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_stream::StreamExt;
use zbus::proxy;
use zbus::zvariant::Value;

#[proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "the signature is the specification's")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// How long the service may take for a call. A withdrawal must not wait behind a service that hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves requests until the program ends. When the service cannot be reached, that request is lost and the next one
/// tries anew.
pub(super) async fn run(mut requests: UnboundedReceiver<Request>, clicked: impl Fn(Option<ConversationId>)) {
    let mut shown = Shown::default();
    while let Some(request) = requests.recv().await {
        if let Err(error) = serve(request, &mut requests, &mut shown, &clicked).await {
            tracing::warn!(%error, "the notification service cannot be used");
        }
    }
}

async fn serve(
    first: Request,
    requests: &mut UnboundedReceiver<Request>,
    shown: &mut Shown,
    clicked: impl Fn(Option<ConversationId>),
) -> zbus::Result<()> {
    let bus = zbus::Connection::session().await?;
    let service = NotificationsProxy::new(&bus).await?;
    let mut clicks = service.receive_action_invoked().await?;
    let mut closings = service.receive_notification_closed().await?;
    shown.serve(&service, first).await?;
    loop {
        tokio::select! {
            request = requests.recv() => match request {
                Some(request) => shown.serve(&service, request).await?,
                None => return Ok(()),
            },
            Some(click) = clicks.next() => {
                if let Some(conversation) = click.args().ok().and_then(|args| shown.conversation(args.id)) {
                    clicked(conversation);
                }
            }
            Some(closing) = closings.next() => {
                if let Ok(args) = closing.args() {
                    shown.forget(args.id);
                }
            }
        }
    }
}

/// The notification on the screen for each conversation, and for a locked program: at most one.
#[derive(Default)]
struct Shown(HashMap<Option<ConversationId>, u32>);

impl Shown {
    async fn serve(&mut self, service: &NotificationsProxy<'_>, request: Request) -> zbus::Result<()> {
        let call = async {
            match request {
                Request::Show(notification) => self.show(service, &notification).await,
                Request::Withdraw(conversation) => self.withdraw(service, conversation).await,
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, call).await;
        in_time.unwrap_or_else(|_| Err(zbus::Error::Failure("it does not answer".to_owned())))
    }

    async fn show(
        &mut self,
        service: &NotificationsProxy<'_>,
        notification: &Notification,
    ) -> zbus::Result<()> {
        let replaced = self.0.get(&notification.conversation_id).copied().unwrap_or(0);
        let hints = HashMap::from([
            ("category", Value::from("im.received")),
            ("desktop-entry", Value::from("allia-messages")),
        ]);
        let actions = ["default", "Open"];
        let id = service
            .notify("Allia Messages", replaced, "", notification.text.expose(), "", &actions, hints, -1)
            .await?;
        self.0.insert(notification.conversation_id, id);
        Ok(())
    }

    async fn withdraw(
        &mut self,
        service: &NotificationsProxy<'_>,
        conversation: Option<ConversationId>,
    ) -> zbus::Result<()> {
        match self.0.remove(&conversation) {
            Some(id) => service.close_notification(id).await,
            None => Ok(()),
        }
    }

    /// What the notification of this number stands for.
    fn conversation(&self, id: u32) -> Option<Option<ConversationId>> {
        self.0.iter().find(|(_, shown)| **shown == id).map(|(conversation, _)| *conversation)
    }

    fn forget(&mut self, id: u32) {
        self.0.retain(|_, shown| *shown != id);
    }
}
