//! The settings as they hold, and what of them IT has fixed.

use super::{NotificationContent, Settings};
use crate::policy::{Effect, PolicyFault, SettingKey};
use serde::Serialize;
use ts_rs::TS;

/// The settings as they hold, and what of them IT has fixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SettingsView {
    /// What holds.
    pub settings: Settings,
    /// What IT has fixed.
    pub managed: Vec<Managed>,
    /// What is wrong with IT's policies.
    pub problems: Vec<PolicyProblem>,
    /// The only service that may be signed in to; null where IT says nothing.
    pub server_address: Option<String>,
    /// The most minutes until the program locks; 1 to 30.
    pub most_lock_minutes: u32,
    /// The most that a notification may show; null where IT says nothing.
    pub most_notification_content: Option<NotificationContent>,
    /// For how many days messages that were read stay on this computer; null is for good.
    pub cache_days: Option<u32>,
}

/// A setting that IT has fixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Managed {
    /// Which.
    pub key: SettingKey,
    /// Whether anything is left to choose.
    pub effect: Effect,
    /// The file, or the key of the registry, in which it stands.
    pub source: String,
}

/// Something is wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PolicyProblem {
    /// The file, or the key of the registry, in which it stands.
    pub source: String,
    /// What.
    pub fault: PolicyFault,
}
