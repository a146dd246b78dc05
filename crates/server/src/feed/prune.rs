//! Forgetting the far end of the feeds.

use crate::column::Stored;
use allia_protocol::Timestamp;
use rusqlite::Connection;

/// Deletes entries from before `cutoff`. A cursor that stands before them has expired from then on.
pub(crate) fn prune(connection: &Connection, cutoff: Timestamp) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "UPDATE feed_heads SET pruned_seq = old.seq
             FROM (SELECT user_id, max(seq) AS seq FROM feed WHERE at < ?1 GROUP BY user_id) AS old
             WHERE feed_heads.user_id = old.user_id AND old.seq > feed_heads.pruned_seq",
        )?
        .execute([Stored(cutoff)])?;
    connection.prepare_cached("DELETE FROM feed WHERE at < ?1")?.execute([Stored(cutoff)])
}
