//! The chain of hashes that makes an altered or missing entry show.
//!
//! An entry's hash is SHA-256 over the previous entry's hash (32 bytes; zeros before the first) followed by
//! the entry as the API shows it, as JSON in the contract's order, with an empty `hash`. So anyone who reads
//! the log over the API can check it too.

use super::read_entry;
use allia_protocol::admin::AuditEntry;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

/// The end of the chain, to which the next entry is tied.
pub(super) struct Link {
    pub(super) seq: u64,
    hash: [u8; 32],
}

impl Link {
    const START: Self = Self { seq: 0, hash: [0; 32] };

    pub(super) fn newest(connection: &Connection) -> rusqlite::Result<Self> {
        let newest = connection
            .prepare_cached("SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok(Self { seq: row.get::<_, i64>(0)?.unsigned_abs(), hash: row.get(1)? }))
            .optional()?;
        Ok(newest.unwrap_or(Self::START))
    }

    /// The hash of an entry whose own `hash` is empty.
    pub(super) fn next_hash(&self, entry: &AuditEntry) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(self.hash);
        // An entry has no maps and no floats: writing it as JSON cannot fail.
        hasher.update(serde_json::to_vec(entry).unwrap_or_default());
        hasher.finalize().into()
    }
}

/// Where the log stops being what was written.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// Numbers are missing or out of order.
    #[error("entry {0} is missing")]
    Missing(u64),
    /// An entry does not fit its hash.
    #[error("entry {0} was altered")]
    Altered(u64),
    /// The log cannot be read.
    #[error("the audit log cannot be read")]
    Unreadable(#[from] rusqlite::Error),
}

/// Walks the whole log; answers with the number of entries.
pub(crate) fn verify(connection: &Connection) -> Result<u64, Broken> {
    let mut statement = connection.prepare(
        "SELECT seq, at, actor_id, action, subject_id, result, origin, hash FROM audit_entries ORDER BY seq",
    )?;
    let mut link = Link::START;
    for entry in statement.query_map([], read_entry)? {
        link = follow(&link, entry?)?;
    }
    Ok(link.seq)
}

fn follow(link: &Link, mut entry: AuditEntry) -> Result<Link, Broken> {
    let expected = link.seq.saturating_add(1);
    if entry.seq != expected {
        return Err(Broken::Missing(expected));
    }
    let shown = std::mem::take(&mut entry.hash);
    let hash = link.next_hash(&entry);
    if hex::encode(hash) != shown {
        return Err(Broken::Altered(entry.seq));
    }
    Ok(Link { seq: entry.seq, hash })
}
