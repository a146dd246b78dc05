//! The kernel's own announcements of addresses and routes, over a netlink socket. No daemon is needed for that, and no
//! right.

use crate::network::{News, Tell};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with};
use std::io;
use std::time::Duration;
use tokio::net::UnixDatagram;

/// Addresses and routes of both protocols (`RTMGRP_*` in `linux/rtnetlink.h`).
const GROUPS: u32 = 0x10 | 0x40 | 0x100 | 0x400;

/// A network comes with a dozen announcements; they are one piece of news.
const PAUSE: Duration = Duration::from_millis(250);

/// Tells of each burst of announcements.
pub(super) async fn follow(tell: &Tell) -> io::Result<()> {
    let socket = listen()?;
    loop {
        drain(&socket).await?;
        tell(News::Network);
        tokio::time::sleep(PAUSE).await;
    }
}

/// Begins to listen.
pub(super) fn listen() -> io::Result<UnixDatagram> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    // No protocol is number 0, which is the one about routes.
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
    bind(&socket, &SocketAddrNetlink::new(0, GROUPS))?;
    // Tokio has no such sockets of its own. What reads datagrams reads these: receiving does not ask for the family.
    UnixDatagram::from_std(socket.into())
}

/// Waits for an announcement and reads all that are there. What they say is not looked at: the engine looks itself.
pub(super) async fn drain(socket: &UnixDatagram) -> io::Result<()> {
    let mut buffer = vec![0; 8 * 1024];
    heard(socket.recv(&mut buffer).await)?;
    loop {
        match socket.try_recv(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            read => heard(read)?,
        }
    }
}

/// When more came than the kernel keeps, that is news as well.
fn heard(read: io::Result<usize>) -> io::Result<()> {
    match read {
        Err(error) if error.raw_os_error() != Some(rustix::io::Errno::NOBUFS.raw_os_error()) => Err(error),
        _ => Ok(()),
    }
}
