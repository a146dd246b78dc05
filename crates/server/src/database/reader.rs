//! The threads that read, each with a connection that cannot write.

use super::connection::DatabaseError;
use super::threads::Threads;
use crate::Refusal;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Most reads that wait. Beyond it callers are told to come back.
const QUEUE: usize = 1_024;

type Job = Box<dyn FnOnce(&Connection) + Send>;

pub(super) enum Readers {
    Threads {
        /// Goes first when the readers are dropped, so that the threads end.
        jobs: Mutex<Option<SyncSender<Job>>>,
        threads: Threads,
    },
    /// Each job is done by whoever brings it; see [`crate::Config::database_threads`].
    OnCaller(Mutex<Option<Connection>>),
}

impl Readers {
    pub(super) fn start(connections: Vec<Connection>) -> Result<Self, DatabaseError> {
        let (jobs, queue) = sync_channel(QUEUE);
        let queue = Arc::new(Mutex::new(queue));
        let threads = Threads::default();
        for connection in connections {
            let queue = Arc::clone(&queue);
            threads.start("reader", move || work_off(&connection, &queue))?;
        }
        Ok(Self::Threads { jobs: Mutex::new(Some(jobs)), threads })
    }

    /// Whoever asks is alone, so one connection is enough.
    pub(super) fn on_caller(mut connections: Vec<Connection>) -> Self {
        Self::OnCaller(Mutex::new(connections.pop()))
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let _ = tell.send(in_snapshot(connection, job));
        });
        self.bring(job)?;
        told.await.unwrap_or(Err(Refusal::Busy))
    }

    /// Lets the threads finish what is queued and end.
    pub(super) async fn close(&self) {
        match self {
            Self::Threads { jobs, threads } => {
                drop(jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
                threads.ended().await;
            }
            Self::OnCaller(connection) => {
                drop(connection.lock().unwrap_or_else(PoisonError::into_inner).take());
            }
        }
    }

    fn bring(&self, job: Job) -> Result<(), Refusal> {
        match self {
            Self::Threads { jobs, .. } => {
                let jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
                jobs.ok_or(Refusal::Busy)?.try_send(job).map_err(|_| Refusal::Busy)
            }
            Self::OnCaller(connection) => {
                let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
                job(connection.as_ref().ok_or(Refusal::Busy)?);
                Ok(())
            }
        }
    }
}

fn work_off(connection: &Connection, queue: &Mutex<Receiver<Job>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(job) => job(connection),
            Err(_) => return,
        }
    }
}

fn in_snapshot<T>(
    connection: &Connection,
    job: impl FnOnce(&Connection) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let snapshot = connection.unchecked_transaction()?;
    catch_unwind(AssertUnwindSafe(|| job(&snapshot))).unwrap_or(Err(Refusal::Fault("a read panicked")))
}
