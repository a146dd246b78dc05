//! What a program says without being asked: what comes into its live regions.

use super::bus::{Place, ScreenReader};
use futures_util::StreamExt;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinHandle;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};
use zbus::{MatchRule, Message, MessageStream, message};

const OBJECT_EVENTS: &str = "org.a11y.atspi.Event.Object";
/// Programs send only what somebody has asked for.
const WANTED: [&str; 3] = ["object:announcement", "object:children-changed", "object:text-changed"];
/// How a region is marked from which what is new is said; `off` says nothing.
const SAID_BY: [&str; 2] = ["polite", "assertive"];

/// Listens from its making to its end.
pub struct Announcements {
    heard: Arc<Mutex<Vec<String>>>,
    listening: JoinHandle<()>,
}

impl Announcements {
    /// Begins to listen.
    ///
    /// # Panics
    /// When the desktop's bus for screen readers does not take the wish.
    pub async fn listen(reader: &ScreenReader) -> Self {
        let rule = MatchRule::builder().msg_type(message::Type::Signal).interface(OBJECT_EVENTS);
        let rule = rule.expect("a name").build();
        let mut events = MessageStream::for_match_rule(rule, &reader.bus, Some(4096)).await.expect("signals");
        for event in WANTED {
            reader.ask_for(event).await.expect("the registry takes wishes");
        }
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (noted, reader) = (Arc::clone(&heard), reader.clone());
        let listening = tokio::spawn(async move {
            while let Some(event) = events.next().await {
                let Some(event) = event.ok().as_ref().and_then(Event::of) else { continue };
                if let Some(said) = event.said(&reader).await {
                    noted.lock().unwrap_or_else(PoisonError::into_inner).push(said);
                }
            }
        });
        Self { heard, listening }
    }

    /// Everything that was said so far, oldest first.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Announcements {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// What happened to an accessible object.
enum Event {
    /// Something came into it.
    Added(Place),
    /// Text was put into it.
    Inserted(Place, String),
    /// It says something by itself.
    Announced(String),
}

impl Event {
    fn of(message: &Message) -> Option<Self> {
        let header = message.header();
        let (detail, content) = parts(message)?;
        let source = || Some((header.sender()?.to_string(), header.path()?.to_owned().into()));
        match (header.member()?.as_str(), detail.split(':').next()?) {
            ("ChildrenChanged", "add") => Some(Self::Added(content.try_into().ok()?)),
            ("TextChanged", "insert") => Some(Self::Inserted(source()?, content.try_into().ok()?)),
            ("Announcement", _) => Some(Self::Announced(content.try_into().ok()?)),
            _ => None,
        }
    }

    /// What a screen reader says of it, or `None` if it says nothing. A region that comes with the page is no news.
    async fn said(self, reader: &ScreenReader) -> Option<String> {
        let (place, text) = match self {
            Self::Announced(text) => return Some(text),
            Self::Added(place) => (place, None),
            Self::Inserted(place, text) => (place, Some(text)),
        };
        let node = reader.node(place).await?;
        let attribute = |name: &str| node.attributes.get(name).map(String::as_str);
        let is_news = attribute("container-live").is_some_and(|live| SAID_BY.contains(&live))
            && attribute("live").is_none();
        let text = text.unwrap_or_else(|| node.reading());
        (is_news && !text.is_empty()).then_some(text)
    }
}

/// The detail and the content; the last field of an event has one of two forms.
fn parts(message: &Message) -> Option<(String, OwnedValue)> {
    type Plain = (String, i32, i32, OwnedValue, HashMap<String, OwnedValue>);
    type WithProgram = (String, i32, i32, OwnedValue, (String, OwnedObjectPath));
    let body = message.body();
    let plain = body.deserialize::<Plain>().map(|(detail, .., content, _)| (detail, content));
    let form = || body.deserialize::<WithProgram>().map(|(detail, .., content, _)| (detail, content));
    plain.or_else(|_| form()).ok()
}
