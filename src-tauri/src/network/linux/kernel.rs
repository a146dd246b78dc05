//! The kernel's own announcements of addresses and routes, over a netlink socket. No daemon is needed for that, and no
//! right.

use crate::network::{News, Tell};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recv, socket_with};
use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

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
pub(super) fn listen() -> io::Result<AsyncFd<OwnedFd>> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    // No protocol is number 0, which is the one about routes.
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
    bind(&socket, &SocketAddrNetlink::new(0, GROUPS))?;
    AsyncFd::with_interest(socket, Interest::READABLE)
}

/// Waits for an announcement and reads all that are there. What they say is not looked at: the engine looks itself.
/// When more came than the kernel keeps, that is news as well.
pub(super) async fn drain(socket: &AsyncFd<OwnedFd>) -> io::Result<()> {
    let mut buffer = [0; 8 * 1024];
    let mut heard = false;
    loop {
        let read = socket.readable().await?.try_io(|socket| {
            let read = recv(socket.get_ref(), &mut buffer[..], RecvFlags::empty());
            read.map(|_| ()).map_err(io::Error::from)
        });
        match read {
            Ok(Ok(())) => heard = true,
            Ok(Err(error)) if error.raw_os_error() == Some(rustix::io::Errno::NOBUFS.raw_os_error()) => {
                heard = true;
            }
            Ok(Err(error)) => return Err(error),
            Err(_would_block) if heard => return Ok(()),
            Err(_would_block) => {}
        }
    }
}
