//! The icon's menu, as the host asks for it: `com.canonical.dbusmenu`.

use super::{Choice, Choose, Shown};
use crate::tray::Entry;
use std::collections::HashMap;
use tokio::sync::watch;
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};

/// The number of the menu itself.
pub(super) const ROOT: i32 = 0;

type Properties = HashMap<&'static str, Value<'static>>;
/// Number, properties, and what is below.
type Node = (i32, Properties, Vec<Value<'static>>);
/// An entry's number, the kind of event, what belongs to it, when.
type Event = (i32, String, OwnedValue, u32);

pub(super) struct Menu {
    shown: watch::Receiver<Shown>,
    choose: Choose,
    revision: u32,
}

impl Menu {
    pub(super) fn new(shown: watch::Receiver<Shown>, choose: Choose) -> Self {
        Self { shown, choose, revision: 1 }
    }

    /// The menu is another one from now on.
    pub(super) fn next_revision(&mut self) -> u32 {
        self.revision = self.revision.wrapping_add(1);
        self.revision
    }

    fn properties(&self, number: i32) -> Properties {
        if number == ROOT {
            return HashMap::from([("children-display", Value::from("submenu"))]);
        }
        let shown = self.shown.borrow();
        let entry = shown.menu.iter().find(|entry| number_of(entry.choice) == number);
        entry.map(properties).unwrap_or_default()
    }

    fn take(&self, number: i32, event: &str) -> bool {
        let shown = self.shown.borrow().clone();
        let Some(entry) = shown.menu.iter().find(|entry| number_of(entry.choice) == number) else {
            return number == ROOT;
        };
        if event == "clicked" && entry.enabled {
            (self.choose)(entry.choice);
        }
        true
    }
}

/// Reading costs nothing, so whoever asks for some properties gets all of them.
#[interface(name = "com.canonical.dbusmenu")]
impl Menu {
    #[zbus(property)]
    fn version(&self) -> u32 {
        3
    }

    #[zbus(property)]
    fn status(&self) -> &str {
        "normal"
    }

    #[zbus(property)]
    fn text_direction(&self) -> &str {
        "ltr"
    }

    #[zbus(property)]
    fn icon_theme_path(&self) -> Vec<String> {
        Vec::new()
    }

    fn get_layout(&self, parent: i32, _depth: i32, _names: Vec<String>) -> (u32, Node) {
        let children = match parent {
            ROOT => {
                let shown = self.shown.borrow();
                shown.menu.iter().map(|entry| Value::from(node(entry))).collect()
            }
            _ => Vec::new(),
        };
        (self.revision, (parent, self.properties(parent), children))
    }

    fn get_group_properties(&self, numbers: Vec<i32>, _names: Vec<String>) -> Vec<(i32, Properties)> {
        let all = self.shown.borrow().menu.iter().map(|entry| number_of(entry.choice)).collect();
        let wanted = if numbers.is_empty() { all } else { numbers };
        wanted.into_iter().map(|number| (number, self.properties(number))).collect()
    }

    fn get_property(&self, number: i32, name: &str) -> zbus::fdo::Result<Value<'static>> {
        let unknown = || zbus::fdo::Error::InvalidArgs("there is no such property".to_owned());
        self.properties(number).remove(name).ok_or_else(unknown)
    }

    fn event(&self, number: i32, event: &str, _value: Value<'_>, _time: u32) {
        self.take(number, event);
    }

    /// Answers with the numbers that are no entries.
    fn event_group(&self, events: Vec<Event>) -> Vec<i32> {
        let unknown = events.into_iter().filter(|(number, event, ..)| !self.take(*number, event));
        unknown.map(|(number, ..)| number).collect()
    }

    fn about_to_show(&self, _number: i32) -> bool {
        false
    }

    fn about_to_show_group(&self, _numbers: Vec<i32>) -> (Vec<i32>, Vec<i32>) {
        (Vec::new(), Vec::new())
    }

    #[zbus(signal)]
    pub(super) async fn layout_updated(
        emitter: &SignalEmitter<'_>,
        revision: u32,
        parent: i32,
    ) -> zbus::Result<()>;
}

fn number_of(choice: Choice) -> i32 {
    match choice {
        Choice::Open => 1,
        Choice::Lock => 2,
        Choice::Quiet => 3,
        Choice::Quit => 4,
    }
}

fn node(entry: &Entry) -> Node {
    (number_of(entry.choice), properties(entry), Vec::new())
}

fn properties(entry: &Entry) -> Properties {
    // An underscore would mark a letter to press.
    let label = entry.label.replace('_', "__");
    let mut properties =
        HashMap::from([("label", Value::from(label)), ("enabled", Value::from(entry.enabled))]);
    if let Some(checked) = entry.checked {
        properties.insert("toggle-type", Value::from("checkmark"));
        properties.insert("toggle-state", Value::from(i32::from(checked)));
    }
    properties
}
