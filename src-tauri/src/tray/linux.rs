//! Linux: a StatusNotifierItem on the session's bus. A watcher there collects the items, and a host, part of the
//! desktop's panel, draws them.

mod item;
mod menu;

#[cfg(test)]
mod tests;

use super::{Choice, Shown};
use item::Item;
use menu::Menu;
use std::sync::Arc;
use std::time::Duration;
use tauri::AppHandle;
use tokio::sync::watch;
use tokio_stream::StreamExt;
use zbus::connection::Builder;
use zbus::object_server::InterfaceRef;
use zbus::{Connection, proxy};

/// Until a bus that was not there, or broke off, is tried again.
const PAUSE: Duration = Duration::from_secs(60);

const ITEM: &str = "/StatusNotifierItem";
const MENU: &str = "/MenuBar";

/// What is done with a choice in the menu.
type Choose = Arc<dyn Fn(Choice) + Send + Sync>;

#[proxy(
    interface = "org.kde.StatusNotifierWatcher",
    default_service = "org.kde.StatusNotifierWatcher",
    default_path = "/StatusNotifierWatcher"
)]
trait Watcher {
    fn register_status_notifier_item(&self, service: &str) -> zbus::Result<()>;

    #[zbus(property(emits_changed_signal = "false"))]
    fn is_status_notifier_host_registered(&self) -> zbus::Result<bool>;

    #[zbus(signal)]
    fn status_notifier_host_registered(&self) -> zbus::Result<()>;

    #[zbus(signal)]
    fn status_notifier_host_unregistered(&self) -> zbus::Result<()>;
}

/// Shows the icon until the program ends, and tells whether there is a tray for it.
pub(super) async fn run(
    _app: AppHandle,
    shown: watch::Receiver<Shown>,
    tell: watch::Sender<bool>,
    choose: impl Fn(Choice) + Send + Sync + 'static,
) {
    let choose: Choose = Arc::new(choose);
    loop {
        let served = match Builder::session() {
            Ok(bus) => serve(bus, shown.clone(), &tell, &choose).await,
            Err(error) => Err(error),
        };
        if let Err(error) = served {
            tracing::info!(%error, "there is no tray now");
        }
        tell.send_replace(false);
        tokio::time::sleep(PAUSE).await;
    }
}

async fn serve(
    bus: Builder<'_>,
    mut shown: watch::Receiver<Shown>,
    tell: &watch::Sender<bool>,
    choose: &Choose,
) -> zbus::Result<()> {
    let name = format!("org.kde.StatusNotifierItem-{}-1", std::process::id());
    let item = Item::new(shown.clone(), Arc::clone(choose));
    let bus = bus.serve_at(ITEM, item)?.serve_at(MENU, Menu::new(shown.clone(), Arc::clone(choose)))?;
    let bus = bus.name(name.clone())?.build().await?;
    let watcher = WatcherProxy::new(&bus).await?;
    let mut owners = watcher.inner().receive_owner_changed().await?;
    let mut hosts = watcher.receive_status_notifier_host_registered().await?;
    let mut gone = watcher.receive_status_notifier_host_unregistered().await?;
    register(&watcher, &name).await;
    loop {
        tell.send_replace(watcher.is_status_notifier_host_registered().await.unwrap_or(false));
        tokio::select! {
            owner = owners.next() => match owner {
                Some(Some(_)) => register(&watcher, &name).await,
                Some(None) => {}
                None => return Ok(()),
            },
            Some(_) = hosts.next() => {}
            Some(_) = gone.next() => {}
            Ok(()) = shown.changed() => redraw(&bus).await?,
        }
    }
}

/// Without a watcher there is no tray; when one comes, the item is registered then.
async fn register(watcher: &WatcherProxy<'_>, name: &str) {
    if let Err(error) = watcher.register_status_notifier_item(name).await {
        tracing::info!(%error, "no tray takes the icon");
    }
}

/// Tells whoever draws the item and its menu to read them again.
async fn redraw(bus: &Connection) -> zbus::Result<()> {
    let item: InterfaceRef<Item> = bus.object_server().interface(ITEM).await?;
    Item::new_icon(item.signal_emitter()).await?;
    Item::new_tool_tip(item.signal_emitter()).await?;
    let menu: InterfaceRef<Menu> = bus.object_server().interface(MENU).await?;
    let revision = menu.get_mut().await.next_revision();
    Menu::layout_updated(menu.signal_emitter(), revision, menu::ROOT).await
}
