//! The way to the one thread that writes.
//!
//! Making a transaction durable costs a wait for the disk, whatever it contains. So the thread (see
//! [`super::desk`]) takes the jobs that are queued, runs each in a savepoint of its own, commits once, and only
//! then answers them all. A job that refuses takes back its own savepoint and nobody else's; a commit that
//! fails fails them all, and none of them has been told otherwise.
//!
//! A batch that only read, and recorded that it did, does not wait for the disk: its entries reach it with the
//! next batch that does, or when [`Writer::settle`] is next called. A power cut may take the last moment's
//! entries about reads, never a message, a membership or an entry about one.

use super::connection::DatabaseError;
use super::desk::{Answer, Desk, Job, Order, Task};
use super::threads::Threads;
use super::{Work, job};
use crate::Refusal;
use crate::audit::Attempt;
use std::sync::{Mutex, PoisonError};
use tokio::sync::{mpsc, oneshot};

/// Most jobs that wait. Beyond it callers are told to come back.
const QUEUE: usize = 1_024;

pub(super) enum Writer {
    Thread {
        /// Goes first when the writer is dropped, so that the thread ends.
        orders: mpsc::Sender<Order>,
        thread: Threads,
    },
    /// Each order is taken by whoever gives it; see [`crate::Config::database_threads`].
    OnCaller(Mutex<Option<Box<Desk>>>),
}

impl Writer {
    pub(super) fn start(desk: Desk) -> Result<Self, DatabaseError> {
        let (orders, queue) = mpsc::channel(QUEUE);
        let thread = Threads::default();
        thread.start("writer", move || desk.work_off(queue))?;
        Ok(Self::Thread { orders, thread })
    }

    pub(super) fn on_caller(desk: Desk) -> Self {
        Self::OnCaller(Mutex::new(Some(Box::new(desk))))
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        attempt: Attempt,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (tell, told) = oneshot::channel();
        let waits_for_disk = attempt.action.waits_for_disk();
        let task: Task = Box::new(move |connection, clock| {
            let (effects, result) = job::run(connection, clock, attempt, work);
            let answer: Answer = Box::new(move |committed| {
                // A caller who has hung up does not hear the answer; what was done stays done.
                let _ = tell.send(if committed { result } else { Err(Refusal::Busy) });
            });
            (effects, answer)
        });
        self.order(Order::Job(Job { task, waits_for_disk }))?;
        told.await.unwrap_or(Err(Refusal::Busy))
    }

    pub(super) async fn altered_by_others(&self) -> Result<bool, Refusal> {
        let (tell, told) = oneshot::channel();
        self.order(Order::AlteredByOthers(tell))?;
        told.await.map_err(|_| Refusal::Busy)
    }

    pub(super) fn settle(&self) -> Result<(), Refusal> {
        self.order(Order::Settle)
    }

    pub(super) async fn close(&self) {
        let (tell, told) = oneshot::channel();
        match self {
            Self::Thread { orders, thread } => {
                if orders.send(Order::Close(tell)).await.is_ok() {
                    // Told, or dropped: in either case the connection is closed.
                    let _ = told.await;
                }
                thread.ended().await;
            }
            Self::OnCaller(desk) => {
                let desk = desk.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(desk) = desk {
                    desk.close(tell);
                }
            }
        }
    }

    fn order(&self, order: Order) -> Result<(), Refusal> {
        match self {
            Self::Thread { orders, .. } => orders.try_send(order).map_err(|_| Refusal::Busy),
            Self::OnCaller(desk) => {
                let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
                desk.as_mut().ok_or(Refusal::Busy)?.take(order, || None);
                Ok(())
            }
        }
    }
}
