//! The transport over the computer's own network.

use super::transport::{AnswerBody, Transport, TransportFault};
use super::{CONNECT_TIME, USER_AGENT};
use crate::address::ServerAddress;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, TryStreamExt};
use http::{Request, Response};
use std::error::Error;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The way to one service, through the proxy and with the certificates that the computer is set to.
#[derive(Debug)]
pub(super) struct Network {
    is_loopback: bool,
    /// Made at the first call, because reading the computer's certificates takes time that opening has not.
    http: Mutex<Option<reqwest::Client>>,
}

impl Network {
    pub(super) fn new(address: &ServerAddress) -> Self {
        Self { is_loopback: address.is_loopback(), http: Mutex::new(None) }
    }

    fn http(&self) -> reqwest::Result<reqwest::Client> {
        let mut http = self.http.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = http.as_ref() {
            return Ok(client.clone());
        }
        let client = connect(self.is_loopback)?;
        Ok(http.insert(client).clone())
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<AnswerBody>, TransportFault>> {
        let http = self.http();
        async move {
            let request = request.try_into().map_err(fault_of)?;
            let response = http.map_err(fault_of)?.execute(request).await.map_err(fault_of)?;
            Ok(streaming(response))
        }
        .boxed()
    }

    fn drop_connections(&self) {
        self.http.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

fn connect(is_loopback: bool) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIME)
        .pool_idle_timeout(Duration::from_secs(30))
        .tcp_keepalive(Duration::from_secs(15));
    if is_loopback { builder.no_proxy().build() } else { builder.https_only(true).build() }
}

fn streaming(mut response: reqwest::Response) -> Response<AnswerBody> {
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let mut answer = Response::new(response.bytes_stream().map_err(fault_of).boxed());
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    answer
}

fn fault_of(error: reqwest::Error) -> TransportFault {
    // The address in the error's text would carry ids; the log does without.
    let error = error.without_url();
    match tls_fault(&error) {
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => {
            TransportFault::BadCertificate(error.into())
        }
        Some(_) => TransportFault::NotOurServer,
        None => TransportFault::Broken(error.into()),
    }
}

/// The TLS library's own fault, wherever in the chain of causes it hides.
fn tls_fault(error: &reqwest::Error) -> Option<&rustls::Error> {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(current) = cause {
        let inner = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let found = inner.map_or_else(|| current.downcast_ref(), |inner| inner.downcast_ref());
        if found.is_some() {
            return found;
        }
        // An I/O error's `source` skips the error that it wraps.
        cause = match inner {
            Some(inner) => Some(inner),
            None => current.source(),
        };
    }
    None
}
