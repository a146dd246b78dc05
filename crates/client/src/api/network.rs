//! The transport over the computer's own network.

use super::transport::{AnswerBody, Transport, TransportFault};
use super::{CONNECT_TIME, USER_AGENT};
use crate::address::ServerAddress;
use crate::certificate::{Untrusted, tls_config};
use crate::proxy::{Proxies, Proxy, ProxyFault, Route};
use crate::signed_in::lock;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, TryStreamExt};
use http::{Request, Response};
use std::error::Error;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What is spoken over TLS, best first.
const SPOKEN: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// The way to one service, through the proxy and with the certificates that the computer is set to.
#[derive(Debug)]
pub(super) struct Network(Arc<Line>);

#[derive(Debug)]
struct Line {
    address: ServerAddress,
    proxies: Arc<Proxies>,
    /// Made at the first call, because reading the computer's certificates takes time that opening has not.
    http: Mutex<Option<reqwest::Client>>,
}

impl Network {
    pub(super) fn new(address: &ServerAddress, proxies: Arc<Proxies>) -> Self {
        Self(Arc::new(Line { address: address.clone(), proxies, http: Mutex::new(None) }))
    }
}

impl Line {
    fn http(&self) -> Result<reqwest::Client, TransportFault> {
        let mut http = lock(&self.http);
        if let Some(client) = http.as_ref() {
            return Ok(client.clone());
        }
        let client = connect(self.address.is_loopback(), &self.proxies.route(&self.address))?;
        Ok(http.insert(client).clone())
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<AnswerBody>, TransportFault> {
        let request = request.try_into().map_err(fault_of)?;
        let response = self.http()?.execute(request).await.map_err(fault_of)?;
        Ok(streaming(response))
    }

    /// Looks for credentials that the proxy was not given yet.
    async fn recall_credentials(self: &Arc<Self>) -> bool {
        let Route::Through(proxy) = self.proxies.route(&self.address) else { return false };
        let proxies = Arc::clone(&self.proxies);
        let recalled = tokio::task::spawn_blocking(move || proxies.recall(&proxy.authority()));
        let is_new = recalled.await.unwrap_or(false);
        if is_new {
            lock(&self.http).take();
        }
        is_new
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<AnswerBody>, TransportFault>> {
        let line = Arc::clone(&self.0);
        async move {
            match line.send(request.clone()).await {
                // Nothing of the request has left yet, so that it can go once more.
                Err(TransportFault::Proxy(ProxyFault::NeedsSignIn)) if line.recall_credentials().await => {
                    line.send(request).await
                }
                outcome => outcome,
            }
        }
        .boxed()
    }

    fn drop_connections(&self) {
        lock(&self.0.http).take();
    }
}

fn connect(is_loopback: bool, route: &Route) -> Result<reqwest::Client, TransportFault> {
    let mut tls = tls_config().map_err(|error| TransportFault::Broken(error.into()))?;
    tls.alpn_protocols = SPOKEN.map(<[u8]>::to_vec).to_vec();
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIME)
        .pool_idle_timeout(Duration::from_secs(30))
        .tcp_keepalive(Duration::from_secs(15))
        .tls_backend_preconfigured(tls)
        .https_only(!is_loopback)
        .no_proxy();
    let builder = match route {
        Route::Direct => builder,
        Route::Through(proxy) => builder.proxy(through(proxy).map_err(fault_of)?),
        Route::Unusable => return Err(TransportFault::Proxy(ProxyFault::Unreachable)),
    };
    builder.build().map_err(fault_of)
}

fn through(proxy: &Proxy) -> reqwest::Result<reqwest::Proxy> {
    let through = reqwest::Proxy::all(proxy.uri.to_string())?;
    Ok(match &proxy.authorization {
        Some(authorization) => through.custom_http_auth(authorization.clone()),
        None => through,
    })
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
        Some(fault @ (rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)) => {
            let untrusted = Untrusted::of(fault).cloned();
            TransportFault::BadCertificate(untrusted.map_or_else(|| error.into(), Into::into))
        }
        Some(_) => TransportFault::NotOurServer,
        None => match ProxyFault::of(&error) {
            Some(fault) => TransportFault::Proxy(fault),
            None => TransportFault::Broken(error.into()),
        },
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
