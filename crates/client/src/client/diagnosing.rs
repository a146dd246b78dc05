//! The network doctor, and signing in at a proxy.

use super::{Client, Stage};
use crate::address::ServerAddress;
use crate::doctor::{CHECK_TIME, Scene, examine, report};
use crate::error::ClientError;
use crate::key_store::KeyStoreError;
use crate::proxy::{ProxyCredentials, Route};
use crate::signed_in::lock;
use crate::view::{ClientEvent, Diagnosis, ProxyView};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// The longest that is waited for a keyring that may ask the person.
const RECALL_TIME: Duration = Duration::from_secs(5);

impl Client {
    /// Looks at everything between this computer and the service: the one of whoever is signed in, or else the one at the
    /// typed address. Tells each check as it ends ([`ClientEvent::Checked`]). `None` when it was stopped; another
    /// examination that is under way is stopped.
    ///
    /// # Errors
    /// When the program is locked, or nobody is signed in and the address is not one.
    pub async fn diagnose(&self, typed: Option<&str>) -> Result<Option<Diagnosis>, ClientError> {
        let stop = CancellationToken::new();
        std::mem::replace(&mut *lock(&self.inner.diagnosing), stop.clone()).cancel();
        let examining = async {
            let scene = self.scene(typed).await?;
            let checks = examine(&scene, |check| {
                self.inner.events.publish(ClientEvent::Checked { check: check.clone() });
            });
            let checks = checks.await;
            let host = scene.host();
            let report = report(&host, &checks, self.inner.ports.clock.now());
            Ok(Diagnosis { host, checks, report })
        };
        stop.run_until_cancelled(examining).await.transpose()
    }

    /// Stops the examination that is under way, if one is.
    pub fn stop_diagnosis(&self) {
        lock(&self.inner.diagnosing).cancel();
    }

    /// The proxy on the way to the service; `None` when there is none. Which service: see [`Client::diagnose`].
    ///
    /// # Errors
    /// As [`Client::diagnose`].
    pub fn proxy(&self, typed: Option<&str>) -> Result<Option<ProxyView>, ClientError> {
        let address = self.address_to_look_at(typed)?;
        Ok(match self.inner.proxies.route(&address) {
            Route::Through(proxy) => {
                let user_name = self.inner.proxies.user_name();
                Some(ProxyView { address: proxy.authority(), user_name })
            }
            Route::Direct | Route::Unusable => None,
        })
    }

    /// Signs in at the proxy on the way to the service from now on, and tries everything again. Does nothing where there
    /// is no proxy. Which service: see [`Client::diagnose`].
    ///
    /// # Errors
    /// As [`Client::diagnose`]; and when the key store does not take the password, which is then used until the program
    /// ends.
    pub async fn set_proxy_credentials(
        &self,
        typed: Option<&str>,
        credentials: ProxyCredentials,
    ) -> Result<(), ClientError> {
        let Some(proxy) = self.proxy(typed)? else { return Ok(()) };
        let proxies = Arc::clone(&self.inner.proxies);
        let kept = tokio::task::spawn_blocking(move || proxies.keep(proxy.address, credentials)).await?;
        self.reconnect();
        kept?;
        self.password_no_longer_goes().await
    }

    /// Deletes the password for the proxy from the key store, if that was written down
    /// ([`ProfileState::proxy_password_goes`](crate::profile::ProfileState)).
    pub(super) async fn forget_proxy_password(&self) -> Result<(), ClientError> {
        if !lock(&self.inner.remembered).proxy_password_goes {
            return Ok(());
        }
        let proxies = Arc::clone(&self.inner.proxies);
        match self.ask_key_store(move |_| proxies.forget()).await {
            // Without a keyring there is nothing to delete; from one that comes back it still goes.
            Err(ClientError::KeyStore(KeyStoreError::Missing)) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => self.password_no_longer_goes().await,
        }
    }

    /// It has gone, or another one is in its place.
    async fn password_no_longer_goes(&self) -> Result<(), ClientError> {
        if !lock(&self.inner.remembered).proxy_password_goes {
            return Ok(());
        }
        self.remember(|state| state.proxy_password_goes = false).await
    }

    async fn scene(&self, typed: Option<&str>) -> Result<Scene, ClientError> {
        let address = self.address_to_look_at(typed)?;
        self.recall_credentials(&address).await;
        let signed_in = self.signed_in().ok();
        Ok(Scene {
            route: self.inner.proxies.route(&address),
            api: self.api(address.clone()),
            address,
            session: signed_in.map(|signed_in| signed_in.session.clone()),
            clock: Arc::clone(&self.inner.ports.clock),
            key_store: Arc::clone(&self.inner.ports.key_store),
            notifier: Arc::clone(&self.inner.ports.notifier),
            notifications_wanted: self.settings_in_force().notifications,
            profile: self.inner.config.profile.clone(),
            limit: CHECK_TIME,
        })
    }

    fn address_to_look_at(&self, typed: Option<&str>) -> Result<ServerAddress, ClientError> {
        match self.stage() {
            Stage::SignedIn(signed_in) => Ok(signed_in.session.api().address().clone()),
            Stage::Locked(_) => Err(ClientError::Locked),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) => {
                let remembered = lock(&self.inner.remembered).server_address.clone();
                let address = typed.map(str::to_owned).or(remembered);
                let address = address.or_else(|| self.inner.config.default_server.clone());
                Ok(address.unwrap_or_default().parse()?)
            }
        }
    }

    /// The program's own calls look for credentials when the proxy asks; the doctor has none of their answers.
    async fn recall_credentials(&self, address: &ServerAddress) {
        let Route::Through(proxy) = self.inner.proxies.route(address) else { return };
        if proxy.authorization.is_none() {
            let proxies = Arc::clone(&self.inner.proxies);
            let recalled = tokio::task::spawn_blocking(move || proxies.recall(&proxy.authority()));
            let _ = tokio::time::timeout(RECALL_TIME, recalled).await;
        }
    }
}
