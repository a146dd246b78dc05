//! Getting what can be read out of a journal that was set aside: damaged, or under a key that was lost.

use super::entry::{OutboxEntry, OutboxState, UnreadableRow};
use super::migration::JOURNAL;
use super::{draft, outbox, setting};
use crate::database::{
    OpenError, StoreError, connect_to_salvage, conversation_id, generation, rebuild, sensitive, timestamp,
};
use crate::key::FileKey;
use crate::view::{NotSentReason, Settings};
use allia_protocol::id::ConversationId;
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};
use std::path::Path;

/// Where the numbers of a table's rows can be learnt, in order of preference; and how one row is read.
struct Table {
    name: &'static str,
    /// Without touching the table's own pages.
    by_index: &'static str,
    by_table: &'static str,
    bounds: &'static str,
    row: &'static str,
}

const OUTBOX: Table = Table {
    name: "outbox",
    by_index: "SELECT key FROM outbox INDEXED BY outbox_conversation",
    by_table: "SELECT key FROM outbox NOT INDEXED",
    bounds: "SELECT (SELECT min(key) FROM outbox), (SELECT max(key) FROM outbox)",
    row: "SELECT message_id, conversation_id, text, composed_at, state FROM outbox WHERE key = ?1",
};

const DRAFT: Table = Table {
    name: "draft",
    by_index: "SELECT key FROM draft INDEXED BY sqlite_autoindex_draft_1",
    by_table: "SELECT key FROM draft NOT INDEXED",
    bounds: "SELECT (SELECT min(key) FROM draft), (SELECT max(key) FROM draft)",
    row: "SELECT conversation_id, text, saved_at FROM draft WHERE key = ?1",
};

const SETTING: &str = "setting";
/// Drafts, outbox and settings.
const TABLES: usize = 3;

/// A draft as it stood in the file.
pub(super) type Draft = (ConversationId, Sensitive<String>, Timestamp);

/// What could be read, and what could not.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) messages: Vec<OutboxEntry>,
    pub(super) drafts: Vec<Draft>,
    pub(super) settings: Option<Settings>,
    pub(super) unreadable: Vec<UnreadableRow>,
    pub(super) unreadable_tables: Vec<&'static str>,
    pub(super) too_new: bool,
    /// Another first page stood in for a bad one.
    pub(super) rebuilt: bool,
    generation: Option<u64>,
}

impl Found {
    /// Whether a table could be looked into.
    fn tells_something(&self) -> bool {
        self.too_new || self.unreadable_tables.len() < TABLES
    }

    fn rebuilt(self) -> Self {
        Self { rebuilt: true, ..self }
    }

    /// Whether the file's number is below the one that the key store had. Then its waiting messages may have been sent or
    /// given up since.
    pub(super) fn is_older_than(&self, newest: Option<u64>) -> bool {
        self.generation.zip(newest).is_some_and(|(found, newest)| found < newest)
    }

    /// No message goes out by itself.
    pub(super) fn hold_back(&mut self, reason: NotSentReason) {
        for message in self.messages.iter_mut().filter(|message| message.state == OutboxState::Waiting) {
            message.state = OutboxState::NotSent(reason);
        }
    }

    /// Writes it all into another journal. What is there already stays.
    pub(super) fn write(&self, fresh: &Connection) -> Result<(), StoreError> {
        for message in &self.messages {
            outbox::insert(fresh, message)?;
        }
        for (conversation, text, saved_at) in &self.drafts {
            draft::carry_over(fresh, *conversation, text.expose(), *saved_at)?;
        }
        self.settings.as_ref().map_or(Ok(()), |settings| setting::carry_over(fresh, settings))
    }
}

/// Reads every row that can be read, from a copy with another first page when that one is bad.
pub(super) fn read(file: &Path, key: &FileKey) -> Found {
    let found = read_rows(file, key);
    if found.tells_something() {
        return found;
    }
    match rebuild(&JOURNAL, file, key) {
        Ok(copy) => {
            Some(read_rows(copy.file(), key)).filter(Found::tells_something).map_or(found, Found::rebuilt)
        }
        Err(error) => {
            tracing::warn!(%error, "the first page of a journal is lost for good");
            found
        }
    }
}

/// Reads every row that can be read. After a bad page a connection refuses the good ones too, so each error costs a new
/// connection.
fn read_rows(file: &Path, key: &FileKey) -> Found {
    let mut reader = Reader { file, key, connection: None, found: Found::default() };
    if reader.ask(|connection| Ok(JOURNAL.migrations.pending_migrations(connection))).is_some_and(is_newer) {
        return Found { too_new: true, ..Found::default() };
    }
    let drafts =
        reader.rows(&DRAFT, |row| Ok((conversation_id(row, 0)?, sensitive(row, 1)?, timestamp(row, 2)?)));
    let messages = reader.rows(&OUTBOX, outbox::read);
    let settings = reader.ask(setting::get);
    let generation = reader.ask(generation::get);
    let mut found = reader.found;
    if settings.is_none() {
        found.unreadable_tables.push(SETTING);
    }
    Found { drafts, messages, settings, generation, ..found }
}

fn is_newer(pending: rusqlite_migration::Result<i32>) -> bool {
    pending.is_ok_and(|pending| pending < 0)
}

struct Reader<'f> {
    file: &'f Path,
    key: &'f str,
    connection: Option<Connection>,
    found: Found,
}

impl Reader<'_> {
    fn rows<T>(&mut self, table: &Table, read: fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        let Some(keys) = self.keys(table) else {
            self.found.unreadable_tables.push(table.name);
            return Vec::new();
        };
        let mut rows = Vec::new();
        for key in keys {
            match self.ask(|connection| Ok(connection.query_row(table.row, [key], read).optional()?)) {
                Some(row) => rows.extend(row),
                None => self.found.unreadable.push(UnreadableRow { table: table.name, row: key }),
            }
        }
        rows
    }

    fn keys(&mut self, table: &Table) -> Option<Vec<i64>> {
        self.ask(|connection| list(connection, table.by_index))
            .or_else(|| self.ask(|connection| list(connection, table.by_table)))
            .or_else(|| self.ask(|connection| between(connection, table.bounds)))
    }

    /// `None` when it cannot be read.
    fn ask<T>(&mut self, question: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Option<T> {
        let answer = self.connected().and_then(|connection| Ok(question(connection)?));
        if answer.is_err() {
            self.connection = None;
        }
        answer.ok()
    }

    fn connected(&mut self) -> Result<&Connection, OpenError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            // SQLite would take the log of an empty file for an old one and delete it.
            None if is_empty(self.file)? => return Err(OpenError::Lost),
            None => connect_to_salvage(self.file, self.key)?,
        };
        Ok(self.connection.insert(connection))
    }
}

fn is_empty(file: &Path) -> std::io::Result<bool> {
    Ok(std::fs::metadata(file)?.len() == 0)
}

fn list(connection: &Connection, sql: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let keys = statement.query_map([], |row| row.get(0))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

fn between(connection: &Connection, sql: &str) -> Result<Vec<i64>, StoreError> {
    let (first, last): (Option<i64>, Option<i64>) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(first.zip(last).map_or_else(Vec::new, |(first, last)| (first..=last).collect()))
}
