//! Which proxy stands between this computer and the service, and how the program signs in there.

mod credentials;
mod fault;

pub use credentials::ProxyCredentials;
pub(crate) use fault::ProxyFault;

use crate::address::ServerAddress;
use crate::key_store::{KeyStore, KeyStoreError, MemoryKeyStore};
use crate::policy::{Policies, ProxyMode, ProxyPolicy};
use crate::signed_in::lock;
use allia_protocol::Sensitive;
use credentials::KeptCredentials;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::Matcher;
use std::fmt;
use std::sync::{Arc, Mutex};

/// The way to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// Without a proxy.
    Direct,
    /// Through one.
    Through(Proxy),
    /// The policy names a proxy in a way that cannot be understood. Nothing is reached: going without would not be what
    /// IT wants.
    Unusable,
}

/// A proxy.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Proxy {
    /// Scheme, host and port.
    pub(crate) uri: Uri,
    /// Who says so.
    pub(crate) source: ProxySource,
    /// How the program signs in there.
    pub(crate) authorization: Option<HeaderValue>,
}

/// Who names the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProxySource {
    /// The computer's settings.
    System,
    /// IT.
    Policy,
}

impl Proxy {
    /// Where it listens: host and port.
    pub(crate) fn authority(&self) -> String {
        let default = if self.uri.scheme_str() == Some("https") { 443 } else { 80 };
        format!("{}:{}", self.uri.host().unwrap_or_default(), self.uri.port_u16().unwrap_or(default))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy").field("authority", &self.authority()).field("source", &self.source).finish()
    }
}

/// The ways out of this computer: one for the whole program.
pub struct Proxies {
    policies: Policies,
    key_store: Arc<dyn KeyStore>,
    kept: Mutex<Option<KeptCredentials>>,
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies").field("policy", &self.policy()).finish_non_exhaustive()
    }
}

/// As the computer is set, signing in nowhere.
impl Default for Proxies {
    fn default() -> Self {
        Self::new(Policies::default(), Arc::new(MemoryKeyStore::default()))
    }
}

impl Proxies {
    /// As IT says at the time, or else as the computer is set; with what is in the key store to sign in.
    pub fn new(policies: Policies, key_store: Arc<dyn KeyStore>) -> Self {
        Self { policies, key_store, kept: Mutex::new(None) }
    }

    /// The way to a service, as things are set now.
    pub(crate) fn route(&self, address: &ServerAddress) -> Route {
        let mut route = route(self.policy().as_ref(), &Matcher::from_system(), address);
        if let Route::Through(proxy) = &mut route {
            let kept = lock(&self.kept);
            // Credentials are for the proxy for which they were typed, whatever the settings say meanwhile.
            if let Some(kept) = kept.as_ref().filter(|kept| kept.proxy == proxy.authority()) {
                proxy.authorization = Some(kept.credentials.authorization());
            }
        }
        route
    }

    /// The name with which IT wants the program to sign in.
    pub(crate) fn user_name(&self) -> Option<String> {
        self.policy()?.user_name.map(Sensitive::into_exposed)
    }

    /// Takes the credentials for this proxy out of the key store. Says whether there are any that were not in use yet.
    /// Blocks.
    pub(crate) fn recall(&self, proxy: &str) -> bool {
        let found = match credentials::read(&*self.key_store) {
            Ok(found) => found.filter(|found| found.proxy == proxy),
            Err(error) => {
                tracing::warn!(%error, "the proxy's credentials cannot be had from the key store");
                None
            }
        };
        let mut kept = lock(&self.kept);
        let is_new = found.is_some() && *kept != found;
        if is_new {
            *kept = found;
        }
        is_new
    }

    /// Signs in at this proxy from now on, and at the next start if the key store takes it. Blocks.
    ///
    /// # Errors
    /// When the key store does not take it. They are used all the same, until the program ends.
    pub(crate) fn keep(&self, proxy: String, credentials: ProxyCredentials) -> Result<(), KeyStoreError> {
        let kept = KeptCredentials { proxy, credentials };
        let written = credentials::write(&*self.key_store, &kept);
        *lock(&self.kept) = Some(kept);
        written
    }

    /// Signs in nowhere any more, also at the next start. Blocks.
    ///
    /// # Errors
    /// When the key store does not let go of what it has.
    pub(crate) fn forget(&self) -> Result<(), KeyStoreError> {
        lock(&self.kept).take();
        credentials::delete(&*self.key_store)
    }

    fn policy(&self) -> Option<ProxyPolicy> {
        self.policies.now().policy.proxy.clone()
    }
}

fn route(policy: Option<&ProxyPolicy>, system: &Matcher, address: &ServerAddress) -> Route {
    let Ok(destination) = address.as_str().parse::<Uri>() else { return Route::Direct };
    if address.is_loopback() {
        return Route::Direct;
    }
    match policy.map(|policy| (policy.mode, policy)) {
        Some((ProxyMode::Direct, _)) => Route::Direct,
        Some((ProxyMode::Fixed, policy)) => fixed(policy, &destination),
        Some((ProxyMode::System, _)) | None => through(system, &destination, ProxySource::System),
    }
}

fn fixed(policy: &ProxyPolicy, destination: &Uri) -> Route {
    let address = policy.address.as_deref().unwrap_or_default().trim();
    let everything = Matcher::builder().all(address).build();
    let is_http = |proxy: &Proxy| matches!(proxy.uri.scheme_str(), Some("http" | "https"));
    match through(&everything, destination, ProxySource::Policy) {
        Route::Through(proxy) if is_http(&proxy) => {}
        _ => return Route::Unusable,
    }
    let bypassing = Matcher::builder().all(address).no(policy.bypass.join(",")).build();
    through(&bypassing, destination, ProxySource::Policy)
}

fn through(matcher: &Matcher, destination: &Uri, source: ProxySource) -> Route {
    match matcher.intercept(destination) {
        Some(found) => Route::Through(Proxy {
            uri: found.uri().clone(),
            source,
            authorization: found.basic_auth().cloned(),
        }),
        None => Route::Direct,
    }
}

#[cfg(test)]
mod tests;
