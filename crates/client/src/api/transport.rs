//! How requests reach the service: an argument, so that a simulated network can stand in for the real one.

use crate::address::ServerAddress;
use crate::proxy::ProxyFault;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use http::{Request, Response};
use std::error::Error;
use std::fmt;

/// What a transport's own library reported.
pub type TransportCause = Box<dyn Error + Send + Sync>;

/// The bytes of an answer, as they come.
pub type AnswerBody = BoxStream<'static, Result<Bytes, TransportFault>>;

/// Makes the way to the service at an address.
pub type Connect = dyn Fn(&ServerAddress) -> Box<dyn Transport> + Send + Sync;

/// Carries requests to one service.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends a request, whose address is absolute, and answers when the head of the response is there. How long that
    /// may take is the caller's concern; dropping the future gives the request up.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<AnswerBody>, TransportFault>>;

    /// Lets go of the connections kept for reuse.
    fn drop_connections(&self);
}

/// Why there is no answer, or no whole one.
#[derive(Debug, thiserror::Error)]
pub enum TransportFault {
    /// Nobody answers, or the line broke.
    #[error("the line broke")]
    Broken(#[source] TransportCause),
    /// A proxy on the way did not let the connection through.
    #[error(transparent)]
    Proxy(ProxyFault),
    /// The certificate is not one that this computer trusts; the cause is an
    /// [`Untrusted`](crate::certificate::Untrusted) where there was a certificate.
    #[error("the certificate is not trusted")]
    BadCertificate(#[source] TransportCause),
    /// What answers does not speak TLS.
    #[error("something else answers at this address")]
    NotOurServer,
}
