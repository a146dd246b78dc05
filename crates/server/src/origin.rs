//! Who acts, and from where: what every audit entry says.

use allia_protocol::id::{SessionId, UserId};
use allia_protocol::session::UserKind;
use std::fmt;
use std::net::IpAddr;

/// From where something was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line on the service's own computer.
    Local,
    /// A caller over the network.
    Address(IpAddr),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local => f.write_str("local"),
            Self::Address(address) => address.fmt(f),
        }
    }
}

/// A session that showed a valid access token when its request began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Which session.
    pub session_id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// What they are.
    pub kind: UserKind,
}

/// Who does something: a caller over the network, or whoever has the service's computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The session, unless nobody is signed in.
    pub caller: Option<Caller>,
    /// From where.
    pub origin: Origin,
}

impl Actor {
    /// Whoever works on the command line of the service's own computer.
    pub const fn local() -> Self {
        Self { caller: None, origin: Origin::Local }
    }

    /// Somebody over the network who is not signed in.
    pub(crate) const fn stranger(origin: Origin) -> Self {
        Self { caller: None, origin }
    }

    /// A signed-in user over the network.
    pub(crate) const fn signed_in(caller: Caller, origin: Origin) -> Self {
        Self { caller: Some(caller), origin }
    }
}
