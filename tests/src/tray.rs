//! The part of a desktop's panel that shows the icons of programs: watcher and host of the StatusNotifierItem
//! specification, and a hand that clicks.

use crate::wait::eventually;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use zbus::zvariant::{OwnedValue, Structure, Value};
use zbus::{Connection, Proxy, connection, interface};

type Properties = HashMap<String, OwnedValue>;

/// A panel on the desktop's bus. It goes when it is dropped.
pub struct Panel {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

struct Watcher(Arc<Mutex<Vec<String>>>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(service.to_owned());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

impl Panel {
    /// Puts the panel on the desktop.
    ///
    /// # Panics
    /// When there is no desktop, or it has a panel.
    pub async fn start() -> Self {
        let items = Arc::<Mutex<Vec<String>>>::default();
        let watcher = Watcher(Arc::clone(&items));
        let bus = connection::Builder::session().expect("the desktop's bus");
        let bus = bus.serve_at("/StatusNotifierWatcher", watcher).expect("a path");
        let bus = bus.name("org.kde.StatusNotifierWatcher").expect("a name");
        Self { bus: bus.build().await.expect("there is no other panel"), items }
    }

    /// Waits for the icon that came last.
    pub async fn icon(&self) -> TrayIcon {
        let name = eventually("an icon in the tray", || async {
            self.items.lock().unwrap_or_else(PoisonError::into_inner).last().cloned()
        })
        .await;
        TrayIcon { bus: self.bus.clone(), name }
    }
}

/// A program's icon.
pub struct TrayIcon {
    bus: Connection,
    name: String,
}

impl TrayIcon {
    /// Clicks it.
    pub async fn click(&self) {
        self.item().await.call::<_, _, ()>("Activate", &(0, 0)).await.expect("the program hears the click");
    }

    /// The pixels that it is drawn with.
    pub async fn picture(&self) -> Vec<u8> {
        let properties = self.proxy("/StatusNotifierItem", "org.freedesktop.DBus.Properties").await;
        let picture: OwnedValue = properties
            .call("Get", &("org.kde.StatusNotifierItem", "IconPixmap"))
            .await
            .expect("the icon has a picture");
        let mut sizes: Vec<(i32, i32, Vec<u8>)> = picture.try_into().expect("pictures in sizes");
        sizes.pop().map(|(_, _, pixels)| pixels).unwrap_or_default()
    }

    /// The labels of its menu.
    pub async fn labels(&self) -> Vec<String> {
        self.entries().await.into_iter().map(|(_, label)| label).collect()
    }

    /// Chooses an entry of its menu.
    ///
    /// # Panics
    /// When there is no such entry.
    pub async fn choose(&self, label: &str) {
        let entries = self.entries().await;
        let number = entries.into_iter().find_map(|(number, found)| (found == label).then_some(number));
        let event = (number.expect("an entry with this label"), "clicked", Value::from(0), 0_u32);
        self.menu().await.call::<_, _, ()>("Event", &event).await.expect("the program hears the choice");
    }

    async fn entries(&self) -> Vec<(i32, String)> {
        let names: Vec<String> = Vec::new();
        let (_, (_, _, below)): (u32, (i32, Properties, Vec<OwnedValue>)) =
            self.menu().await.call("GetLayout", &(0, -1, names)).await.expect("the program has a menu");
        below.into_iter().filter_map(entry).collect()
    }

    async fn item(&self) -> Proxy<'_> {
        self.proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem").await
    }

    async fn menu(&self) -> Proxy<'_> {
        self.proxy("/MenuBar", "com.canonical.dbusmenu").await
    }

    async fn proxy(&self, path: &'static str, interface: &'static str) -> Proxy<'_> {
        Proxy::new(&self.bus, self.name.as_str(), path, interface).await.expect("the icon's own name")
    }
}

fn entry(value: OwnedValue) -> Option<(i32, String)> {
    let mut fields = Structure::try_from(value).ok()?.into_fields().into_iter();
    let (number, properties) = (fields.next()?, fields.next()?);
    let mut properties: Properties = properties.try_into().ok()?;
    Some((number.try_into().ok()?, properties.remove("label")?.try_into().ok()?))
}
