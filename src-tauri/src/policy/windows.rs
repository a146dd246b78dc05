//! Windows: the keys of the registry that group policies write, for the computer and for the user. Only administrators
//! may write there.

use allia_client::policy::{Document, PolicyFault, PolicyStack};
use std::path::Path;
use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE, Type, Value};

const KEY: &str = r"SOFTWARE\Policies\Allia\Messages";
/// `ERROR_FILE_NOT_FOUND`: nobody has made the key.
const NOT_FOUND: i32 = 0x8007_0002_u32.cast_signed();

pub(super) fn read(_folder: Option<&Path>) -> PolicyStack {
    PolicyStack {
        machine: document("HKLM", LOCAL_MACHINE).into_iter().collect(),
        user: document("HKCU", CURRENT_USER).into_iter().collect(),
    }
}

fn document(name: &str, hive: &Key) -> Option<Document> {
    let source = format!(r"{name}\{KEY}");
    let values = hive.open(KEY).and_then(|key| Ok(key.values()?.filter_map(named).collect::<Vec<_>>()));
    match values {
        Ok(values) => Some(Document::from_values(source, values)),
        Err(error) if error.code().0 == NOT_FOUND => None,
        Err(_) => Some(Document::broken(source, PolicyFault::Unreadable)),
    }
}

/// The key's own value has no name and says nothing; group policies also leave names that begin with `**`.
fn named((name, value): (String, Value)) -> Option<(String, serde_json::Value)> {
    let counts = !name.is_empty() && !name.starts_with("**");
    counts.then(|| (name, json(value)))
}

/// What has no counterpart becomes null, which no policy takes.
fn json(value: Value) -> serde_json::Value {
    match value.ty() {
        Type::U32 => u32::try_from(value).map_or(serde_json::Value::Null, Into::into),
        Type::String => String::try_from(value).map_or(serde_json::Value::Null, Into::into),
        Type::MultiString => texts(value),
        Type::U64 | Type::ExpandString | Type::Bytes | Type::Other(_) => serde_json::Value::Null,
    }
}

fn texts(value: Value) -> serde_json::Value {
    let texts = Vec::<String>::try_from(value).unwrap_or_default();
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}
