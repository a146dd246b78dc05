//! Waiting for something to become true, never for time to pass.

use std::fmt::Debug;
use std::future::Future;
use std::time::{Duration, Instant};

/// Long enough for a slow, busy machine; a story that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(40);

const GLANCE: Duration = Duration::from_millis(20);

/// Looks again and again until `look` finds something.
///
/// # Panics
/// After [`PATIENCE`], saying what was waited for.
pub async fn eventually<T, F>(what: &str, mut look: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let start = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain for: {what}");
        tokio::time::sleep(GLANCE).await;
    }
}

/// Looks until `look` answers with `expected`.
///
/// # Panics
/// After [`PATIENCE`], saying what was seen last.
pub async fn eventually_equal<T, F>(what: &str, expected: T, mut look: impl FnMut() -> F)
where
    T: PartialEq + Debug,
    F: Future<Output = T>,
{
    let start = Instant::now();
    loop {
        let seen = look().await;
        if seen == expected {
            return;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "waited {PATIENCE:?} in vain for: {what}\n  expected {expected:?}\n  last saw {seen:?}"
        );
        tokio::time::sleep(GLANCE).await;
    }
}
