//! The places of those who are connected, and who gives theirs up when all are taken.
//!
//! Whoever is being answered keeps their place. Whoever has sent no complete request, be it an idle connection
//! or one that sends a byte now and then, gives it up to the next who comes, the longest-resting first. So
//! connections that ask for nothing never keep out those who do.
//!
//! There is no share for each address: without TLS of its own the service only ever hears this computer or the
//! proxy in front, who speaks for everybody.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// All places of the service.
pub(super) struct Places {
    free: Arc<Semaphore>,
    resting: Mutex<Resting>,
}

/// Connections that have no complete request under way, in the order in which they came to rest.
#[derive(Default)]
struct Resting {
    next: u64,
    queue: BTreeMap<u64, Arc<Notify>>,
    /// Whether somebody waits for a place.
    wanted: bool,
}

/// One connection's place.
pub(super) struct Place {
    places: Arc<Places>,
    leave: Arc<Notify>,
    /// Where it stands among those who rest.
    turn: Mutex<Option<u64>>,
    _permit: OwnedSemaphorePermit,
}

impl Places {
    pub(super) fn new(count: usize) -> Arc<Self> {
        Arc::new(Self { free: Arc::new(Semaphore::new(count)), resting: Mutex::default() })
    }

    /// A place, at rest; made free if need be. `None` only when the service is gone.
    pub(super) async fn take(self: &Arc<Self>) -> Option<Arc<Place>> {
        let permit = match Arc::clone(&self.free).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => {
                self.want();
                let freed = Arc::clone(&self.free).acquire_owned().await.ok()?;
                self.lock().wanted = false;
                freed
            }
        };
        let place = Place {
            places: Arc::clone(self),
            leave: Arc::default(),
            turn: Mutex::default(),
            _permit: permit,
        };
        place.rest();
        Some(Arc::new(place))
    }

    /// Sends the longest-resting away; if nobody rests, whoever comes to rest first.
    fn want(&self) {
        let mut resting = self.lock();
        match resting.queue.pop_first() {
            Some((_, leave)) => leave.notify_one(),
            None => resting.wanted = true,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Resting> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Nothing is being done for the connection.
    pub(super) fn rest(&self) {
        let mut resting = self.places.lock();
        if resting.wanted {
            resting.wanted = false;
            self.leave.notify_one();
            return;
        }
        let turn = resting.next;
        resting.next = turn.wrapping_add(1);
        resting.queue.insert(turn, Arc::clone(&self.leave));
        *self.turn() = Some(turn);
    }

    /// A complete request has come: the connection keeps its place until that is answered.
    pub(super) fn work(&self) {
        let mut resting = self.places.lock();
        if let Some(turn) = self.turn().take() {
            resting.queue.remove(&turn);
        }
    }

    /// Completes when the place has to be given up.
    pub(super) async fn given_up(&self) {
        self.leave.notified().await;
    }

    fn turn(&self) -> MutexGuard<'_, Option<u64>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.work();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn the_longest_resting_gives_way_and_whoever_works_stays() {
        let places = Places::new(3);
        let (first, second, third) =
            (places.take().await.unwrap(), places.take().await.unwrap(), places.take().await.unwrap());
        first.work();
        third.work();
        third.rest();
        let mut coming = Box::pin(places.take());
        assert!(coming.as_mut().now_or_never().is_none());
        assert!(second.given_up().now_or_never().is_some());
        assert!(first.given_up().now_or_never().is_none() && third.given_up().now_or_never().is_none());
        drop(second);
        assert!(coming.now_or_never().is_some());
    }

    #[tokio::test]
    async fn when_all_work_the_first_who_rests_gives_way() {
        let places = Places::new(1);
        let only = places.take().await.unwrap();
        only.work();
        let mut coming = Box::pin(places.take());
        assert!(coming.as_mut().now_or_never().is_none());
        assert!(only.given_up().now_or_never().is_none());
        only.rest();
        assert!(only.given_up().now_or_never().is_some());
        drop(only);
        let next = coming.now_or_never().flatten().expect("its turn came");
        assert!(next.given_up().now_or_never().is_none(), "nobody waits any more");
        drop(next);
        assert!(places.lock().queue.is_empty());
    }
}
