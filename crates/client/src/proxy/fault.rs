//! What a proxy did in the service's place.

use std::error::Error;

/// Why a proxy did not let a connection through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyFault {
    /// It is not there, or cannot be reached.
    #[error("the proxy cannot be reached")]
    Unreachable,
    /// It wants a name and a password, or others than it was given.
    #[error("the proxy asks for a sign-in")]
    NeedsSignIn,
    /// It answered something else than *connected*: it forbids the service, or cannot reach it itself.
    #[error("the proxy does not let the connection through")]
    Refused,
}

impl ProxyFault {
    /// What the HTTP library says of a proxy, wherever in the chain of causes. Its type is not public, its words are.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut cause = Some(error);
        while let Some(current) = cause {
            match current.to_string().strip_prefix("tunnel error: ") {
                Some("proxy authorization required") => return Some(Self::NeedsSignIn),
                Some("failed to create underlying connection") => return Some(Self::Unreachable),
                Some(_) => return Some(Self::Refused),
                None => cause = current.source(),
            }
        }
        None
    }
}
