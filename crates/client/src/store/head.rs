//! A conversation's counts and positions while changes are applied to it: read once, altered in memory, written once.

use super::history;
use super::message;
use super::run::{Run, Runs};
use crate::database::{StoreError, number};
use allia_protocol::conversation::{Conversation, Message};
use allia_protocol::id::{ConversationId, Position};
use rusqlite::{Connection, OptionalExtension};

/// Characters of the last message that the list keeps.
const PREVIEW: usize = 200;

const SELECT: &str = "
SELECT key, unread, unread_missing, my_read, last_incoming, confirmed_delivered, confirmed_read, peer_delivered,
    peer_read, oldest_here, last_position, kept_from
FROM conversation WHERE conversation_id = ?1";

const UPDATE: &str = "
UPDATE conversation SET unread = ?2, unread_missing = ?3, my_read = ?4, last_incoming = ?5, confirmed_delivered = ?6,
    confirmed_read = ?7, peer_delivered = ?8, peer_read = ?9, oldest_here = ?10, gap = ?11,
    kept_from = ?12
WHERE key = ?1";

const UPDATE_LAST: &str = "
UPDATE conversation SET last_position = ?2, last_message_id = ?3, last_sender_id = ?4, last_kind = ?5, last_text = ?6,
    last_sent_at = ?7, last_composed_at = ?8
WHERE key = ?1";

/// The numbers of a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The other side's messages after `my_read`, as far as known: those here and `unread_missing`.
    pub(super) unread: i64,
    /// Those of them that the service counts and that are not here.
    pub(super) unread_missing: i64,
    /// How far oneself has read.
    pub(super) my_read: i64,
    /// The other side's newest message here.
    pub(super) last_incoming: i64,
    /// Receipts that the service has.
    pub(super) confirmed_delivered: i64,
    pub(super) confirmed_read: i64,
    /// The other side's receipts.
    pub(super) peer_delivered: i64,
    pub(super) peer_read: i64,
    /// Everything before this position is left out for its age; zero when nothing is.
    pub(super) kept_from: i64,
}

/// A conversation while changes are applied to it.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) key: i64,
    pub(super) marks: Marks,
    runs: Runs,
    /// The newest message, when it came just now.
    last: Option<Message>,
    /// What the row of the list says of the people changed.
    pub(super) people_changed: bool,
    stored: (Marks, Runs),
}

impl Head {
    /// Reads a conversation; `None` when it is not here.
    pub(super) fn load(connection: &Connection, id: ConversationId) -> Result<Option<Self>, StoreError> {
        let mut statement = connection.prepare_cached(SELECT)?;
        let found = statement.query_row([id.as_uuid().as_bytes()], |row| {
            let marks = Marks {
                unread: row.get(1)?,
                unread_missing: row.get(2)?,
                my_read: row.get(3)?,
                last_incoming: row.get(4)?,
                confirmed_delivered: row.get(5)?,
                confirmed_read: row.get(6)?,
                peer_delivered: row.get(7)?,
                peer_read: row.get(8)?,
                kept_from: row.get(11)?,
            };
            Ok((row.get(0)?, marks, Run { first: row.get(9)?, last: row.get(10)? }))
        });
        let Some((key, marks, newest)) = found.optional()? else {
            return Ok(None);
        };
        let islands = history::islands(connection, key)?;
        let runs = Runs::new(islands.into_iter().chain([newest]));
        let stored = (marks, runs.clone());
        Ok(Some(Self { key, marks, runs, last: None, people_changed: false, stored }))
    }

    /// A conversation that was added just now, without messages.
    pub(super) fn new(key: i64) -> Self {
        let stored = (Marks::default(), Runs::default());
        Self { key, marks: stored.0, runs: stored.1.clone(), last: None, people_changed: true, stored }
    }

    /// A message that was not here is here now.
    pub(super) fn note_message(&mut self, message: &Message, incoming: bool) {
        let position = number(message.position);
        let newest_before = self.runs.last();
        if incoming {
            self.marks.last_incoming = self.marks.last_incoming.max(position);
            self.note_unread(position, newest_before);
        }
        if position > newest_before {
            self.last = Some(message.clone());
        }
        self.note_here(position, position);
    }

    /// A message that was missing and already counted is not counted again.
    fn note_unread(&mut self, position: i64, newest_before: i64) {
        if position <= self.marks.my_read {
            return;
        }
        if position < newest_before && self.marks.unread_missing > 0 {
            self.marks.unread_missing -= 1;
        } else {
            self.marks.unread += 1;
        }
    }

    /// All that the service has between these positions, both included, is here.
    pub(super) fn note_here(&mut self, first: i64, last: i64) {
        self.runs.add(Run { first, last });
    }

    /// How far the messages up to a position may go for their age: not what is unread, and not the newest one.
    pub(super) fn last_to_leave_out(&self, older: i64) -> i64 {
        let read = if self.marks.unread == 0 { i64::MAX } else { self.marks.my_read };
        older.min(read).min(self.newest() - 1).max(0)
    }

    /// Everything up to this position, it included, is left out from now on. The newest message is after it.
    pub(super) fn leave_out(&mut self, up_to: i64) {
        self.marks.kept_from = self.marks.kept_from.max(up_to + 1);
        self.runs.cut_before(self.marks.kept_from);
    }

