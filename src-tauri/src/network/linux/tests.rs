//! Over the kernel's own socket, and over a bus daemon of their own on which a logind and a NetworkManager of the test
//! say what the real ones say.

use super::{kernel, manager, sleep};
use crate::network::{News, Tell};
use crate::private_bus::Bus;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use zbus::interface;
use zbus::object_server::SignalEmitter;

const PATIENCE: Duration = Duration::from_secs(20);
const LOGIND: &str = "/org/freedesktop/login1";
const MANAGER: &str = "/org/freedesktop/NetworkManager";

fn listener() -> (Tell, UnboundedReceiver<News>) {
    let (told, news) = unbounded_channel();
    (Arc::new(move |news| told.send(news).unwrap()), news)
}

async fn next(news: &mut UnboundedReceiver<News>) -> News {
    tokio::time::timeout(PATIENCE, news.recv()).await.unwrap().unwrap()
}

struct Logind;

#[interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

struct NetworkManager {
    connectivity: u32,
}

#[interface(name = "org.freedesktop.NetworkManager")]
impl NetworkManager {
    #[zbus(property)]
    fn connectivity(&self) -> u32 {
        self.connectivity
    }

    #[zbus(signal)]
    async fn state_changed(emitter: &SignalEmitter<'_>, state: u32) -> zbus::Result<()>;
}

#[tokio::test]
async fn the_end_of_a_sleep_is_told_and_its_beginning_is_not() {
    let bus = Bus::start();
    let logind = bus.connect().name("org.freedesktop.login1").unwrap();
    let logind = logind.serve_at(LOGIND, Logind).unwrap().build().await.unwrap();
    let (tell, mut news) = listener();
    let listening = sleep::listen(&bus.connect().build().await.unwrap()).await.unwrap();
    let following = tokio::spawn(async move { sleep::follow(listening, &tell).await });
    let emitter = SignalEmitter::new(&logind, LOGIND).unwrap();
    for start in [true, false] {
        Logind::prepare_for_sleep(&emitter, start).await.unwrap();
    }
    assert_eq!(next(&mut news).await, News::Woke);
    assert!(news.try_recv().is_err());
    following.abort();
}

#[tokio::test]
async fn a_portal_that_lets_one_through_is_told() {
    let bus = Bus::start();
    let system = bus.connect().name("org.freedesktop.NetworkManager").unwrap();
    let system = system.serve_at(MANAGER, NetworkManager { connectivity: 2 }).unwrap().build().await.unwrap();
    let (tell, mut news) = listener();
    let own = bus.connect().build().await.unwrap();
    let listening = manager::listen(&own).await.unwrap();
    let following = tokio::spawn(async move { manager::follow(listening, &tell).await });
    let manager = system.object_server().interface::<_, NetworkManager>(MANAGER).await.unwrap();
    // What is so at the beginning may come as well.
    for connectivity in [1, 2, 4] {
        manager.get_mut().await.connectivity = connectivity;
        manager.get().await.connectivity_changed(manager.signal_emitter()).await.unwrap();
        assert_eq!(next(&mut news).await, News::Network);
    }
    NetworkManager::state_changed(manager.signal_emitter(), 70).await.unwrap();
    assert_eq!(next(&mut news).await, News::Network);
    following.abort();
}

#[tokio::test]
#[ignore = "needs a network of its own: unshare -rn cargo test --offline -p allia-messages -- --ignored own_network"]
async fn in_its_own_network_the_kernel_tells_of_an_address_that_comes_and_goes() {
    let socket = kernel::listen().unwrap();
    let change = |words: &[&str]| assert!(Command::new("ip").args(words).status().unwrap().success());
    change(&["link", "set", "lo", "up"]);
    for step in ["add", "del"] {
        change(&["address", step, "192.0.2.7/32", "dev", "lo"]);
        tokio::time::timeout(PATIENCE, kernel::drain(&socket)).await.unwrap().unwrap();
    }
}
