//! For how long messages stay in the local copy, where IT has set that.

use super::SyncFault;
use crate::signed_in::SignedIn;
use allia_protocol::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// What became too old is looked for at the start and this often: taking it out of the file rewrites the file.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;

/// The moment before which nothing stays.
pub(crate) fn kept_since(now: Timestamp, cache_days: Option<u32>) -> Option<Timestamp> {
    cache_days.map(|days| now.plus_millis(-i64::from(days) * DAY_MILLIS))
}

/// Purges what is too old, at once, every day, and when IT has set something else. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    loop {
        if let Err(fault) = purge_old(&signed_in).await {
            tracing::warn!(%fault, "what is too old could not be purged");
            signed_in.report_damage(fault.damaged_file());
        }
        let _ = tokio::time::timeout(EVERY, signed_in.wakes.keeping.notified()).await;
    }
}

async fn purge_old(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let cache_days = signed_in.policies.now().policy.cache_days;
    let Some(since) = kept_since(signed_in.clock.now(), cache_days) else { return Ok(()) };
    let applied = signed_in.cache.keep_since(since).await?;
    signed_in.announce(applied).await
}
