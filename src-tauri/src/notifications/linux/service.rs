//! Calls and signals of the notification service.

use allia_client::notification::Notification;
use std::collections::HashMap;
use std::time::Duration;
use zbus::proxy;
use zbus::zvariant::Value;

#[proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
pub(super) trait Notifications {
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

    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    fn get_server_information(&self) -> zbus::Result<(String, String, String, String)>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// How long the service may take for a call. A withdrawal must not wait behind a service that hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// The service that shows notifications now.
pub(super) struct Service {
    proxy: NotificationsProxy<'static>,
    /// Its name and version.
    pub(super) name: String,
    /// Says which service of which session it is: the numbers of its notifications mean something only with it.
    pub(super) identity: String,
    reads_markup: bool,
}

impl Service {
    /// Finds the service, which the bus starts where it can.
    ///
    /// # Errors
    /// When there is none, or it does not answer within 5 s.
    pub(super) async fn reach() -> zbus::Result<Self> {
        in_time(async {
            let bus = zbus::Connection::session().await?;
            let proxy = NotificationsProxy::new(&bus).await?;
            let (name, _, version, _) = proxy.get_server_information().await?;
            let capabilities = proxy.get_capabilities().await?;
            let owner = zbus::fdo::DBusProxy::new(&bus).await?;
            let owner = owner.get_name_owner(proxy.inner().destination().clone()).await?;
            Ok(Self {
                name: format!("{name} {version}"),
                identity: format!("{}/{owner}", bus.server_guid()),
                reads_markup: capabilities.iter().any(|capability| capability == "body-markup"),
                proxy,
            })
        })
        .await
    }

    pub(super) async fn clicks(&self) -> zbus::Result<ActionInvokedStream> {
        self.proxy.receive_action_invoked().await
    }

    pub(super) async fn closings(&self) -> zbus::Result<NotificationClosedStream> {
        self.proxy.receive_notification_closed().await
    }

    /// Tells when another service takes its place, or none.
    pub(super) async fn owners(&self) -> zbus::Result<zbus::proxy::OwnerChangedStream<'static>> {
        self.proxy.inner().receive_owner_changed().await
    }

    /// The connection to the session bus.
    pub(super) fn bus(&self) -> &zbus::Connection {
        self.proxy.inner().connection()
    }

    /// Shows a notification in place of an earlier one (0 is none); answers with its number.
    pub(super) async fn show(&self, notification: &Notification, replaced: u32) -> zbus::Result<u32> {
        let hints = HashMap::from([
            ("category", Value::from("im.received")),
            ("desktop-entry", Value::from("allia-messages")),
        ]);
        let actions = ["default", notification.open];
        let (title, body) = (notification.title.expose(), self.body(notification));
        in_time(self.proxy.notify("Allia Messages", replaced, "", title, &body, &actions, hints, -1)).await
    }

    /// Takes a notification away.
    pub(super) async fn close(&self, id: u32) -> zbus::Result<()> {
        in_time(self.proxy.close_notification(id)).await
    }

    /// A text is a text, also where the service would read markup in it.
    fn body(&self, notification: &Notification) -> String {
        let body = notification.body.as_ref().map(|body| body.expose().clone()).unwrap_or_default();
        if self.reads_markup { escaped(&body) } else { body }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

async fn in_time<T>(call: impl Future<Output = zbus::Result<T>>) -> zbus::Result<T> {
    match tokio::time::timeout(PATIENCE, call).await {
        Ok(answer) => answer,
        Err(_) => Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escaped("<b>5 & 6</b> &amp;"), "&lt;b&gt;5 &amp; 6&lt;/b&gt; &amp;amp;");
    }
}
