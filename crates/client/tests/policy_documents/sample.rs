//! One value for everything: a file to begin with.

use allia_client::policy::{SCHEMA, SettingKey};
use serde_json::{Map, Value, json};

/// A value that a practice could choose.
pub(crate) fn value_of(key: SettingKey) -> Value {
    match key {
        SettingKey::LockAfterMinutes => json!(10),
        SettingKey::Notifications => json!(true),
        SettingKey::NotificationContent => json!("nothing"),
        SettingKey::StartWithComputer => json!(true),
        SettingKey::WhenClosed => json!("keep_running"),
        SettingKey::Language => json!("system"),
        SettingKey::ServerAddress => json!("https://messages.example.org"),
        SettingKey::CacheDays => json!(90),
        SettingKey::ProxyMode => json!("fixed"),
        SettingKey::ProxyAddress => json!("proxy.example.org:3128"),
        SettingKey::ProxyBypass => json!(["intranet.example.org", "10.0.0.0/8"]),
        SettingKey::ProxyUserName => json!("allia-messages"),
    }
}

/// All of them.
pub(crate) fn sample_values() -> Map<String, Value> {
    SCHEMA.iter().map(|entry| (entry.key.name().to_owned(), value_of(entry.key))).collect()
}

/// The file.
pub(crate) fn sample_file() -> String {
    let mut values = Map::from_iter([("$schema".to_owned(), json!("policy.schema.json"))]);
    values.extend(sample_values());
    format!("{:#}\n", Value::Object(values))
}
