//! A network of a story's own, with an address of this computer that comes and goes as that of a Wi-Fi does.

use std::net::{IpAddr, Ipv4Addr};
use std::process::Command;

/// In a process that has a network of its own.
const INSIDE: &str = "ALLIA_OWN_NETWORK";
/// Stays: the window's driver is spoken to here.
const STEADY: &str = "127.0.0.1/32";
/// What a computer has there when it is new, and what stands in the way of single addresses.
const WHOLE: &str = "127.0.0.1/8";
const FLEETING: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// The network of this process.
pub struct OwnNetwork(());

impl OwnNetwork {
    /// A network in which the address is there. The story runs in a process of its own for that, which is started here:
    /// then `None` comes back once the story has ended well there. `story` is its whole name; it is an ignored one.
    ///
    /// # Panics
    /// When the story fails there, or the system gives no network.
    pub fn of(story: &str) -> Option<Self> {
        if std::env::var_os(INSIDE).is_some() {
            let network = Self(());
            ip(&["link", "set", "lo", "up"]);
            address("add", STEADY);
            address("del", WHOLE);
            network.comes();
            return Some(network);
        }
        // Who one is stays as it is: the desktop's bus asks for that.
        let told = Command::new("unshare")
            .args(["--map-current-user", "--keep-caps", "--net"])
            .arg(std::env::current_exe().expect("this program"))
            .args([story, "--exact", "--ignored", "--nocapture"])
            .env(INSIDE, "1")
            .output()
            .expect("unshare");
        let said = String::from_utf8_lossy(&told.stdout);
        let complained = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "{said}\n{complained}");
        assert!(said.contains("1 passed"), "no story of the name {story}");
        eprint!("{complained}");
        None
    }

    /// The address that comes and goes.
    pub fn address(&self) -> IpAddr {
        FLEETING
    }

    /// The address is there again, and the kernel says so.
    pub fn comes(&self) {
        address("add", &format!("{FLEETING}/32"));
    }

    /// The address is gone, with the way to it, and the kernel says so. Connections over it go silent.
    pub fn goes(&self) {
        address("del", &format!("{FLEETING}/32"));
    }
}

fn address(change: &str, what: &str) {
    ip(&["address", change, what, "dev", "lo"]);
}

fn ip(words: &[&str]) {
    let done = Command::new("ip").args(words).status().expect("iproute2 is installed");
    assert!(done.success(), "ip {words:?}");
}
