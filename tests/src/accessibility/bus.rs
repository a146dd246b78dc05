//! The bus that screen readers use, and the reading of trees over it.

use super::node::Node;
use super::role::role_name;
use super::state::States;
use futures_util::future::{BoxFuture, FutureExt, join_all};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use zbus::connection::Builder;
use zbus::names::BusName;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};
use zbus::{Connection, Result};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const TEXT: &str = "org.a11y.atspi.Text";
const ACTION: &str = "org.a11y.atspi.Action";
const REGISTRY: &str = "org.a11y.atspi.Registry";
/// A window that is busy or just closing may owe an answer; a story asks again.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Where an accessible object lives: a program's name on the bus, and a path there.
pub(super) type Place = (String, OwnedObjectPath);

/// A screen reader's place on the desktop.
#[derive(Clone)]
pub struct ScreenReader {
    pub(super) bus: Connection,
}

impl ScreenReader {
    /// Comes onto the desktop. Programs see that there is a screen reader and begin to speak.
    ///
    /// # Panics
    /// When the desktop has no bus for screen readers.
    pub async fn arrive() -> Self {
        Self { bus: connect().await.expect("the desktop has at-spi2-core") }
    }

    /// Everything of the program with this process id, or `None` while it is not there.
    pub async fn read(&self, process: u32) -> Option<Node> {
        let root = "/org/a11y/atspi/accessible/root".try_into().ok()?;
        let desktop = (REGISTRY.to_owned(), root);
        for program in self.children(&desktop).await {
            if self.process_of(&program).await == Some(process) {
                return self.node(program).await;
            }
        }
        None
    }

    /// Makes programs send these events.
    pub(super) async fn ask_for(&self, event: &str) -> Result<()> {
        let registry = "/org/a11y/atspi/registry".try_into()?;
        let everything: Vec<String> = Vec::new();
        self.ask(&(REGISTRY.to_owned(), registry), REGISTRY, "RegisterEvent", &(event, everything, "")).await
    }

    pub(super) fn node(&self, place: Place) -> BoxFuture<'_, Option<Node>> {
        async move {
            let properties: HashMap<String, OwnedValue> =
                self.ask(&place, "org.freedesktop.DBus.Properties", "GetAll", &ACCESSIBLE).await.ok()?;
            let word = |name: &str| {
                properties
                    .get(name)
                    .and_then(|value| String::try_from(value.clone()).ok())
                    .unwrap_or_default()
            };
            let (role, states, attributes, interfaces, children) = tokio::join!(
                self.ask::<u32, _>(&place, ACCESSIBLE, "GetRole", &()),
                self.ask::<Vec<u32>, _>(&place, ACCESSIBLE, "GetState", &()),
                self.ask::<BTreeMap<String, String>, _>(&place, ACCESSIBLE, "GetAttributes", &()),
                self.ask::<Vec<String>, _>(&place, ACCESSIBLE, "GetInterfaces", &()),
                self.children(&place),
            );
            let interfaces = interfaces.ok()?;
            let (text, actions, children) = tokio::join!(
                self.text(&place, &interfaces),
                self.actions(&place, &interfaces),
                join_all(children.into_iter().map(|child| self.node(child))),
            );
            Some(Node {
                role: role_name(role.ok()?),
                name: word("Name"),
                description: word("Description"),
                text,
                states: States::from_halves(&states.ok()?),
                actions,
                attributes: attributes.unwrap_or_default(),
                children: children.into_iter().flatten().collect(),
            })
        }
        .boxed()
    }

    /// A web view says that it has a child, its page, but gives it only by its place.
    async fn children(&self, place: &Place) -> Vec<Place> {
        let mut children: Vec<Place> =
            self.ask(place, ACCESSIBLE, "GetChildren", &()).await.unwrap_or_default();
        if children.is_empty() {
            children.extend(self.ask(place, ACCESSIBLE, "GetChildAtIndex", &0_i32).await.ok());
        }
        children.into_iter().filter(|(bus, path)| !bus.is_empty() && !path.ends_with("/null")).collect()
    }

    async fn text(&self, place: &Place, interfaces: &[String]) -> Option<String> {
        if !interfaces.iter().any(|name| name == TEXT) {
            return None;
        }
        self.ask(place, TEXT, "GetText", &(0_i32, -1_i32)).await.ok()
    }

    /// The names of its actions one by one: WebKit never answers to the call for all of them.
    async fn actions(&self, place: &Place, interfaces: &[String]) -> Vec<String> {
        let mut names = Vec::new();
        if interfaces.iter().any(|name| name == ACTION) {
            while let Some(name) = self.action(place, names.len()).await {
                names.push(name);
            }
        }
        names
    }

    async fn action(&self, place: &Place, index: usize) -> Option<String> {
        let index = i32::try_from(index).ok()?;
        let name: String = self.ask(place, ACTION, "GetName", &index).await.ok()?;
        (!name.is_empty()).then_some(name)
    }

    async fn process_of(&self, (bus, _): &Place) -> Option<u32> {
        let proxy = zbus::fdo::DBusProxy::new(&self.bus).await.ok()?;
        proxy.get_connection_unix_process_id(BusName::try_from(bus.as_str()).ok()?).await.ok()
    }

    async fn ask<A, B>(&self, (bus, path): &Place, interface: &str, method: &str, body: &B) -> Result<A>
    where
        A: DeserializeOwned + Type,
        B: serde::Serialize + DynamicType + Sync,
    {
        let answer = self.bus.call_method(Some(bus.as_str()), path, Some(interface), method, body).await?;
        answer.body().deserialize()
    }
}

async fn connect() -> Result<Connection> {
    let session = Connection::session().await?;
    let answer = session
        .call_method(Some("org.a11y.Bus"), "/org/a11y/bus", Some("org.a11y.Bus"), "GetAddress", &())
        .await?;
    let address: String = answer.body().deserialize()?;
    Builder::address(address.as_str())?.method_timeout(ANSWER_WITHIN).build().await
}
