//! Threads that nothing outlives: when the process ends, SQLCipher takes down what every connection needs, and waits
//! for none.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// Waits for them when it is dropped. What they wait for must be dropped before.
#[derive(Clone, Default)]
pub(super) struct Threads(Arc<Held>);

#[derive(Default)]
struct Held(Mutex<Vec<JoinHandle<()>>>);

impl Threads {
    /// Starts one more.
    pub(super) fn start(&self, name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let thread = thread::Builder::new().name(name.to_owned()).spawn(work)?;
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        Ok(())
    }

    /// Waits until all have ended.
    pub(super) async fn ended(&self) {
        let held = Arc::clone(&self.0);
        let _ = tokio::task::spawn_blocking(move || held.join()).await;
    }
}

impl Held {
    fn join(&self) {
        let threads = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads.into_iter().filter(|thread| thread.thread().id() != thread::current().id()) {
            // A thread that panicked has ended too.
            let _ = thread.join();
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.join();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    #[test]
    fn none_outlives_its_owner() {
        let ended = Arc::new(AtomicUsize::new(0));
        let (queue, waiting) = channel::<()>();
        let threads = Threads::default();
        let tell = Arc::clone(&ended);
        let work = move || {
            while waiting.recv().is_ok() {}
            // Still busy when the owner goes.
            (0..200_000).for_each(|_| thread::yield_now());
            tell.fetch_add(1, Ordering::SeqCst);
        };
        threads.start("writer", work).unwrap();
        drop(queue);
        drop(threads);
        assert_eq!(ended.load(Ordering::SeqCst), 1);
    }
}
