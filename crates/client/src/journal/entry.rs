//! What the journal gives.

use crate::view::NotSentReason;
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp};
use std::path::PathBuf;

/// A message written here that the service has not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Made here; the service keeps it.
    pub message_id: MessageId,
    /// Where it goes.
    pub conversation_id: ConversationId,
    /// What it says.
    pub text: Sensitive<String>,
    /// When the person pressed Enter, by this computer's clock.
    pub composed_at: Timestamp,
    /// How it stands.
    pub state: OutboxState,
}

/// How an unsent message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutboxState {
    /// It goes out when its turn comes.
    Waiting,
    /// It will not go out by itself.
    NotSent(NotSentReason),
}

impl OutboxState {
    /// Whether trying again can help: when the service refused it for a reason of its own, or nobody has asked it yet.
    pub const fn can_retry(self) -> bool {
        matches!(self, Self::NotSent(NotSentReason::Refused | NotSentReason::OlderCopy))
    }
}

/// What came of carrying a journal that was set aside over into a fresh one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvage {
    /// Where that file is kept.
    pub set_aside: PathBuf,
    /// Drafts copied.
    pub drafts: u32,
    /// Outbox messages copied.
    pub messages: u32,
    /// Whether what the person set was copied.
    pub settings: bool,
    /// Rows that could not be read, by table name and row number. Empty when all was read.
    pub unreadable: Vec<UnreadableRow>,
    /// Tables of which not even the number of rows could be read.
    pub unreadable_tables: Vec<&'static str>,
    /// The first page was bad, and another one stood in for it. That what was read is all that there was cannot be proved
    /// then.
    pub rebuilt: bool,
    /// The file was an older copy of itself: the messages that waited in it do not go out by themselves.
    pub older: bool,
    /// A newer version of the program wrote the file: nothing was copied, and that version can.
    pub too_new: bool,
}

impl Salvage {
    /// Whether everything in the file was copied.
    pub const fn is_complete(&self) -> bool {
        !self.too_new && !self.rebuilt && self.unreadable.is_empty() && self.unreadable_tables.is_empty()
    }

    /// Drafts and messages copied.
    pub const fn texts(&self) -> u32 {
        self.drafts.saturating_add(self.messages)
    }
}

/// A row that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadableRow {
    /// The table.
    pub table: &'static str,
    /// SQLite's number of the row.
    pub row: i64,
}
