//! Whether the system shows notifications, tried out on a connection of its own.

use super::service::{NotificationClosedStream, Service};
use allia_client::notification::Notification;
use allia_client::view::{NotificationTest, NotificationVerdict};
use gtk::gio::prelude::*;
use gtk::gio::{Settings, SettingsSchemaSource};
use std::time::Duration;
use tokio_stream::StreamExt;
use zbus::fdo::PropertiesProxy;

/// A notification that is closed sooner than this was not seen.
const SEEN_AFTER: Duration = Duration::from_millis(1_500);
/// The reason of a closing that means that the person did it.
const DISMISSED: u32 = 2;
const PATH: &str = "/org/freedesktop/Notifications";
/// Where services say that they are told not to disturb: the interface and its property.
const HELD_BACK: [(&str, &str); 2] =
    [("org.dunstproject.cmd0", "paused"), ("org.freedesktop.Notifications", "Inhibited")];

/// Shows the sample, if there is one, and says what became of it.
pub(in crate::notifications) async fn test(sample: Option<Notification>) -> NotificationTest {
    let service = match Service::reach().await {
        Ok(service) => service,
        Err(error) => return NotificationTest { verdict: verdict_of(&error), shown_by: None },
    };
    let verdict = try_out(&service, sample).await.unwrap_or_else(|error| verdict_of(&error));
    NotificationTest { verdict, shown_by: Some(service.name) }
}

async fn try_out(service: &Service, sample: Option<Notification>) -> zbus::Result<NotificationVerdict> {
    let held_back = is_held_back(service).await;
    let stayed = match sample {
        Some(sample) => {
            let mut closings = service.closings().await?;
            let id = service.show(&sample, 0).await?;
            held_back || stays(&mut closings, id).await
        }
        None => true,
    };
    Ok(match (held_back, stayed) {
        (true, _) => NotificationVerdict::HeldBack,
        (false, true) => NotificationVerdict::Shown,
        (false, false) => NotificationVerdict::ClosedAtOnce,
    })
}

/// Whether a notification stands for a moment, or the person themselves closed it.
async fn stays(closings: &mut NotificationClosedStream, id: u32) -> bool {
    let closed = async {
        while let Some(closing) = closings.next().await {
            if let Ok(args) = closing.args()
                && args.id == id
            {
                return args.reason;
            }
        }
        std::future::pending().await
    };
    tokio::time::timeout(SEEN_AFTER, closed).await.map_or(true, |reason| reason == DISMISSED)
}

async fn is_held_back(service: &Service) -> bool {
    for (interface, property) in HELD_BACK {
        if says(service, interface, property).await == Some(true) {
            return true;
        }
    }
    service.name.starts_with("gnome-shell") && gnome_shows_no_banners()
}

async fn says(service: &Service, interface: &str, property: &str) -> Option<bool> {
    let proxy = PropertiesProxy::builder(service.bus())
        .destination("org.freedesktop.Notifications")
        .ok()?
        .path(PATH)
        .ok()?
        .build()
        .await
        .ok()?;
    let value = proxy.get(interface.try_into().ok()?, property).await.ok()?;
    bool::try_from(value).ok()
}

/// GNOME keeps this in its settings.
fn gnome_shows_no_banners() -> bool {
    const SCHEMA: &str = "org.gnome.desktop.notifications";
    const KEY: &str = "show-banners";
    let schema = SettingsSchemaSource::default().and_then(|source| source.lookup(SCHEMA, true));
    schema.is_some_and(|schema| schema.has_key(KEY)) && !Settings::new(SCHEMA).boolean(KEY)
}

fn verdict_of(error: &zbus::Error) -> NotificationVerdict {
    match error {
        zbus::Error::InputOutput(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            NotificationVerdict::NoAnswer
        }
        zbus::Error::MethodError(name, ..) if !is_absence(name.as_str()) => NotificationVerdict::Refused,
        _ => NotificationVerdict::NothingShowsThem,
    }
}

fn is_absence(error: &str) -> bool {
    ["ServiceUnknown", "NameHasNoOwner", "Spawn"].iter().any(|kind| {
        error.strip_prefix("org.freedesktop.DBus.Error.").is_some_and(|name| name.starts_with(kind))
    })
}
