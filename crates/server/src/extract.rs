//! What handlers ask for: who calls, which ids, which query, which body. Each refuses with a problem document.

mod body;
mod caller;
mod path;
mod peer;
mod query;

pub(crate) use body::Body;
pub(crate) use caller::{Administrator, Participant, SignedIn};
pub(crate) use path::{PathId, PathIds};
pub(crate) use peer::{From, PeerAddress, is_local};
pub(crate) use query::{Query, page_limit};
