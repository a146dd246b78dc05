//! The tables of the journal, version by version. A version that was released is never altered.

use super::{draft, outbox, setting, shown};
use crate::database::{Kind, generation, purging};
use rusqlite_migration::{M, Migrations};

const SENTINEL: &str = "
CREATE TABLE sentinel (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
INSERT INTO sentinel (one) VALUES (1);";

const VERSIONS: &[M<'_>] = &[
    M::up(SENTINEL),
    M::up(draft::CREATE),
    M::up(outbox::CREATE),
    M::up(setting::CREATE),
    M::up(shown::CREATE),
    M::up(generation::CREATE),
    M::up(purging::CREATE),
    M::up(purging::REWRITE),
];

/// The journal: what was committed survives a power cut.
pub(super) const JOURNAL: Kind = Kind {
    purpose: "allia messages: journal",
    application_id: 0x416c_4d4a,
    migrations: Migrations::from_slice(VERSIONS),
    synchronous: "FULL",
    checked: true,
    readers: 1,
};