    /// What the service says of the other side's receipts. Reading implies receiving; nothing moves backwards.
    pub(super) fn note_peer_receipt(&mut self, delivered: Position, read: Position) {
        self.marks.peer_read = self.marks.peer_read.max(number(read));
        self.marks.peer_delivered =
            self.marks.peer_delivered.max(number(delivered)).max(self.marks.peer_read);
    }

    /// The service has this receipt of one's own.
    pub(super) fn note_confirmed(&mut self, delivered: Position, read: Position) {
        self.marks.confirmed_read = self.marks.confirmed_read.max(number(read));
        let delivered = number(delivered).max(self.marks.confirmed_read);
        self.marks.confirmed_delivered = self.marks.confirmed_delivered.max(delivered);
    }

    /// Oneself has read up to here, on this computer or elsewhere. Says whether that is news.
    pub(super) fn advance_read(&mut self, connection: &Connection, read: i64) -> Result<bool, StoreError> {
        if read <= self.marks.my_read {
            return Ok(false);
        }
        self.marks.my_read = read;
        let missing = self.marks.unread_missing.min(self.runs.missing_above(read));
        self.count_unread(connection, missing)?;
        Ok(true)
    }

    /// Takes the service's own count, which holds for what stood between its `my_read_position` and its last message.
    /// A count older than what is here says nothing.
    pub(super) fn note_unread_count(
        &mut self,
        connection: &Connection,
        conversation: &Conversation,
        newest_before: i64,
    ) -> Result<(), StoreError> {
        let last = conversation.last_message.as_ref().map_or(0, |message| number(message.position));
        let read = number(conversation.my_read_position);
        let mut missing = self.marks.unread_missing;
        if last >= newest_before {
            let here = message::count_incoming(connection, self.key, read, last)?;
            let counted = i64::try_from(conversation.unread_count).unwrap_or(i64::MAX);
            missing = (counted - here).max(0);
        }
        self.marks.my_read = self.marks.my_read.max(read);
        self.count_unread(connection, missing.min(self.runs.missing_above(self.marks.my_read)))
    }

    fn count_unread(&mut self, connection: &Connection, missing: i64) -> Result<(), StoreError> {
        let here = message::count_incoming(connection, self.key, self.marks.my_read, i64::MAX)?;
        self.marks.unread_missing = missing;
        self.marks.unread = here.saturating_add(missing);
        Ok(())
    }

    /// Once nothing is missing, nothing missing can be unread.
    fn settle(&mut self) {
        let missing = self.marks.unread_missing.min(self.runs.missing_above(self.marks.my_read));
        self.marks.unread -= self.marks.unread_missing - missing;
        self.marks.unread_missing = missing;
    }

    /// Position of the newest message here; zero when there is none.
    pub(super) fn newest(&self) -> i64 {
        self.runs.last()
    }

    /// Writes what changed. Says whether the row of the list changed, and whether the messages or their status did.
    pub(super) fn save(mut self, connection: &Connection) -> Result<Saved, StoreError> {
        self.settle();
        let (marks, runs) = &self.stored;
        let runs_changed = *runs != self.runs;
        if *marks != self.marks || runs_changed {
            self.update(connection)?;
        }
        if runs.islands() != self.runs.islands() {
            history::set_islands(connection, self.key, self.runs.islands())?;
        }
        if let Some(last) = &self.last {
            self.update_last(connection, last)?;
        }
        let peer_changed =
            (marks.peer_delivered, marks.peer_read) != (self.marks.peer_delivered, self.marks.peer_read);
        let read_changed = (marks.unread, marks.my_read) != (self.marks.unread, self.marks.my_read);
        Ok(Saved {
            row: self.people_changed || self.last.is_some() || peer_changed || read_changed,
            messages: runs_changed || peer_changed,
        })
    }

    fn update(&self, connection: &Connection) -> Result<(), StoreError> {
        let marks = &self.marks;
        connection.prepare_cached(UPDATE)?.execute((
            self.key,
            marks.unread,
            marks.unread_missing,
            marks.my_read,
            marks.last_incoming,
            marks.confirmed_delivered,
            marks.confirmed_read,
            marks.peer_delivered,
            marks.peer_read,
            self.runs.oldest_unbroken(),
            history::gap(&self.runs, self.marks.kept_from),
            self.marks.kept_from,
        ))?;
        Ok(())
    }

    fn update_last(&self, connection: &Connection, last: &Message) -> Result<(), StoreError> {
        let text = last.text.expose();
        let preview = text.char_indices().nth(PREVIEW).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        connection.prepare_cached(UPDATE_LAST)?.execute((
            self.key,
            number(last.position),
            last.message_id.as_uuid().as_bytes(),
            last.sender_id.as_uuid().as_bytes(),
            message::kind_number(last.kind),
            preview,
            last.sent_at.as_millis(),
            last.composed_at.as_millis(),
        ))?;
        Ok(())
    }
}

/// What the screens must read again after a conversation was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saved {
    pub(super) row: bool,
    pub(super) messages: bool,
}
