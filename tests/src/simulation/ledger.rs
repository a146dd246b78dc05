//! What the service's database says at the end.

use super::history::Pair;
use allia_protocol::id::{ConversationId, MessageId, UserId};
use rusqlite::{Connection, Row};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use uuid::Uuid;

/// A message on the service's disk.
pub(super) struct Entry {
    pub(super) message_id: MessageId,
    pub(super) position: u64,
    pub(super) sender: UserId,
    pub(super) text: String,
}

/// An entry of the audit log that was allowed.
pub(super) struct Deed {
    pub(super) action: String,
    pub(super) actor: Option<UserId>,
    /// The ids that it is about.
    pub(super) subject: Vec<Uuid>,
}

/// The parts of the database that are checked.
pub(super) struct Ledger {
    /// By conversation, in the order of their positions.
    pub(super) messages: HashMap<ConversationId, Vec<Entry>>,
    pub(super) pairs: HashMap<ConversationId, Pair>,
    pub(super) active: HashSet<ConversationId>,
    /// In the order in which they were committed.
    pub(super) deeds: Vec<Deed>,
}

impl Ledger {
    /// Reads the database of a running service.
    pub(super) fn read(folder: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(folder.join("practice.db"))?;
        connection.pragma_update(None, "query_only", true)?;
        // All of it is of one moment.
        let connection = connection.unchecked_transaction()?;
        Ok(Self {
            messages: messages(&connection)?,
            pairs: pairs(&connection)?,
            active: active(&connection)?,
            deeds: deeds(&connection)?,
        })
    }

    /// The message with this id, and where it stands.
    pub(super) fn message(&self, id: MessageId) -> Option<(ConversationId, &Entry)> {
        self.messages.iter().find_map(|(conversation_id, entries)| {
            entries.iter().find(|entry| entry.message_id == id).map(|entry| (*conversation_id, entry))
        })
    }
}

fn messages(connection: &Connection) -> rusqlite::Result<HashMap<ConversationId, Vec<Entry>>> {
    let sql = "SELECT conversation_id, message_id, position, sender_id, text FROM messages
               ORDER BY conversation_id, position";
    let mut messages: HashMap<_, Vec<_>> = HashMap::new();
    for row in connection.prepare(sql)?.query_map([], |row| {
        let entry = Entry {
            message_id: MessageId::from_uuid(id(row, 1)?),
            position: row.get::<_, i64>(2)?.unsigned_abs(),
            sender: UserId::from_uuid(id(row, 3)?),
            text: row.get(4)?,
        };
        Ok((ConversationId::from_uuid(id(row, 0)?), entry))
    })? {
        let (conversation_id, entry) = row?;
        messages.entry(conversation_id).or_default().push(entry);
    }
    Ok(messages)
}

fn pairs(connection: &Connection) -> rusqlite::Result<HashMap<ConversationId, Pair>> {
    let sql = "SELECT conversation_id, patient_id, clinician_id FROM conversations";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let pair = (UserId::from_uuid(id(row, 1)?), UserId::from_uuid(id(row, 2)?));
        Ok((ConversationId::from_uuid(id(row, 0)?), pair))
    })?;
    rows.collect()
}

/// Judged here anew, not by the service's own view of it.
fn active(connection: &Connection) -> rusqlite::Result<HashSet<ConversationId>> {
    let sql = "SELECT conversation_id FROM conversations AS c
               WHERE EXISTS (SELECT 1 FROM memberships AS m WHERE m.patient_id = c.patient_id
                             AND m.clinician_id = c.clinician_id AND m.left_at IS NULL)
               AND (SELECT activated_at IS NOT NULL AND deactivated_at IS NULL FROM users
                    WHERE user_id = c.patient_id)";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok(ConversationId::from_uuid(id(row, 0)?)))?;
    rows.collect()
}

fn deeds(connection: &Connection) -> rusqlite::Result<Vec<Deed>> {
    let sql = "SELECT action, actor_id, subject_id FROM audit_entries WHERE result = 'allowed' ORDER BY seq";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let actor: Option<[u8; 16]> = row.get(1)?;
        let subject: Option<String> = row.get(2)?;
        Ok(Deed {
            action: row.get(0)?,
            actor: actor.map(|bytes| UserId::from_uuid(Uuid::from_bytes(bytes))),
            subject: subject.iter().flat_map(|ids| ids.split('/')).filter_map(|id| id.parse().ok()).collect(),
        })
    })?;
    rows.collect()
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}
