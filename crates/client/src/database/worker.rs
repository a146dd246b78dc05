//! The threads: one that writes, a few that read. Async callers hand them jobs and await the answers.

use super::connection::cut_log;
use super::{Kind, OpenError, StoreError, opening, purging};
use crate::key::DatabaseKey;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};
use tokio::sync::oneshot;

/// Says whether its connection is still good afterwards.
type Job = Box<dyn FnOnce(&mut Connection) -> bool + Send>;
/// Opens another connection of the same kind to the same file.
pub(super) type Reopen = Arc<dyn Fn() -> Result<Connection, OpenError> + Send + Sync>;

/// Whether files opened from now on have no threads.
static ON_CALLER: AtomicBool = AtomicBool::new(false);

/// From now on, every file that this process opens is worked on by the thread that asks, which holds up everything else
/// on that thread. For a simulated network, whose clock must not run on while a thread works; cannot be taken back.
pub fn work_on_callers_thread() {
    ON_CALLER.store(true, Ordering::Relaxed);
}

/// An open file. Cheap to clone; when the last clone goes, the threads end by themselves. [`Database::close`] awaits
/// their end.
#[derive(Clone)]
pub(crate) struct Database {
    threads: Arc<Threads>,
}

struct Threads {
    writer: Crew,
    /// `None` for a database in memory, which has a single connection.
    readers: Option<Crew>,
    /// Readers hold it shared while they read; cutting the log takes it alone, because a log that is being read
    /// cannot be cut.
    gate: Arc<RwLock<()>>,
}

impl Database {
    /// Opens the file, or makes it when there is none. Blocks.
    pub(crate) fn open(kind: &Kind, file: &Path, key: &DatabaseKey) -> Result<Self, OpenError> {
        opening::open(kind, file, key)
    }

    /// A new file without encryption.
    #[cfg(feature = "plain-comparison")]
    pub(crate) fn open_plain(kind: &Kind, file: &Path) -> Result<Self, OpenError> {
        opening::open_plain(kind, file)
    }

    /// A database that ends with the program.
    pub(crate) fn open_in_memory(kind: &Kind) -> Result<Self, OpenError> {
        opening::open_in_memory(kind)
    }

    /// Starts the threads. The lock lives as long as the connection that writes. `reopen` (for the one that writes, for
    /// those that read) is there for a file.
    pub(super) fn start(
        writer: Connection,
        readers: Vec<Connection>,
        reopen: Option<(Reopen, Reopen)>,
        lock: Option<File>,
    ) -> Result<Self, OpenError> {
        let (rewrite, reread) = reopen.unzip();
        let writer = Crew::start("allia-write", vec![writer], rewrite, lock)?;
        let readers = match readers.is_empty() {
            true => None,
            false => Some(Crew::start("allia-read", readers, reread, None)?),
        };
        Ok(Self { threads: Arc::new(Threads { writer, readers, gate: Arc::default() }) })
    }

