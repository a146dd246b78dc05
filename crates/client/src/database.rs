//! An encrypted SQLite file: how it is opened, told apart from a broken one, written by one thread and read by a few.

mod column;
mod connection;
mod error;
mod file;
pub(crate) mod generation;
mod opening;
pub(crate) mod purging;
mod rebuilding;
mod worker;

#[cfg(test)]
mod tests;

pub(crate) use column::{
    conversation_id, count, message_id, number, position, sensitive, sensitive_option, timestamp, user_id,
};
pub(crate) use connection::connect_to_salvage;
#[cfg(test)]
pub(crate) use connection::plan;
pub use error::{OpenError, StoreError};
pub use file::{FileState, delete_file, file_state, set_aside, was_set_aside};
pub(crate) use file::{
    copy_with_wrapped_key, make_private_folder, mark_read, read_key_check, read_wrapped_key,
    set_aside_unread, wrapped_key_exists, write_wrapped_key,
};
pub(crate) use rebuilding::rebuild;
pub(crate) use worker::Database;
pub use worker::work_on_callers_thread;

use rusqlite_migration::Migrations;

/// What makes one kind of file: the cache or the journal.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Goes into the derivation of the file's key. Must never change.
    pub(crate) purpose: &'static str,
    /// Stands in the file's header and says whose it is. Must never change.
    pub(crate) application_id: i32,
    /// The tables, version by version. The first one makes a table `sentinel` with one row: an emptied file has none. One
    /// makes [`purging`]'s.
    pub(crate) migrations: Migrations<'static>,
    /// `NORMAL`: a power cut may take the last transactions. `FULL`: what was committed stays.
    pub(crate) synchronous: &'static str,
    /// Whether each opening looks at every page, so that a bad one is found before it is in the way of a write.
    pub(crate) checked: bool,
    /// Connections that only read; at least one.
    pub(crate) readers: usize,
}
