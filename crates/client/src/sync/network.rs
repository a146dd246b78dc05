//! Noticing that the computer's network changed: another Wi-Fi, a cable, a VPN. Open connections may be dead then, and a
//! service that could not be reached may be there again.

use crate::signed_in::SignedIn;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

const TICK: Duration = Duration::from_secs(2);

/// Somewhere else on the internet: addresses for documentation (RFC 5737, RFC 3849), which nobody has.
const ELSEWHERE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))];

/// Looks every few seconds. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let changed = || {
        tracing::info!("the network changed");
        signed_in.reconnect();
    };
    follow(TICK, || ELSEWHERE.map(own_address), changed).await;
}

async fn follow<T: PartialEq>(tick: Duration, look: impl Fn() -> T, changed: impl Fn()) {
    let mut before = look();
    loop {
        tokio::time::sleep(tick).await;
        let now = look();
        if now != before {
            changed();
            before = now;
        }
    }
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
    use std::cell::Cell;

    #[tokio::test]
    async fn each_change_is_told_once_and_a_steady_network_never() {
        const SEEN: [&str; 7] = ["home", "home", "train", "train", "train", "home", "home"];
        let (looks, told) = (Cell::new(0), Cell::new(0));
        let look = || {
            looks.set(looks.get() + 1);
            SEEN[(looks.get() - 1).min(SEEN.len() - 1)]
        };
        let seen_all = async {
            while looks.get() < SEEN.len() + 3 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            () = follow(Duration::from_millis(1), look, || told.set(told.get() + 1)) => {}
            () = seen_all => {}
        }
        assert_eq!(told.get(), 2, "to the train and back");
    }

    #[test]
    fn the_way_to_ones_own_computer_begins_there() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert_eq!(own_address(here), Some(here));
    }
}
