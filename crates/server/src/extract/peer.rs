//! From where a request comes.

use crate::Refusal;
use crate::origin::Origin;
use crate::practice::Practice;
use axum::extract::FromRequestParts;
use http::request::Parts;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The other end of the connection, as the accept loop saw it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerAddress(pub(crate) SocketAddr);

/// From where the request comes; asked for by the calls that nobody has to be signed in for.
pub(crate) struct From(pub(crate) Origin);

impl FromRequestParts<Arc<Practice>> for From {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, practice: &Arc<Practice>) -> Result<Self, Refusal> {
        origin(parts, practice).map(Self)
    }
}

/// The caller's address: the connection's, or what the proxy in front says it was.
pub(super) fn origin(parts: &Parts, practice: &Practice) -> Result<Origin, Refusal> {
    let forwarded = if practice.config.behind_proxy { forwarded_for(parts) } else { None };
    let address = forwarded.or_else(|| connected_from(parts));
    address.map(Origin::Address).ok_or(Refusal::Fault("a connection without an address"))
}

/// Whether the request was made on this computer, and not passed on by a proxy.
pub(crate) fn is_local(parts: &Parts) -> bool {
    let passed_on = parts.headers.contains_key("x-forwarded-for") || parts.headers.contains_key("forwarded");
    !passed_on && connected_from(parts).is_some_and(|address| address.is_loopback())
}

fn connected_from(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<PeerAddress>().map(|peer| peer.0.ip().to_canonical())
}

/// The last entry is the proxy's own; whatever stands before it, the caller may have made up.
fn forwarded_for(parts: &Parts) -> Option<IpAddr> {
    let last = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
