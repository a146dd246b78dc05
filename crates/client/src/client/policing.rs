//! The settings as they hold: what the person set, as far as IT lets them.

use super::Client;
use super::command::reporting;
use crate::error::ClientError;
use crate::policy::{Policy, PolicyStack};
use crate::signed_in::lock;
use crate::view::{ClientEvent, Settings, SettingsView};

impl Client {
    /// The settings that hold; while nobody is signed in, or the program is locked, those of the person who signed in
    /// last.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn settings(&self) -> Result<Settings, ClientError> {
        Ok(self.settings_view().await?.settings)
    }

    /// The settings that hold, and what of them IT has fixed.
    ///
    /// # Errors
    /// See [`Client::settings`].
    pub async fn settings_view(&self) -> Result<SettingsView, ClientError> {
        let own = match self.signed_in() {
            Ok(signed_in) => {
                reporting(&signed_in, signed_in.journal.settings().await.map_err(ClientError::Journal))?
            }
            Err(_) => lock(&self.inner.remembered).settings.clone(),
        };
        Ok(self.inner.policies.now().view(&own))
    }

    /// As [`Client::settings`], as far as is known without reading a file. Cheap; may be called on any thread.
    pub fn settings_in_force(&self) -> Settings {
        let own = lock(&self.inner.remembered).settings.clone();
        self.inner.policies.now().settings(&own)
    }

    /// Keeps what the person set: the settings as they held, with a change. Of what IT has fixed nothing is kept.
    ///
    /// # Errors
    /// When nobody is signed in, or the disk does not take it.
    pub async fn change_settings(&self, settings: &Settings) -> Result<(), ClientError> {
        self.note_activity();
        let signed_in = self.signed_in()?;
        let kept = reporting(&signed_in, signed_in.change_settings(settings.clone()).await)?;
        self.remember_settings(&kept).await?;
        self.inner.events.publish(ClientEvent::SettingsChanged);
        Ok(())
    }

    /// What IT fixes now.
    pub fn policy(&self) -> Policy {
        self.inner.policies.now().policy.clone()
    }

    /// What IT fixes was read again. What follows from it holds at once, except another service's address and history
    /// that was left out before, which are followed at the next start.
    pub fn set_policy(&self, stack: &PolicyStack) {
        let proxy = self.policy().proxy;
        if !self.inner.policies.replace(stack) {
            return;
        }
        tracing::info!("the policies changed");
        self.inner.events.publish(ClientEvent::SettingsChanged);
        if let Ok(signed_in) = self.signed_in() {
            signed_in.wakes.keeping.notify_one();
        }
        if self.policy().proxy != proxy {
            self.reconnect();
        }
    }
}
