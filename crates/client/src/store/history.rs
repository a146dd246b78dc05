//! What of the history is here, and what is to be fetched next.

use super::row::HistoryGap;
use super::run::{Run, Runs};
use crate::database::{StoreError, conversation_id, count, position};
use crate::view::SyncProgress;
use rusqlite::Connection;

/// Runs of positions that are here but not joined to the newest one, which stands in `conversation`.
pub(super) const CREATE: &str = "
CREATE TABLE island (
    conversation INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (conversation, first)
) STRICT, WITHOUT ROWID;";

pub(super) const GAPS: &str = "
SELECT conversation_id, oldest_here FROM conversation WHERE gap > 0 ORDER BY gap DESC, last_sent_at DESC LIMIT ?1";

pub(super) const INCOMPLETE: &str = "SELECT count(*) FROM conversation WHERE gap > 0";

/// A conversation with fewer messages than this before its newest one has not had its newest page.
const NEWEST_PAGE: i64 = 50;

/// How far a conversation is from having all of its history that is kept: 0 all here, 1 its newest page, 2 less.
pub(super) fn gap(runs: &Runs, kept_from: i64) -> i64 {
    match runs.newest() {
        None => 0,
        Some(run) if run.first <= kept_from.max(1) => 0,
        Some(run) if run.last - run.first + 1 >= NEWEST_PAGE => 1,
        Some(_) => 2,
    }
}

/// The stored runs before the newest one.
pub(super) fn islands(connection: &Connection, conversation: i64) -> Result<Vec<Run>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT first, last FROM island WHERE conversation = ?1")?;
    let islands =
        statement.query_map([conversation], |row| Ok(Run { first: row.get(0)?, last: row.get(1)? }))?;
    Ok(islands.collect::<rusqlite::Result<_>>()?)
}

/// Keeps the runs before the newest one, in place of those that are there.
pub(super) fn set_islands(
    connection: &Connection,
    conversation: i64,
    islands: &[Run],
) -> Result<(), StoreError> {
    purge(connection, conversation)?;
    let mut insert =
        connection.prepare_cached("INSERT INTO island (conversation, first, last) VALUES (?1, ?2, ?3)")?;
    for island in islands {
        insert.execute((conversation, island.first, island.last))?;
    }
    Ok(())
}

/// Forgets the runs of a conversation.
pub(super) fn purge(connection: &Connection, conversation: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM island WHERE conversation = ?1")?.execute([conversation])?;
    Ok(())
}

/// What is to be fetched next.
pub(super) fn gaps(connection: &Connection, limit: u32) -> Result<Vec<HistoryGap>, StoreError> {
    let mut statement = connection.prepare_cached(GAPS)?;
    let gaps = statement.query_map([limit], |row| {
        Ok(HistoryGap { conversation_id: conversation_id(row, 0)?, before: position(row, 1)? })
    })?;
    Ok(gaps.collect::<rusqlite::Result<_>>()?)
}

/// How many conversations are complete.
pub(super) fn progress(connection: &Connection, total: u32) -> Result<SyncProgress, StoreError> {
    let incomplete = connection.prepare_cached(INCOMPLETE)?.query_row([], |row| count(row, 0))?;
    Ok(SyncProgress { complete_conversations: total.saturating_sub(incomplete), total_conversations: total })
}
