//! The database: one thread that writes, a few that read.

mod connection;
mod desk;
mod job;
mod reader;
#[cfg(test)]
pub(crate) mod testing;
mod threads;
mod work;
mod writer;

pub use connection::DatabaseError;
pub(crate) use connection::create;
pub(crate) use work::{Effects, Work};

use crate::Refusal;
use crate::audit::Attempt;
use crate::config::Config;
use desk::Desk;
use reader::Readers;
use rusqlite::Connection;
use std::sync::Arc;
use writer::Writer;

/// What is done with the effects of a batch once it is on the disk.
pub(crate) type Listener = Box<dyn Fn(Effects) + Send>;

/// A practice's database, open.
pub(crate) struct Database {
    writer: Writer,
    readers: Readers,
}

impl Database {
    /// Opens the database of an existing practice and brings it to the newest form.
    pub(crate) fn open(config: &Config, listener: Listener) -> Result<Self, DatabaseError> {
        let writer = connection::open_writer(&config.data_directory)?;
        let readers = connection::open_readers(&config.data_directory)?;
        let desk = Desk::new(writer, Arc::clone(&config.clock), listener);
        if config.database_threads {
            Ok(Self { writer: Writer::start(desk)?, readers: Readers::start(readers)? })
        } else {
            Ok(Self { writer: Writer::on_caller(desk), readers: Readers::on_caller(readers) })
        }
    }

    /// Does `job` and what it was in one transaction, and answers once both are on the disk.
    ///
    /// The session behind the attempt is judged in that transaction too. When the job refuses, what it wrote
    /// is undone and the refusal is recorded.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        attempt: Attempt,
        job: impl FnOnce(&mut Work<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.writer.write(attempt, job).await
    }

    /// Reads in one snapshot. For what needs no audit entry.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.readers.read(job).await
    }

    /// Whether another process has written since this was last asked.
    pub(crate) async fn altered_by_others(&self) -> Result<bool, Refusal> {
        self.writer.altered_by_others().await
    }

    /// Sees to it that what was recorded about reads is on the disk; see [`writer`].
    pub(crate) fn settle(&self) -> Result<(), Refusal> {
        self.writer.settle()
    }

    /// Finishes what is queued, folds the write-ahead log into the database and closes it.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
