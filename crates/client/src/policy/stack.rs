//! The two layers of policies, and what they add up to.

use super::document::{Document, PolicyFault};
use super::in_force::Resolved;
use super::schema::SettingKey;
use super::{Policy, ProxyMode, ProxyPolicy};
use crate::view::PolicyProblem;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// All documents of this computer. Within a layer a later document stands over an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyStack {
    /// For everybody at this computer.
    pub machine: Vec<Document>,
    /// For this user of it.
    pub user: Vec<Document>,
}

impl PolicyStack {
    /// What holds: each policy from the computer's layer where that has it, otherwise from the user's. A document that
    /// is broken counts as absent, and is named.
    pub fn resolve(&self) -> Resolved {
        let mut merged = Merged::default();
        for document in self.user.iter().chain(&self.machine) {
            merged.add(document);
        }
        merged.resolve()
    }
}

#[derive(Default)]
struct Merged {
    values: BTreeMap<SettingKey, (Value, String)>,
    problems: Vec<PolicyProblem>,
}

impl Merged {
    fn add(&mut self, document: &Document) {
        let source = &document.source;
        match &document.read {
            Ok(read) => {
                for (key, value) in &read.values {
                    self.values.insert(*key, (value.clone(), source.clone()));
                }
                let unknown = |name: &String| PolicyFault::UnknownName { name: name.clone() };
                read.unknown.iter().for_each(|name| self.note(source, unknown(name)));
            }
            Err(fault) => self.note(source, fault.clone()),
        }
    }

    fn note(&mut self, source: &str, fault: PolicyFault) {
        self.problems.push(PolicyProblem { source: source.to_owned(), fault });
    }

    fn resolve(mut self) -> Resolved {
        let proxy = self.proxy();
        let named: Map<String, Value> =
            self.values.iter().map(|(key, (value, _))| (key.name().to_owned(), value.clone())).collect();
        // The schema has let nothing through that has no place here; a test holds the two together.
        let policy: Policy = serde_json::from_value(Value::Object(named)).unwrap_or_default();
        let sources = self.values.into_iter().map(|(key, (_, source))| (key, source)).collect();
        Resolved { policy: Policy { proxy, ..policy }, sources, problems: self.problems }
    }

    /// The four policies of the proxy are one.
    fn proxy(&mut self) -> Option<ProxyPolicy> {
        let mode: ProxyMode = self.get(SettingKey::ProxyMode)?;
        let address: Option<String> = self.get(SettingKey::ProxyAddress);
        if mode == ProxyMode::Fixed && address.is_none() {
            let (_, source) = self.values.remove(&SettingKey::ProxyMode)?;
            self.note(&source, PolicyFault::NoProxyAddress);
            return None;
        }
        let user_name: Option<String> = self.get(SettingKey::ProxyUserName);
        let bypass = self.get(SettingKey::ProxyBypass).unwrap_or_default();
        Some(ProxyPolicy { mode, address, bypass, user_name: user_name.map(Into::into) })
    }

    fn get<T: DeserializeOwned>(&self, key: SettingKey) -> Option<T> {
        let (value, _) = self.values.get(&key)?;
        T::deserialize(value).ok()
    }
}
