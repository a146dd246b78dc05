//! The tables of the cache, version by version. A version that was released is never altered.

use super::{
    account, conversation, history, keeping, message, message_text, notice, patient_word, sync_state,
};
use crate::database::{Kind, generation, purging};
use rusqlite_migration::{M, Migrations};

const VERSIONS: &[M<'_>] = &[
    M::up(sync_state::CREATE),
    M::up(account::CREATE),
    M::up(notice::CREATE),
    M::up(conversation::CREATE),
    M::up(message::CREATE),
    M::up(message_text::CREATE),
    M::up(history::CREATE),
    M::up(patient_word::CREATE),
    M::up(generation::CREATE),
    M::up(purging::CREATE),
    M::up(keeping::CREATE),
];

/// The cache: what a power cut takes of it comes back from the service.
pub(super) const CACHE: Kind = Kind {
    purpose: "allia messages: cache",
    application_id: 0x416c_4d43,
    migrations: Migrations::from_slice(VERSIONS),
    synchronous: "NORMAL",
    checked: false,
    readers: 2,
};
