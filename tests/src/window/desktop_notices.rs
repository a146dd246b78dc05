//! What the desktop's notification service shows, heard on the session bus, and clicks on it.

use anyhow::Context;
use futures_util::StreamExt;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU32;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinHandle;
use zbus::message::{Message, Type};
use zbus::zvariant::OwnedValue;
use zbus::{Connection, MatchRule, MessageStream};

const INTERFACE: &str = "org.freedesktop.Notifications";

/// Follows everything that is shown on the desktop, from its making on.
pub struct DesktopNotices {
    seen: Arc<Mutex<Seen>>,
    listening: JoinHandle<()>,
}

/// A notification as the service got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopNotice {
    /// The line in large.
    pub summary: String,
    /// The line in small; empty when there is none.
    pub body: String,
}

#[derive(Default)]
struct Seen {
    /// Calls that have no answer yet, by caller and number.
    asked: HashMap<(String, NonZeroU32), DesktopNotice>,
    /// What stands on the screen, by its number.
    shown: BTreeMap<u32, DesktopNotice>,
}

impl DesktopNotices {
    /// Listens from now on.
    ///
    /// # Panics
    /// When there is no session bus.
    pub async fn follow() -> Self {
        let mut messages = monitor().await.expect("the session bus");
        let seen = Arc::new(Mutex::new(Seen::default()));
        let noted = Arc::clone(&seen);
        let listening = tokio::spawn(async move {
            while let Some(Ok(message)) = messages.next().await {
                let _ = noted.lock().unwrap_or_else(PoisonError::into_inner).note(&message);
            }
        });
        Self { seen, listening }
    }

    /// What stands on the screen, the oldest first.
    pub fn shown(&self) -> Vec<DesktopNotice> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).shown.values().cloned().collect()
    }

    /// The summaries of what stands on the screen, the oldest first.
    pub fn summaries(&self) -> Vec<String> {
        self.shown().into_iter().map(|notice| notice.summary).collect()
    }
}

impl Drop for DesktopNotices {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Clicks the oldest notification on the screen.
pub fn click_notification() {
    dunstctl(&["action", "0"]);
}

/// Tells the desktop not to disturb, or to disturb again.
pub fn hold_notifications_back(hold: bool) {
    dunstctl(&["set-paused", if hold { "true" } else { "false" }]);
}

fn dunstctl(words: &[&str]) {
    let status = Command::new("dunstctl").args(words).status().expect("dunst is installed");
    assert!(status.success(), "dunst refused");
}

async fn monitor() -> anyhow::Result<MessageStream> {
    let bus = Connection::session().await?;
    let messages = MessageStream::from(&bus);
    let calls_and_signals = MatchRule::builder().interface(INTERFACE)?.build();
    let answers = MatchRule::builder().msg_type(Type::MethodReturn).build();
    let monitoring = zbus::fdo::MonitoringProxy::new(&bus).await?;
    monitoring.become_monitor(&[calls_and_signals, answers], 0).await?;
    Ok(messages)
}

impl Seen {
    fn note(&mut self, message: &Message) -> anyhow::Result<()> {
        let header = message.header();
        let member = header.member().map(|member| member.as_str());
        match (message.message_type(), member) {
            (Type::MethodCall, Some("Notify")) => {
                let caller = header.sender().context("a caller")?.to_string();
                self.asked.insert((caller, header.primary().serial_num()), notice_in(message)?);
            }
            (Type::MethodReturn, _) => {
                let caller = header.destination().context("a caller")?.to_string();
                let call = (caller, header.reply_serial().context("a call")?);
                if let Some(notice) = self.asked.remove(&call) {
                    self.shown.insert(message.body().deserialize()?, notice);
                }
            }
            (Type::Signal, Some("NotificationClosed")) => {
                let (id, _reason): (u32, u32) = message.body().deserialize()?;
                self.shown.remove(&id);
            }
            _ => {}
        }
        Ok(())
    }
}

type Notify = (String, u32, String, String, String, Vec<String>, HashMap<String, OwnedValue>, i32);

fn notice_in(message: &Message) -> anyhow::Result<DesktopNotice> {
    let body = message.body();
    let (_, _, _, summary, text, ..): Notify = body.deserialize()?;
    Ok(DesktopNotice { summary, body: text })
}
