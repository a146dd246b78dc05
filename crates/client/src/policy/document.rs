//! One place in which policies stand: a file, or a key of the registry.

use super::schema::{Entry, Kind, SettingKey};
use crate::address::ServerAddress;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use ts_rs::TS;
use url::Url;

/// A text's most characters.
const LONGEST_TEXT: usize = 256;
/// A list's most entries.
const MOST_TEXTS: usize = 100;

/// One place in which policies stand, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub(super) source: String,
    pub(super) read: Result<Read, PolicyFault>,
}

/// What stands in a document that is whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) values: BTreeMap<SettingKey, Value>,
    pub(super) unknown: Vec<String>,
}

/// What is wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PolicyFault {
    /// The system does not give it. It is ignored as a whole.
    Unreadable,
    /// It is not the administrator's, or others may write to it. It is ignored as a whole.
    Unprotected,
    /// It is not written as such a file is. It is ignored as a whole.
    Malformed,
    /// Under this name stands what may not stand there. The document is ignored as a whole.
    WrongValue {
        /// The name.
        name: String,
    },
    /// Nothing goes by this name in this version. Everything else in the document holds.
    UnknownName {
        /// The name.
        name: String,
    },
    /// A proxy is fixed and its address is not given. The computer's own proxy is used.
    NoProxyAddress,
}

impl Document {
    /// A file of JSON, as it stands on the disk.
    pub fn from_json(source: impl Into<String>, text: &[u8]) -> Self {
        let read = serde_json::from_slice::<Map<String, Value>>(text);
        match read {
            Ok(values) => Self::from_values(source, values),
            Err(_) => Self::broken(source, PolicyFault::Malformed),
        }
    }

    /// Values as the operating system hands them out.
    pub fn from_values(source: impl Into<String>, values: impl IntoIterator<Item = (String, Value)>) -> Self {
        Self { source: source.into(), read: check_all(values) }
    }

    /// A place that cannot be used.
    pub fn broken(source: impl Into<String>, fault: PolicyFault) -> Self {
        Self { source: source.into(), read: Err(fault) }
    }
}

fn check_all(values: impl IntoIterator<Item = (String, Value)>) -> Result<Read, PolicyFault> {
    let mut read = Read::default();
    for (name, value) in values {
        match Entry::named(&name) {
            // How a JSON file says which schema it follows.
            None if name == "$schema" => {}
            None => read.unknown.push(name),
            Some(entry) => {
                let value = check(entry.kind, value).ok_or(PolicyFault::WrongValue { name })?;
                read.values.insert(entry.key, value);
            }
        }
    }
    Ok(read)
}

/// The value as it is kept; `None` when it may not stand there.
fn check(kind: Kind, value: Value) -> Option<Value> {
    match kind {
        Kind::Switch => value.as_bool().or_else(|| switch(value.as_u64()?)).map(Value::Bool),
        Kind::Number { least, most } => {
            let number = u32::try_from(value.as_u64()?).ok()?;
            (least..=most).contains(&number).then_some(value)
        }
        Kind::Choice(words) => words.contains(&value.as_str()?).then_some(value),
        Kind::ServiceAddress => {
            let address: ServerAddress = value.as_str()?.parse().ok()?;
            Some(Value::String(address.to_string()))
        }
        Kind::ProxyAddress => is_proxy_address(value.as_str()?).then_some(value),
        Kind::Text => is_text(&value).then_some(value),
        Kind::Texts => {
            let texts = value.as_array()?;
            (texts.len() <= MOST_TEXTS && texts.iter().all(is_text)).then_some(value)
        }
    }
}

const fn switch(number: u64) -> Option<bool> {
    match number {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn is_text(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    !text.trim().is_empty() && text.chars().count() <= LONGEST_TEXT && !text.contains(char::is_control)
}

/// Credentials have no place in a policy: everybody at the computer can read it.
fn is_proxy_address(address: &str) -> bool {
    let whole = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let Ok(url) = Url::parse(&whole) else { return false };
    address.len() <= LONGEST_TEXT
        && matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_proxy_is_a_host_and_a_port_and_has_no_password() {
        for good in ["proxy.example:3128", "http://10.0.0.1:8080", "https://proxy.example", "[::1]:3128"] {
            assert!(is_proxy_address(good), "{good}");
        }
        for bad in ["", "socks5://p:1", "http://me:pw@proxy.example", "http://p/path", "http://p?q", "a b:1"]
        {
            assert!(!is_proxy_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_switch_may_be_a_number_of_the_registry_and_nothing_else_is_bent_into_shape() {
        assert_eq!(check(Kind::Switch, json!(1)), Some(json!(true)));
        assert_eq!(check(Kind::Switch, json!(0)), Some(json!(false)));
        for wrong in [json!(2), json!("true"), json!(null), json!([true])] {
            assert_eq!(check(Kind::Switch, wrong), None);
        }
        let minutes = Kind::Number { least: 1, most: 30 };
        for wrong in [json!(0), json!(31), json!(-5), json!(2.5), json!("5"), json!(4_294_967_301_u64)] {
            assert_eq!(check(minutes, wrong), None);
        }
    }
}
