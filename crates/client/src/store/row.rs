//! What the cache gives and takes.

use allia_protocol::change::RemovalReason;
use allia_protocol::conversation::{Clinician, Message, Patient};
use allia_protocol::id::{ConversationId, Position};

/// One row of the list, as the cache has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRow {
    /// Which conversation.
    pub conversation_id: ConversationId,
    /// With whom.
    pub patient: Patient,
    /// Oneself.
    pub clinician: Clinician,
    /// The newest message, **its text cut to the first 200 characters**; `None` means *No messages yet*.
    pub last_message: Option<Message>,
    /// The other side's messages that were not read.
    pub unread: u32,
    /// How far oneself has read.
    pub my_read: Position,
    /// How far the other side has received.
    pub peer_delivered: Position,
    /// How far the other side has read.
    pub peer_read: Position,
    /// Position of the oldest message from which everything up to the newest is here; zero when there are no messages.
    pub oldest_here: Position,
    /// Whether the whole history is here, as far as it is kept.
    pub reached_start: bool,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredList {
    /// The rows asked for.
    pub rows: Vec<StoredRow>,
    /// How many there are for this search.
    pub total: u32,
    /// How many there are without a search.
    pub total_without_search: u32,
    /// Unread messages over all conversations.
    pub total_unread: u32,
}

/// A message found by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFound {
    /// With whom.
    pub patient: Patient,
    /// The message, whole.
    pub message: Message,
}

/// A receipt that the service does not have yet. Send both positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingReceipt {
    /// Where.
    pub conversation_id: ConversationId,
    /// Received up to here; never before `read`.
    pub delivered: Position,
    /// Read up to here.
    pub read: Position,
}

/// History that is not here: ask the service for the page before this position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryGap {
    /// Where.
    pub conversation_id: ConversationId,
    /// The oldest message of the unbroken run that ends with the newest message.
    pub before: Position,
}

/// A page of history as the service answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPage {
    /// Where.
    pub conversation_id: ConversationId,
    /// The position before which it was asked for; `None` for the newest page.
    pub before: Option<Position>,
    /// The messages, all there are between the first of them and `before`.
    pub messages: Vec<Message>,
    /// There is nothing older (`more` was false).
    pub reached_start: bool,
}

/// What a write altered: what the engine tells the screens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Conversations whose row of the list changed, came or moved; each once. Removed ones are in `removed` only.
    pub rows: Vec<ConversationId>,
    /// Conversations whose messages or receipts changed; each once.
    pub messages: Vec<ConversationId>,
    /// Messages that came through the change feed and were not here, in feed order: the other side's, read or not, and
    /// one's own from elsewhere.
    pub incoming: Vec<Message>,
    /// Conversations that are gone, with the reason.
    pub removed: Vec<(ConversationId, RemovalReason)>,
    /// Whether the notice changed.
    pub notice: bool,
    /// Whether the practice's own part of the account changed.
    pub practice: bool,
    /// Whether anything was deleted.
    pub deleted: bool,
}