    /// Runs a job in a transaction of the writing connection and commits it when the job succeeded.
    pub(crate) async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.threads
            .writer
            .ask(|connection| commit(connection, job))?
            .await
            .map_err(|_| StoreError::Closed)?
    }

    /// As [`Database::write`], for a caller that is not async. Blocks.
    pub(crate) fn write_and_wait<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let answer = self.threads.writer.ask(|connection| commit(connection, job))?;
        answer.blocking_recv().map_err(|_| StoreError::Closed)?
    }

    /// Runs a job in a transaction of a reading connection: all it reads is of one moment. The statements around it are
    /// kept prepared, because preparing them would take longer than many a job.
    pub(crate) async fn read<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let gate = Arc::clone(&self.threads.gate);
        let run = move |connection: &mut Connection| {
            let _reading = gate.read().unwrap_or_else(PoisonError::into_inner);
            connection.prepare_cached("BEGIN")?.execute([])?;
            let answer = job(connection);
            connection.prepare_cached("ROLLBACK")?.execute([])?;
            answer
        };
        let crew = self.threads.readers.as_ref().unwrap_or(&self.threads.writer);
        crew.ask(run)?.await.map_err(|_| StoreError::Closed)?
    }

    /// Brings the write-ahead log into the file and cuts it, so that nothing deleted is left in it.
    pub(crate) async fn cut_log(&self) -> Result<(), StoreError> {
        let gate = Arc::clone(&self.threads.gate);
        let cut = move |connection: &mut Connection| {
            let _alone = gate.write().unwrap_or_else(PoisonError::into_inner);
            if cut_log(connection)? { Ok(()) } else { Err(StoreError::NotCut) }
        };
        self.threads.writer.ask(cut)?.await.map_err(|_| StoreError::Closed)?
    }

    /// If a purge was [noted](purging::note), takes everything deleted out of the file and the log for good: writes the
    /// file anew and cuts the log. Reading goes on meanwhile; writing waits.
    pub(crate) async fn purge(&self) -> Result<(), StoreError> {
        let gate = Arc::clone(&self.threads.gate);
        let purge = move |connection: &mut Connection| {
            purging::make_good(connection, || gate.write().unwrap_or_else(PoisonError::into_inner))
        };
        self.threads.writer.ask(purge)?.await.map_err(|_| StoreError::Closed)?
    }

    /// As [`Database::close`], for a caller that is not async. Blocks.
    pub(crate) fn close_and_wait(&self) -> Result<(), StoreError> {
        self.threads.readers.iter().for_each(Crew::stop);
        let cut = self.threads.writer.ask(|connection| Ok(cut_log(connection)?))?.blocking_recv();
        self.threads.writer.stop();
        match cut.map_err(|_| StoreError::Closed)?? {
            true => Ok(()),
            false => Err(StoreError::NotCut),
        }
    }

    /// Ends the readers, cuts the log, ends the writer and lets go of the file.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.close_after(|_| Ok(())).await.1
    }

    /// As [`Database::close`], with a last look into the file that finds all that was ever written into it: what is asked
    /// for later is refused.
    pub(crate) async fn close_after<T, F>(&self, look: F) -> (Result<T, StoreError>, Result<(), StoreError>)
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (readers, writer) = (Arc::clone(&self.threads), Arc::clone(&self.threads));
        let ended = end(move || readers.readers.iter().for_each(Crew::stop)).await;
        let last = |connection: &mut Connection| {
            // First, because a bad page that the look meets spoils the connection.
            let cut = cut_log(connection);
            Ok((look(connection), cut))
        };
        let asked = match self.threads.writer.ask_last(last) {
            Ok(answer) => answer.await.unwrap_or(Err(StoreError::Closed)),
            Err(closed) => Err(closed),
        };
        let ended = ended.and(end(move || writer.writer.stop()).await);
        match asked {
            Ok((found, Ok(true))) => (found, ended),
            Ok((found, Ok(false))) => (found, Err(StoreError::NotCut)),
            Ok((found, Err(fault))) => (found, Err(fault.into())),
            // Closing twice is no error.
            Err(fault) => (Err(fault), ended),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").finish_non_exhaustive()
    }
}

async fn end(stop: impl FnOnce() + Send + 'static) -> Result<(), StoreError> {
    tokio::task::spawn_blocking(stop).await.map_err(|_| StoreError::Closed)
}

enum Crew {
    /// Threads that take jobs from one queue, each with a connection of its own.
    Threads {
        /// Goes first when the crew is dropped, so that the threads end.
        jobs: Mutex<Option<Sender<Job>>>,
        hands: Hands,
    },
    /// Whoever brings a job does it; see [`work_on_callers_thread`].
    Caller(Mutex<Option<Seat>>),
}

/// A connection, and the lock on its file, if it is the one that writes.
struct Seat {
    connection: Connection,
    _lock: Option<File>,
}

impl Crew {
    fn start(
        name: &str,
        mut connections: Vec<Connection>,
        reopen: Option<Reopen>,
        lock: Option<File>,
    ) -> Result<Self, OpenError> {
        if ON_CALLER.load(Ordering::Relaxed) {
            let seat = connections.pop().map(|connection| Seat { connection, _lock: lock });
            return Ok(Self::Caller(Mutex::new(seat)));
        }
        let (sender, receiver) = channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut lock = lock;
        let mut threads = Vec::with_capacity(connections.len());
        for connection in connections {
            let receiver = Arc::clone(&receiver);
            let reopen = reopen.clone();
            let lock = lock.take();
            let work = move || {
                work(connection, reopen.as_ref(), &receiver);
                drop(lock);
            };
            threads.push(thread::Builder::new().name(name.to_owned()).spawn(work)?);
        }
        Ok(Self::Threads { jobs: Mutex::new(Some(sender)), hands: Hands(Mutex::new(threads)) })
    }

