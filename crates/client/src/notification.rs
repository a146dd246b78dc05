//! Notifications of the operating system: whether a message raises one, what it may say, and why there was none.

mod announcer;
mod content;
mod decision;
mod log;
mod quiet;
mod tally;

pub(crate) use announcer::{Announcer, Surroundings};
pub use decision::{Circumstances, News, Silence, decide};
pub use quiet::{HOUR, is_within};
pub use tally::{Tally, Tidings};

use crate::view::NotificationTest;
use allia_protocol::Sensitive;
use allia_protocol::id::ConversationId;
use futures_util::future::BoxFuture;

/// Shows notifications. Calls return at once.
pub trait Notifier: Send + Sync {
    /// Shows a notification, in place of an earlier one of the same conversation, or of none.
    fn show(&self, notification: &Notification);
    /// Takes a conversation's notification away, if it is still there; `None` is the one of a locked program.
    fn withdraw(&self, conversation_id: Option<ConversationId>);
    /// Shows a notification that stands for no message, and finds out what became of it; with `None` shows nothing and
    /// only finds out whether one would be shown. Answers within 15 s.
    fn test(&self, sample: Option<Notification>) -> BoxFuture<'static, NotificationTest>;
}

/// A notification, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// What a click opens; `None` while the program is locked: then it only comes to the front.
    pub conversation_id: Option<ConversationId>,
    /// Its one line in large. Contains a name only where the person and their practice allow that.
    pub title: Sensitive<String>,
    /// The beginning of the message, where the person and their practice allow that.
    pub body: Option<Sensitive<String>>,
    /// What a click does, for systems that show it as a button.
    pub open: &'static str,
}
