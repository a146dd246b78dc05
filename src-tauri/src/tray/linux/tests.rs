//! Over a bus daemon of their own, on which the test is the desktop's panel.

use super::{Choice, Shown, serve};
use crate::private_bus::Bus;
use allia_client::outside::Outside;
use allia_client::words::{ENGLISH, SPANISH};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio_stream::StreamExt;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Structure, Value};
use zbus::{Connection, Proxy, interface};

const PATIENCE: Duration = Duration::from_secs(20);
const WATCHER: &str = "/StatusNotifierWatcher";

struct Panel {
    items: mpsc::UnboundedSender<String>,
    has_host: bool,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Panel {
    fn register_status_notifier_item(&self, service: &str) {
        // An item may tell of itself again, when nobody asks for its name any more.
        let _ = self.items.send(service.to_owned());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.has_host
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

/// The item under test, and what comes of it.
struct Tested {
    bus: Bus,
    shown: watch::Sender<Shown>,
    is_there: watch::Receiver<bool>,
    chosen: mpsc::UnboundedReceiver<Choice>,
}

impl Tested {
    fn start() -> Self {
        let bus = Bus::start();
        let shown = watch::Sender::new(Shown::new(Outside::default(), &ENGLISH));
        let (tell, is_there) = watch::channel(false);
        let (choose, chosen) = mpsc::unbounded_channel();
        let (builder, seen) = (bus.connect(), shown.subscribe());
        tokio::spawn(async move {
            let choose: super::Choose = Arc::new(move |choice| choose.send(choice).unwrap());
            serve(builder, seen, &tell, &choose).await.unwrap();
        });
        Self { bus, shown, is_there, chosen }
    }

    async fn becomes(&mut self, there: bool) {
        let waited = tokio::time::timeout(PATIENCE, self.is_there.wait_for(|now| *now == there)).await;
        assert_eq!(*waited.unwrap().unwrap(), there);
    }

    /// A panel comes. Gives its connection and the name of the item that it is told of.
    async fn panel(&self, has_host: bool) -> (Connection, String) {
        let (items, mut told) = mpsc::unbounded_channel();
        let panel = self.bus.connect().serve_at(WATCHER, Panel { items, has_host }).unwrap();
        let panel = panel.name("org.kde.StatusNotifierWatcher").unwrap().build().await.unwrap();
        let item = tokio::time::timeout(PATIENCE, told.recv()).await.unwrap().unwrap();
        (panel, item)
    }
}

/// An entry of a menu: its number, its properties, and the entries below it.
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// The entries of the menu: number and properties.
async fn menu(panel: &Connection, item: &str) -> Vec<(i32, HashMap<String, OwnedValue>)> {
    let menu = Proxy::new(panel, item.to_owned(), "/MenuBar", "com.canonical.dbusmenu").await.unwrap();
    let names: Vec<String> = Vec::new();
    let (_, (_, _, entries)): (u32, Node) = menu.call("GetLayout", &(0, -1, names)).await.unwrap();
    let number_and_properties = |entry: OwnedValue| {
        let fields = Structure::try_from(entry).unwrap().into_fields();
        let [number, properties, _below] = <[Value<'_>; 3]>::try_from(fields).unwrap();
        (i32::try_from(number).unwrap(), HashMap::try_from(properties).unwrap())
    };
    entries.into_iter().map(number_and_properties).collect()
}

async fn labels(panel: &Connection, item: &str) -> Vec<String> {
    let entries = menu(panel, item).await.into_iter();
    entries.map(|(_, mut entry)| entry.remove("label").unwrap().try_into().unwrap()).collect()
}

#[tokio::test]
async fn the_icon_is_there_with_a_panel_that_draws_it_and_gone_with_it() {
    let mut tested = Tested::start();
    let (panel, _) = tested.panel(true).await;
    tested.becomes(true).await;
    panel.close().await.unwrap();
    tested.becomes(false).await;
    let (_panel, _) = tested.panel(true).await;
    tested.becomes(true).await;
}

#[tokio::test]
async fn a_watcher_without_anybody_who_draws_is_no_tray() {
    let mut tested = Tested::start();
    let (panel, _) = tested.panel(false).await;
    assert!(!*tested.is_there.borrow_and_update());
    let served = panel.object_server().interface::<_, Panel>(WATCHER).await.unwrap();
    served.get_mut().await.has_host = true;
    Panel::status_notifier_host_registered(served.signal_emitter()).await.unwrap();
    tested.becomes(true).await;
}

#[tokio::test]
async fn the_menu_is_chosen_from_and_read_anew_when_it_changes() {
    let mut tested = Tested::start();
    let (panel, item) = tested.panel(true).await;
    assert_eq!(labels(&panel, &item).await, ["Open Allia Messages", "Lock", "Quiet for an hour", "Quit"]);
    let bar = Proxy::new(&panel, item.clone(), "/MenuBar", "com.canonical.dbusmenu").await.unwrap();
    let mut updates = bar.receive_signal("LayoutUpdated").await.unwrap();
    let click = async |number: i32| {
        bar.call::<_, _, ()>("Event", &(number, "clicked", Value::from(0), 0_u32)).await.unwrap();
    };
    // Nothing is there to lock, so the second entry cannot be chosen.
    click(2).await;
    click(4).await;
    assert_eq!(tokio::time::timeout(PATIENCE, tested.chosen.recv()).await.unwrap(), Some(Choice::Quit));

    let signed_in = Outside { unread: 2, can_lock: true, can_be_quiet: true, quiet: false };
    tested.shown.send_replace(Shown::new(signed_in, &SPANISH));
    tokio::time::timeout(PATIENCE, updates.next()).await.unwrap().unwrap();
    assert_eq!(labels(&panel, &item).await[1], "Bloquear");
    click(2).await;
    assert_eq!(tokio::time::timeout(PATIENCE, tested.chosen.recv()).await.unwrap(), Some(Choice::Lock));
}

#[tokio::test]
async fn unread_messages_change_the_picture_and_say_no_more() {
    let tested = Tested::start();
    let (panel, item) = tested.panel(true).await;
    let icon =
        Proxy::new(&panel, item.clone(), "/StatusNotifierItem", "org.kde.StatusNotifierItem").await.unwrap();
    let mut changes = icon.receive_signal("NewIcon").await.unwrap();
    let picture = async || {
        let read = Proxy::new(&panel, item.clone(), "/StatusNotifierItem", "org.freedesktop.DBus.Properties");
        let value: OwnedValue =
            read.await.unwrap().call("Get", &("org.kde.StatusNotifierItem", "IconPixmap")).await.unwrap();
        let pixmaps: Vec<(i32, i32, Vec<u8>)> = value.try_into().unwrap();
        pixmaps
    };
    let plain = picture().await;
    assert_eq!(plain[0].2.len(), usize::try_from(plain[0].0 * plain[0].1 * 4).unwrap());
    tested.shown.send_replace(Shown::new(Outside { unread: 1, ..Outside::default() }, &ENGLISH));
    tokio::time::timeout(PATIENCE, changes.next()).await.unwrap().unwrap();
    assert_ne!(picture().await, plain);
}
