//! Noticing that the computer's network changed: another Wi-Fi, a cable, a VPN. Open connections may be dead then, and a
//! service that could not be reached may be there again.

use crate::address::ServerAddress;
use crate::signed_in::SignedIn;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Between two looks when the operating system says nothing.
const TICK: Duration = Duration::from_secs(2);
/// A network comes in steps: a link, an address, a way out, names, a portal that lets one through. For so long after
/// the last step, what is offline tries again with each look.
const SETTLING: Duration = Duration::from_secs(30);
/// The longest that the service's name is looked up for.
const LOOKUP_TIME: Duration = Duration::from_secs(2);

/// Somewhere else on the internet: addresses for documentation (RFC 5737, RFC 3849), which nobody has.
const ELSEWHERE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))];

/// What follows from a look at the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NetworkNews {
    /// Packets leave by another way: connections that are open lead nowhere.
    Changed,
    /// The network is settling: what could not be reached may be there by now.
    Settling,
}

/// Follows this computer's network for an account at work over it. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    if !signed_in.session.api().is_over_own_network() {
        return;
    }
    let tell = |news| match news {
        NetworkNews::Changed => signed_in.reconnect(),
        NetworkNews::Settling if signed_in.line.is_online() => {}
        NetworkNews::Settling => signed_in.wake(),
    };
    watch(signed_in.session.api().address(), &signed_in.wakes.network, tell).await;
}

/// Looks every few seconds, and at once when the operating system announces that something may have changed. Has no
/// end.
pub(crate) async fn watch(service: &ServerAddress, announced: &Notify, tell: impl Fn(NetworkNews)) {
    let service = service.host_and_port();
    let look = |announced| look(service.clone().filter(|_| announced));
    follow(TICK, announced, look, tell).await;
}

async fn look(service: Option<String>) -> Ways {
    let service = match service {
        Some(service) => Some(way_to(&service).await),
        None => None,
    };
    Ways { elsewhere: ELSEWHERE.map(own_address), service }
}

/// The addresses from which packets would leave now.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ways {
    /// Towards the internet, by either protocol.
    elsewhere: [Option<IpAddr>; 2],
    /// Towards the service, where a VPN may be the way: `None` when nobody looked, because that takes a lookup of its
    /// name.
    service: Option<Option<IpAddr>>,
}

impl Ways {
    /// Whether a later look saw other ways. What was not looked at counts as the same, and is remembered.
    fn take(&mut self, now: Self) -> bool {
        let service = now.service.or(self.service);
        let other_service = self.service.is_some() && service != self.service;
        let changed = now.elsewhere != self.elsewhere || other_service;
        *self = Self { service, ..now };
        changed
    }
}

async fn follow<Look: Future<Output = Ways>>(
    tick: Duration,
    announced: &Notify,
    look: impl Fn(bool) -> Look,
    tell: impl Fn(NetworkNews),
) {
    let mut ways = look(true).await;
    let mut settled_at = Instant::now();
    loop {
        let is_announced = tokio::time::timeout(tick, announced.notified()).await.is_ok();
        let changed = ways.take(look(is_announced).await);
        if changed || is_announced {
            settled_at = Instant::now() + SETTLING;
        }
        if changed {
            tracing::info!("the network changed");
            tell(NetworkNews::Changed);
        } else if Instant::now() < settled_at {
            tell(NetworkNews::Settling);
        }
    }
}

/// The address from which packets to the service would leave; none while its name leads nowhere.
async fn way_to(service: &str) -> Option<IpAddr> {
    let lookup = tokio::net::lookup_host(service);
    let mut found = tokio::time::timeout(LOOKUP_TIME, lookup).await.ok()?.ok()?;
    found.find_map(|address| own_address(address.ip()))
}

/// The address from which packets to `far` would leave; none without a way there. Connecting a datagram socket only
/// asks the routing table: nothing is sent.
fn own_address(far: IpAddr) -> Option<IpAddr> {
    let any =
        if far.is_ipv4() { IpAddr::V4(Ipv4Addr::UNSPECIFIED) } else { IpAddr::V6(Ipv6Addr::UNSPECIFIED) };
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
    socket.connect(SocketAddr::new(far, 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};

    const HOME: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7)));
    const TRAIN: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::new(172, 16, 9, 9)));

    fn ways(elsewhere: Option<IpAddr>, service: Option<Option<IpAddr>>) -> Ways {
        Ways { elsewhere: [elsewhere, None], service }
    }

    /// What is told while these are seen, one with each look, and the last one ever after.
    async fn told(seen: &[Ways], announced: &Notify, tick: Duration) -> Vec<NetworkNews> {
        let (looks, news) = (Cell::new(0), RefCell::new(Vec::new()));
        let look = |_| {
            looks.set(looks.get() + 1);
            std::future::ready(seen[(looks.get() - 1).min(seen.len() - 1)].clone())
        };
        let seen_all = async {
            while looks.get() < seen.len() + 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            () = follow(tick, announced, look, |told| news.borrow_mut().push(told)) => {}
            () = seen_all => {}
        }
        news.into_inner()
    }

    #[tokio::test]
    async fn each_change_is_told_once_and_a_steady_network_never() {
        let seen = [HOME, HOME, TRAIN, TRAIN, TRAIN, HOME, HOME].map(|address| ways(address, None));
        let news = told(&seen, &Notify::new(), Duration::from_millis(1)).await;
        let changes = news.iter().filter(|news| **news == NetworkNews::Changed).count();
        assert_eq!(changes, 2, "to the train and back");
        assert_eq!(news.first(), Some(&NetworkNews::Changed), "nothing settles before the first change");
        let steady = told(&seen[..2], &Notify::new(), Duration::from_millis(1)).await;
        assert_eq!(steady, []);
    }

    #[tokio::test]
    async fn an_announcement_is_looked_into_at_once_and_what_is_offline_tries_again() {
        let announced = Notify::new();
        announced.notify_one();
        let news = tokio::time::timeout(Duration::from_secs(20), async {
            let look = |_| std::future::ready(ways(HOME, Some(HOME)));
            let (tell, mut heard) = tokio::sync::mpsc::unbounded_channel();
            tokio::select! {
                () = follow(Duration::from_secs(3_600), &announced, look, |news| tell.send(news).unwrap()) => None,
                news = heard.recv() => news,
            }
        });
        assert_eq!(news.await.unwrap(), Some(NetworkNews::Settling));
    }

    #[test]
    fn a_vpn_that_takes_only_the_way_to_the_service_is_a_change() {
        let mut before = ways(HOME, Some(HOME));
        assert!(!before.take(ways(HOME, None)), "nobody looked");
        assert!(before.take(ways(HOME, Some(TRAIN))));
        assert!(!before.take(ways(HOME, Some(TRAIN))));
        assert!(before.take(ways(HOME, Some(None))), "the VPN is gone, and the name with it");
    }

    #[test]
    fn the_way_to_ones_own_computer_begins_there() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert_eq!(own_address(here), Some(here));
    }
}
