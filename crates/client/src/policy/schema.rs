//! Everything that IT can fix: its name, what may stand there, and what it does to a setting. The documents for IT are
//! generated from this.

use serde::Serialize;
use ts_rs::TS;

/// What IT can fix. In the files and the registry it goes by [`SettingKey::name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SettingKey {
    /// Minutes until the program locks.
    LockAfterMinutes,
    /// Whether new messages raise a notification.
    Notifications,
    /// What a notification shows.
    NotificationContent,
    /// Whether the program starts with the computer.
    StartWithComputer,
    /// What closing the window does.
    WhenClosed,
    /// The language of the program's own words.
    Language,
    /// The service's address.
    ServerAddress,
    /// For how many days messages stay in the local copy.
    CacheDays,
    /// Where the proxy comes from.
    ProxyMode,
    /// Where the proxy listens.
    ProxyAddress,
    /// What is reached without the proxy.
    ProxyBypass,
    /// The name for the proxy.
    ProxyUserName,
}

/// What may stand in a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no. The registry has 1 and 0 for it.
    Switch,
    /// A whole number within bounds.
    Number {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// One of these words, from the least to the most where there is such an order.
    Choice(&'static [&'static str]),
    /// The address of a service: https, or http on this computer.
    ServiceAddress,
    /// A host and a port, with or without `http://` or `https://` before it.
    ProxyAddress,
    /// A text of 1 to 256 characters.
    Text,
    /// At most 100 of such texts.
    Texts,
}

/// What a policy does to what the person set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It stands in place of it.
    Fixed,
    /// It is the most that the person may set.
    Most,
}

/// One thing that IT can fix.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which.
    pub key: SettingKey,
    /// What may stand there.
    pub kind: Kind,
    /// What it does.
    pub effect: Effect,
}

/// Everything that IT can fix.
pub const SCHEMA: &[Entry] = &[
    most(SettingKey::LockAfterMinutes, Kind::Number { least: 1, most: 30 }),
    fixed(SettingKey::Notifications, Kind::Switch),
    most(SettingKey::NotificationContent, Kind::Choice(&["nothing", "name", "name_and_text"])),
    fixed(SettingKey::StartWithComputer, Kind::Switch),
    fixed(SettingKey::WhenClosed, Kind::Choice(&["keep_running", "quit"])),
    fixed(SettingKey::Language, Kind::Choice(&["system", "english", "spanish"])),
    fixed(SettingKey::ServerAddress, Kind::ServiceAddress),
    most(SettingKey::CacheDays, Kind::Number { least: 1, most: 3_650 }),
    fixed(SettingKey::ProxyMode, Kind::Choice(&["system", "direct", "fixed"])),
    fixed(SettingKey::ProxyAddress, Kind::ProxyAddress),
    fixed(SettingKey::ProxyBypass, Kind::Texts),
    fixed(SettingKey::ProxyUserName, Kind::Text),
];

impl SettingKey {
    /// The name in files and in the registry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LockAfterMinutes => "LockAfterMinutes",
            Self::Notifications => "Notifications",
            Self::NotificationContent => "NotificationContent",
            Self::StartWithComputer => "StartWithComputer",
            Self::WhenClosed => "WhenClosed",
            Self::Language => "Language",
            Self::ServerAddress => "ServerAddress",
            Self::CacheDays => "CacheDays",
            Self::ProxyMode => "ProxyMode",
            Self::ProxyAddress => "ProxyAddress",
            Self::ProxyBypass => "ProxyBypass",
            Self::ProxyUserName => "ProxyUserName",
        }
    }
}

impl Entry {
    /// What IT can fix under this name; `None` when there is no such thing. Capitals count.
    pub fn named(name: &str) -> Option<&'static Self> {
        SCHEMA.iter().find(|entry| entry.key.name() == name)
    }
}

const fn fixed(key: SettingKey, kind: Kind) -> Entry {
    Entry { key, kind, effect: Effect::Fixed }
}

const fn most(key: SettingKey, kind: Kind) -> Entry {
    Entry { key, kind, effect: Effect::Most }
}
