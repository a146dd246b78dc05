//! What IT fixes for a computer, whatever a person sets.
//!
//! The shell reads what the operating system holds ([`Document`]), in two layers ([`PolicyStack`]). What follows from it
//! is decided here, by pure functions: the computer's policy over the user's, over what the person set, over the
//! default. A policy narrows what may be set; none opens more than the program allows without it.

mod document;
mod in_force;
mod proxy;
mod schema;
mod stack;

#[cfg(test)]
mod tests;

pub use document::{Document, PolicyFault};
pub use in_force::{Policies, Resolved};
pub use proxy::{ProxyMode, ProxyPolicy};
pub use schema::{Effect, Entry, Kind, SCHEMA, SettingKey};
pub use stack::PolicyStack;

use crate::address::ServerAddress;
use crate::view::{Language, NotificationContent, WhenClosed};
use serde::Deserialize;

/// What IT fixes; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Policy {
    /// The most minutes without a key or a click before the program locks; 1 to 30.
    pub lock_after_minutes: Option<u32>,
    /// Whether new messages raise a notification.
    pub notifications: Option<bool>,
    /// The most that a notification shows.
    pub notification_content: Option<NotificationContent>,
    /// Whether the program starts when the person signs in to the computer.
    pub start_with_computer: Option<bool>,
    /// What closing the window does.
    pub when_closed: Option<WhenClosed>,
    /// The language of the program's own words.
    pub language: Option<Language>,
    /// The only service that may be signed in to.
    pub server_address: Option<String>,
    /// For how many days messages stay in the local copy; 1 to 3650.
    pub cache_days: Option<u32>,
    /// Which proxy leads to the service.
    #[serde(skip)]
    pub proxy: Option<ProxyPolicy>,
}

impl Policy {
    /// Whether nobody may sign in to this service, because another one is fixed.
    pub fn excludes(&self, address: &ServerAddress) -> bool {
        self.server_address.as_ref().is_some_and(|fixed| fixed != address.as_str())
    }
}