    /// Hands a job in. The answer comes when a thread has run it.
    fn ask<T, F>(&self, run: F) -> Result<oneshot::Receiver<Result<T, StoreError>>, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (job, answered) = job_of(run);
        self.submit(job)?;
        Ok(answered)
    }

    /// As [`Crew::ask`], for the last job: every later one is refused.
    fn ask_last<T, F>(&self, run: F) -> Result<oneshot::Receiver<Result<T, StoreError>>, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (job, answered) = job_of(run);
        match self {
            Self::Threads { jobs, .. } => {
                let last = jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
                last.ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
            }
            Self::Caller(seat) => {
                let last = seat.lock().unwrap_or_else(PoisonError::into_inner).take();
                job(&mut last.ok_or(StoreError::Closed)?.connection);
            }
        }
        Ok(answered)
    }

    fn submit(&self, job: Job) -> Result<(), StoreError> {
        match self {
            Self::Threads { jobs, .. } => {
                let jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
                jobs.as_ref().ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)
            }
            Self::Caller(seat) => {
                let mut seat = seat.lock().unwrap_or_else(PoisonError::into_inner);
                job(&mut seat.as_mut().ok_or(StoreError::Closed)?.connection);
                Ok(())
            }
        }
    }

    /// Lets the jobs already handed in run to their end, and the threads with them.
    fn stop(&self) {
        match self {
            Self::Threads { jobs, hands } => {
                drop(jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
                hands.join();
            }
            Self::Caller(seat) => drop(seat.lock().unwrap_or_else(PoisonError::into_inner).take()),
        }
    }
}

/// Threads that nothing outlives: when the process ends, SQLCipher takes down what every connection needs, and waits for
/// none.
struct Hands(Mutex<Vec<JoinHandle<()>>>);

impl Hands {
    /// Waits until they have ended.
    fn join(&self) {
        let threads = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        // A job that holds the last hold on its own database ends on its own thread.
        for thread in threads.into_iter().filter(|thread| thread.thread().id() != thread::current().id()) {
            // A thread that panicked has ended too.
            let _ = thread.join();
        }
    }
}

impl Drop for Hands {
    fn drop(&mut self) {
        self.join();
    }
}

/// A job, and where its answer comes.
fn job_of<T, F>(run: F) -> (Job, oneshot::Receiver<Result<T, StoreError>>)
where
    T: Send + 'static,
    F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    let job: Job = Box::new(move |connection| {
        let outcome = run(connection);
        let is_good = !outcome.as_ref().is_err_and(spoils_the_connection);
        // Nobody may be waiting any more; the work is done all the same.
        let _ = answer.send(outcome);
        is_good
    });
    (job, answered)
}

fn commit<T>(
    connection: &mut Connection,
    job: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answer = job(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}

/// After a page that it could not decrypt, be it only because the disk did not give it, SQLCipher refuses everything on
/// that connection, as out of memory.
fn spoils_the_connection(error: &StoreError) -> bool {
    let code = match error {
        StoreError::Damaged => return true,
        StoreError::Sqlite(error) => error.sqlite_error_code(),
        StoreError::DiskFull | StoreError::Closed | StoreError::NotCut => None,
    };
    matches!(code, Some(ErrorCode::OutOfMemory | ErrorCode::SystemIoFailure | ErrorCode::CannotOpen))
}

fn work(mut connection: Connection, reopen: Option<&Reopen>, jobs: &Mutex<Receiver<Job>>) {
    let mut is_good = true;
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // As late as possible: the disk may answer again by now. If not, the job finds that out.
        if let Some(reopen) = reopen.filter(|_| !is_good) {
            match reopen() {
                Ok(fresh) => connection = fresh,
                Err(error) => tracing::warn!(%error, "a connection could not be replaced"),
            }
        }
        is_good = job(&mut connection);
    }
}
