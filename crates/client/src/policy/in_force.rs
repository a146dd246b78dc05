//! The policies that hold, and what they make of a person's settings.

use super::schema::{Effect, SCHEMA, SettingKey};
use super::{Policy, PolicyStack};
use crate::view::{Managed, PolicyProblem, Settings, SettingsView};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What the documents of this computer add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// What IT fixes.
    pub policy: Policy,
    /// Where each of these stands.
    pub sources: BTreeMap<SettingKey, String>,
    /// What is wrong with any of it.
    pub problems: Vec<PolicyProblem>,
}

impl Resolved {
    /// The settings that hold for a person who set `own`.
    pub fn settings(&self, own: &Settings) -> Settings {
        let policy = &self.policy;
        let own = own.clone().within_bounds();
        Settings {
            lock_after_minutes: at_most(own.lock_after_minutes, policy.lock_after_minutes),
            notifications: policy.notifications.unwrap_or(own.notifications),
            notification_content: at_most(own.notification_content, policy.notification_content),
            start_with_computer: policy.start_with_computer.unwrap_or(own.start_with_computer),
            when_closed: policy.when_closed.unwrap_or(own.when_closed),
            language: policy.language.unwrap_or(own.language),
            ..own
        }
        .within_bounds()
    }

    /// What to keep of a person's change: the settings page sends all settings, as they hold. What a policy made of a
    /// setting is not what the person set, and must not outlast the policy.
    pub fn keep_own(&self, own: &Settings, sent: Settings) -> Settings {
        let held = self.settings(own);
        let own = own.clone();
        let policy = &self.policy;
        Settings {
            lock_after_minutes: kept(
                own.lock_after_minutes,
                held.lock_after_minutes,
                sent.lock_after_minutes,
            ),
            notifications: policy.notifications.map_or(sent.notifications, |_| own.notifications),
            notification_content: kept(
                own.notification_content,
                held.notification_content,
                sent.notification_content,
            ),
            start_with_computer: policy
                .start_with_computer
                .map_or(sent.start_with_computer, |_| own.start_with_computer),
            when_closed: policy.when_closed.map_or(sent.when_closed, |_| own.when_closed),
            language: policy.language.map_or(sent.language, |_| own.language),
            ..sent
        }
        .within_bounds()
    }

    /// What the settings page shows to a person who set `own`.
    pub fn view(&self, own: &Settings) -> SettingsView {
        SettingsView {
            settings: self.settings(own),
            managed: self.managed(),
            problems: self.problems.clone(),
            server_address: self.policy.server_address.clone(),
            most_lock_minutes: self.policy.lock_after_minutes.unwrap_or(crate::lock::LONGEST),
            most_notification_content: self.policy.notification_content,
            cache_days: self.policy.cache_days,
        }
    }

    fn managed(&self) -> Vec<Managed> {
        let managed = |key: SettingKey, effect: Effect| {
            Some(Managed { key, effect, source: self.sources.get(&key)?.clone() })
        };
        SCHEMA.iter().filter_map(|entry| managed(entry.key, entry.effect)).collect()
    }
}

fn at_most<T: Ord>(own: T, most: Option<T>) -> T {
    match most {
        Some(most) => own.min(most),
        None => own,
    }
}

/// What comes back as it was shown was not touched.
fn kept<T: PartialEq>(own: T, held: T, sent: T) -> T {
    if sent == held { own } else { sent }
}

/// The policies that hold now, for all who ask. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Policies(Arc<Mutex<Arc<Resolved>>>);

impl Policies {
    /// The policies of these documents.
    pub fn new(stack: &PolicyStack) -> Self {
        Self(Arc::new(Mutex::new(Arc::new(stack.resolve()))))
    }

    /// What holds now.
    pub fn now(&self) -> Arc<Resolved> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts these documents in place of the earlier ones. Says whether anything changed.
    pub fn replace(&self, stack: &PolicyStack) -> bool {
        let resolved = stack.resolve();
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = **now != resolved;
        if changed {
            *now = Arc::new(resolved);
        }
        changed
    }
}
