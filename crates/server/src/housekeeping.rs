//! What a running service does by itself: presence that lapses, what others wrote, what is kept too long.

use crate::audit::{Action, Attempt};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, feed, foreign_change, live, metrics, sessions};
use allia_protocol::Timestamp;
use std::time::Duration;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

const PRESENCE_EVERY: Duration = Duration::from_millis(200);
/// Sessions and memberships that another process ended must show on the streams within 2 s.
const LOOK_EVERY: Duration = Duration::from_millis(500);
const TIDY_EVERY: Duration = Duration::from_secs(10 * 60);
/// How long a session that is over stays known, so that a stolen refresh token is still recognized.
const ENDED_SESSIONS_KEPT_MILLIS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// Runs until it is dropped.
pub(crate) async fn run(practice: &Practice) {
    let mut presence = every(PRESENCE_EVERY);
    let mut looks = every(LOOK_EVERY);
    let mut tidy = every(TIDY_EVERY);
    loop {
        let done = tokio::select! {
            _ = presence.tick() => {
                live::announce_lapsed(practice, practice.hub.sweep(Instant::now())).await;
                Ok(())
            }
            _ = looks.tick() => look(practice).await,
            _ = tidy.tick() => tidy_up(practice).await,
        };
        if let Err(refusal) = done {
            tracing::warn!(reason = %refusal, "housekeeping was put off");
        }
    }
}

async fn look(practice: &Practice) -> Result<(), Refusal> {
    practice.database.settle()?;
    foreign_change::look(practice).await
}

fn every(period: Duration) -> Interval {
    let mut interval = interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

async fn tidy_up(practice: &Practice) -> Result<(), Refusal> {
    metrics::fold();
    practice.rates.tidy();
    let now = practice.clock.now();
    let retention = i64::try_from(practice.config.feed_retention.as_millis()).unwrap_or(i64::MAX);
    prune(practice, now.plus_millis(retention.saturating_neg()), now.plus_millis(-ENDED_SESSIONS_KEPT_MILLIS))
        .await
}

async fn prune(
    practice: &Practice,
    feed_cutoff: Timestamp,
    session_cutoff: Timestamp,
) -> Result<(), Refusal> {
    let attempt = Attempt::new(Actor::local(), Action::FeedPrune);
    practice
        .database
        .write(attempt, move |work| {
            feed::prune(work.connection, feed_cutoff)?;
            sessions::delete_expired(work.connection, session_cutoff)?;
            Ok(())
        })
        .await
}

impl Practice {
    /// Forgets at once what a running service forgets from time to time: the far end of the change feeds, and
    /// sessions that were over long ago.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn tidy(&self) -> Result<(), Refusal> {
        tidy_up(self).await
    }
}
