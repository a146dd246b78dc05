//! Reading a user's feed from a place onwards.

use super::leaving::{Waiting, leave};
use crate::Refusal;
use crate::column::{Stored, optional};
use crate::live::Hub;
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::id::{ConversationId, UserId};
use rusqlite::{Connection, OptionalExtension, Row, params};

const FOLLOWING: &str = "SELECT seq, kind, conversation_id, position, participant_id, reason FROM feed
     WHERE user_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";

/// How far a user's feed goes, and where it begins to be complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) pruned_seq: i64,
}

impl Head {
    /// A place before the kept part, or beyond the end (of a database that was set back), is no place.
    pub(crate) fn admit(self, seq: i64) -> Result<(), Refusal> {
        if (self.pruned_seq..=self.seq).contains(&seq) { Ok(()) } else { Err(Refusal::CursorExpired) }
    }
}

/// A part of a feed, ready to leave.
pub(crate) struct Part {
    /// What may leave, in commit order.
    pub(crate) changes: Vec<Change>,
    /// The place after it.
    pub(crate) seq: i64,
    /// Whether the feed goes on.
    pub(crate) more: bool,
}

pub(crate) fn head(connection: &Connection, user: UserId) -> rusqlite::Result<Head> {
    let head = connection
        .prepare_cached("SELECT seq, pruned_seq FROM feed_heads WHERE user_id = ?1")?
        .query_row([Stored(user)], |row| Ok(Head { seq: row.get(0)?, pruned_seq: row.get(1)? }))
        .optional()?;
    Ok(head.unwrap_or_default())
}

/// At most `limit` entries after `seq`, each judged and read as it leaves.
pub(crate) fn list(
    connection: &Connection,
    hub: &Hub,
    user: UserId,
    after: i64,
    limit: usize,
) -> Result<Part, Refusal> {
    head(connection, user)?.admit(after)?;
    let mut waiting = read(connection, user, after, limit.saturating_add(1))?;
    let more = waiting.len() > limit;
    waiting.truncate(limit);
    let seq = waiting.last().map_or(after, |last| last.seq);
    let mut changes = Vec::with_capacity(waiting.len());
    for entry in &waiting {
        changes.extend(leave(connection, hub, user, entry)?);
    }
    Ok(Part { changes, seq, more })
}

fn read(connection: &Connection, user: UserId, after: i64, limit: usize) -> rusqlite::Result<Vec<Waiting>> {
    connection
        .prepare_cached(FOLLOWING)?
        .query_map(params![Stored(user), after, i64::try_from(limit).unwrap_or(i64::MAX)], read_entry)?
        .collect()
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting {
        seq: row.get(0)?,
        kind: row.get(1)?,
        conversation_id: optional(row.get::<_, Option<Stored<ConversationId>>>(2)?),
        position: row.get(3)?,
        participant_id: optional(row.get::<_, Option<Stored<UserId>>>(4)?),
        reason: optional(row.get::<_, Option<Stored<RemovalReason>>>(5)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::testing::plan;

    #[test]
    fn a_feed_is_read_from_its_place_on_without_sorting() {
        let plan = plan(FOLLOWING);
        assert!(plan.contains("SEARCH feed USING PRIMARY KEY"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }

    #[test]
    fn a_place_before_the_kept_part_or_beyond_the_end_is_no_place() {
        let head = Head { seq: 9, pruned_seq: 4 };
        for (seq, is_place) in [(3, false), (4, true), (9, true), (10, false)] {
            assert_eq!(head.admit(seq).is_ok(), is_place, "{seq}");
        }
    }
}
