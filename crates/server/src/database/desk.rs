//! What the writing thread does all day.

use super::{Effects, Listener};
use crate::clock::Clock;
use rusqlite::Connection;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// Most jobs in one transaction.
const BATCH: usize = 128;

/// Tells a job's caller how it went; `false` when the batch was not committed.
pub(super) type Answer = Box<dyn FnOnce(bool) + Send>;
/// Does the job, inside the batch's transaction.
pub(super) type Task = Box<dyn FnOnce(&Connection, &dyn Clock) -> (Effects, Answer) + Send>;

/// Something to be written.
pub(super) struct Job {
    pub(super) task: Task,
    /// Whether its caller is answered only once it is on the disk.
    pub(super) waits_for_disk: bool,
}

/// What the thread can be told to do.
pub(super) enum Order {
    Job(Job),
    /// Say whether another process has written since the last time.
    AlteredByOthers(oneshot::Sender<bool>),
    /// See to it that everything committed is on the disk.
    Settle,
    Close(oneshot::Sender<()>),
}

/// The thread's own things.
pub(super) struct Desk {
    connection: Connection,
    clock: Arc<dyn Clock>,
    listener: Listener,
    seen_version: Option<i64>,
    /// Whether a commit waits for the disk, as the connection is set now.
    is_synchronous: bool,
    /// Whether something was committed since that has not waited for the disk.
    is_unsettled: bool,
}

impl Desk {
    pub(super) fn new(connection: Connection, clock: Arc<dyn Clock>, listener: Listener) -> Self {
        Self { connection, clock, listener, seen_version: None, is_synchronous: true, is_unsettled: false }
    }

    /// Works until it is told to close, or nobody is left to tell it.
    pub(super) fn work_off(mut self, mut queue: mpsc::Receiver<Order>) {
        let mut held = None;
        while let Some(order) = held.take().or_else(|| queue.blocking_recv()) {
            if let Order::Close(tell) = order {
                return self.close(tell);
            }
            held = self.take(order, || queue.try_recv().ok());
        }
    }

    /// Closes the database.
    pub(super) fn close(self, tell: oneshot::Sender<()>) {
        log_failure("fold the log in", checkpoint(&self.connection, "PRAGMA wal_checkpoint(TRUNCATE)"));
        drop(self.connection);
        let _ = tell.send(());
    }

    /// Takes any order but to close, with what else is queued where it can be done together. Hands back what was
    /// taken from the queue and could not.
    pub(super) fn take(&mut self, order: Order, queued: impl FnMut() -> Option<Order>) -> Option<Order> {
        match order {
            Order::Job(first) => return self.work_off_batch(first, queued),
            Order::AlteredByOthers(tell) => {
                let _ = tell.send(self.altered_by_others());
            }
            Order::Settle => self.settle(),
            Order::Close(_) => return Some(order),
        }
        None
    }

    /// One transaction for the jobs that are queued. Hands back the order that ended it, if one did: a job
    /// that waits for the disk does not join a batch that does not.
    fn work_off_batch(&mut self, first: Job, mut queued: impl FnMut() -> Option<Order>) -> Option<Order> {
        let waits_for_disk = first.waits_for_disk;
        let written_before = self.connection.total_changes();
        let began = self.begin(waits_for_disk);
        let (mut answers, mut effects, mut held) = (Vec::new(), Effects::default(), None);
        let mut next = Some(first);
        while let Some(job) = next.take() {
            let (more, answer) = (job.task)(&self.connection, self.clock.as_ref());
            effects.absorb(more);
            answers.push(answer);
            if answers.len() < BATCH {
                match queued() {
                    Some(Order::Job(job)) if waits_for_disk || !job.waits_for_disk => next = Some(job),
                    other => held = other,
                }
            }
        }
        let committed = began && self.commit();
        ::metrics::histogram!("allia_batch_jobs").record(u32::try_from(answers.len()).unwrap_or(u32::MAX));
        if committed {
            self.note_settling(waits_for_disk, written_before);
            (self.listener)(effects);
        }
        for answer in answers {
            answer(committed);
        }
        held
    }

    /// A commit that waits takes everything before it to the disk too, unless there was nothing to commit.
    fn note_settling(&mut self, waits_for_disk: bool, written_before: u64) {
        if self.connection.total_changes() > written_before {
            self.is_unsettled = !waits_for_disk;
        }
    }

    fn begin(&mut self, waits_for_disk: bool) -> bool {
        let began = self
            .set_synchronous(waits_for_disk)
            .and_then(|()| self.connection.execute_batch("BEGIN IMMEDIATE"));
        log_failure("begin", began)
    }

    fn commit(&self) -> bool {
        // A full disk makes SQLite give the whole transaction up by itself; then there is none to commit.
        let committed = log_failure("commit", self.connection.execute_batch("COMMIT"));
        if !self.connection.is_autocommit() {
            log_failure("roll back", self.connection.execute_batch("ROLLBACK"));
        }
        committed
    }

    fn set_synchronous(&mut self, synchronous: bool) -> rusqlite::Result<()> {
        if synchronous != self.is_synchronous {
            let level = if synchronous { "FULL" } else { "NORMAL" };
            self.connection.pragma_update(None, "synchronous", level)?;
            self.is_synchronous = synchronous;
        }
        Ok(())
    }

    /// Folding the log into the database begins with waiting until the log is on the disk.
    fn settle(&mut self) {
        if self.is_unsettled {
            self.is_unsettled =
                !log_failure("settle", checkpoint(&self.connection, "PRAGMA wal_checkpoint(PASSIVE)"));
        }
    }

    fn altered_by_others(&mut self) -> bool {
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get(0)).ok();
        let altered = self.seen_version.is_some() && version != self.seen_version;
        self.seen_version = version;
        altered
    }
}

fn checkpoint(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.query_row(sql, [], |_| Ok(()))
}

fn log_failure(what: &'static str, result: rusqlite::Result<()>) -> bool {
    result.inspect_err(|error| tracing::error!(what, error = %error, "the database refused")).is_ok()
}
