//! An accessible object and all below it, as they stood when they were read.

use super::state::{State, States};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// Stands in the text of an object where a child is.
const CHILD: char = '\u{FFFC}';

/// One accessible object.
#[derive(Clone, Default)]
pub struct Node {
    /// What it is, such as `list item`.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// What is said behind its name.
    pub description: String,
    /// Its own text, with a mark for each child in it; `None` for what has no text of its own.
    pub text: Option<String>,
    /// How it stands.
    pub states: States,
    /// What can be done with it, such as `press`.
    pub actions: Vec<String>,
    /// Attributes, such as `posinset`.
    pub attributes: BTreeMap<String, String>,
    /// What it contains.
    pub children: Vec<Node>,
}

impl Node {
    /// This object and all below it, in reading order.
    pub fn all(&self) -> Vec<&Self> {
        let below = self.children.iter().flat_map(Self::all);
        std::iter::once(self).chain(below).collect()
    }

    /// All objects with this role.
    pub fn with_role(&self, role: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|node| node.role == role).collect()
    }

    /// The first object with this role and name.
    pub fn find(&self, role: &str, name: &str) -> Option<&Self> {
        self.with_role(role).into_iter().find(|node| node.name == name)
    }

    /// The object that has the keyboard: the innermost that says so.
    pub fn focused(&self) -> Option<&Self> {
        self.all().into_iter().rfind(|node| node.states.has(State::Focused))
    }

    /// Everything that is read of it, top to bottom: names, and texts with their children's in place.
    pub fn reading(&self) -> String {
        let own = self.text.clone().filter(|text| !text.is_empty());
        let Some(text) = own else {
            if !self.name.is_empty() {
                return self.name.clone();
            }
            let parts = self.children.iter().map(Self::reading).filter(|part| !part.is_empty());
            return parts.collect::<Vec<_>>().join(" ");
        };
        let mut children = self.children.iter();
        let mut whole = String::new();
        for character in text.chars() {
            match character {
                CHILD => whole.push_str(&children.next().map(Self::reading).unwrap_or_default()),
                other => whole.push(other),
            }
        }
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is said when it gets the keyboard: name, role, and what matters of its states.
    pub fn said(&self) -> String {
        let mut parts = vec![];
        parts.extend((!self.name.is_empty()).then(|| self.name.clone()));
        parts.push(self.role.clone());
        let states = [
            (self.states.has(State::Expandable) && self.states.has(State::Expanded), "expanded"),
            (self.states.has(State::Expandable) && !self.states.has(State::Expanded), "collapsed"),
            (self.states.has(State::Checked), "checked"),
            (self.states.has(State::Selected), "selected"),
            (self.states.has(State::MultiLine), "multi-line"),
            (self.states.has(State::InvalidEntry), "invalid"),
            (!self.states.has(State::Sensitive), "unavailable"),
        ];
        parts.extend(states.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word.to_owned()));
        parts.extend(self.place());
        parts.extend((!self.description.is_empty()).then(|| self.description.clone()));
        parts.join(", ")
    }

    fn place(&self) -> Option<String> {
        Some(format!("{} of {}", self.attributes.get("posinset")?, self.attributes.get("setsize")?))
    }

    fn write(&self, out: &mut String, depth: usize) {
        let _ = write!(out, "{:indent$}{} {:?}", "", self.role, self.name, indent = depth * 2);
        if !self.description.is_empty() {
            let _ = write!(out, " ({:?})", self.description);
        }
        if let Some(text) = self.text.as_ref().filter(|text| !text.is_empty()) {
            let _ = write!(out, " text {text:?}");
        }
        let _ = writeln!(out, " {:?} {:?}", self.states, self.actions);
        self.children.iter().for_each(|child| child.write(out, depth + 1));
    }
}

/// An indented line for each object.
impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out, 0);
        f.write_str(&out)
    }
}
