//! Keeping the local copy and the service together: one task asks for changes, applies them together with their
//! cursor, then tells the screens. The live stream, a timer, the person and the operating system only wake it.

pub(crate) mod account;
mod announce;
mod feed;
pub(crate) mod history;
pub(crate) mod keeping;
pub(crate) mod listen;
pub(crate) mod network;
mod page_limit;
pub(crate) mod receipts;
mod removal;
pub(crate) mod sleep;
mod snapshot;

use crate::api::fault::ApiFault;
use crate::database::StoreError;
use crate::retry::{Backoff, Retry};
use crate::signed_in::{DamagedFile, SignedIn};
use crate::view::ConnectionProblem;
use allia_protocol::problem::ErrorCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Changes are asked for this often even if nothing wakes the loop.
const TIMER: Duration = Duration::from_secs(60);
/// The longest wait after a failure that does not pass by itself.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Why catching up failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SyncFault {
    /// The service did not answer as it should.
    #[error(transparent)]
    Api(#[from] ApiFault),
    /// The local copy could not be read or written.
    #[error("the local copy: {0}")]
    Cache(#[from] StoreError),
    /// Drafts and unsent messages could not be read or written.
    #[error("the journal: {0}")]
    Journal(#[source] StoreError),
    /// The service says that there is more and does not move on.
    #[error("the service does not move on")]
    Stuck,
}

impl SyncFault {
    fn retry(&self) -> Retry {
        match self {
            Self::Api(fault) => fault.retry(),
            Self::Cache(_) | Self::Journal(_) | Self::Stuck => Retry::Backoff,
        }
    }

    fn problem(&self) -> Option<ConnectionProblem> {
        match self {
            Self::Api(fault) => fault.problem(),
            Self::Cache(StoreError::DiskFull) | Self::Journal(StoreError::DiskFull) => {
                Some(ConnectionProblem::DiskFull)
            }
            Self::Cache(_) | Self::Journal(_) => None,
            Self::Stuck => Some(ConnectionProblem::ServerUnavailable),
        }
    }

    pub(crate) const fn damaged_file(&self) -> Option<DamagedFile> {
        match self {
            Self::Cache(StoreError::Damaged) => Some(DamagedFile::Cache),
            Self::Journal(StoreError::Damaged) => Some(DamagedFile::Journal),
            _ => None,
        }
    }

    /// Whether this says something of what was asked for, and nothing of the line or of the local files.
    fn concerns_one_conversation(&self) -> bool {
        match self {
            Self::Stuck | Self::Api(ApiFault::TooLarge | ApiFault::NotOurServer) => true,
            Self::Api(ApiFault::Refused { retry_after, .. }) => retry_after.is_none(),
            Self::Api(_) | Self::Cache(_) | Self::Journal(_) => false,
        }
    }

    fn is_session_end(&self) -> bool {
        matches!(self, Self::Api(ApiFault::SessionEnded))
    }

    fn refusal(&self) -> Option<ErrorCode> {
        match self {
            Self::Api(fault) => fault.refusal(),
            Self::Cache(_) | Self::Journal(_) | Self::Stuck => None,
        }
    }
}

/// The loop. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let mut backoff = Backoff::network();
    loop {
        signed_in.session.resumed().await;
        match catch_up(&signed_in).await {
            Ok(()) => {
                signed_in.note_round();
                backoff.reset();
                let _ = tokio::time::timeout(TIMER, signed_in.wakes.sync.notified()).await;
            }
            Err(fault) if fault.is_session_end() => signed_in.line.failed(None),
            Err(fault) => {
                tracing::info!(%fault, "catching up failed");
                signed_in.note_round();
                signed_in.report_damage(fault.damaged_file());
                signed_in.line.failed(fault.problem());
                let wait = backoff.next_wait(fault.retry()).unwrap_or(LONGEST_WAIT);
                pause(&signed_in, &fault, wait).await;
            }
        }
    }
}

/// A line that broke may be whole again any moment, so a wake-up ends the wait. A service that asked for time, or
/// that answers nonsense, gets the time.
async fn pause(signed_in: &SignedIn, fault: &SyncFault, wait: Duration) {
    let obey = matches!(fault.retry(), Retry::After(_)) || matches!(fault, SyncFault::Stuck);
    if obey {
        tokio::time::sleep(wait).await;
        return;
    }
    if matches!(fault, SyncFault::Api(ApiFault::Unreachable(_) | ApiFault::Silent)) {
        signed_in.wakes.reopen.notify_waiters();
    }
    let _ = tokio::time::timeout(wait, signed_in.wakes.sync.notified()).await;
}

/// Fetches and applies everything that the service has and the local copy has not.
async fn catch_up(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let followed = match signed_in.cache.cursor().await? {
        None => begin_anew(signed_in).await,
        Some(cursor) => feed::follow(signed_in, cursor).await,
    };
    match followed {
        Err(fault) if fault.refusal() == Some(ErrorCode::CursorExpired) => {
            tracing::info!("the cursor expired; taking the conversations afresh");
            begin_anew(signed_in).await?;
        }
        followed => followed?,
    }
    let now = signed_in.clock.now();
    signed_in.cache.mark_up_to_date(now).await?;
    if signed_in.presence_stale.swap(false, Ordering::AcqRel)
        && let Err(fault) = snapshot::refresh_presence(signed_in).await
    {
        signed_in.presence_stale.store(true, Ordering::Release);
        return Err(fault);
    }
    signed_in.line.caught_up(now);
    signed_in.wakes.history.notify_one();
    Ok(())
}

/// Takes the conversations afresh, then what happened while they were listed.
async fn begin_anew(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let cursor = snapshot::take(signed_in).await?;
    // What changed of the practice meanwhile stands in no snapshot.
    signed_in.wakes.account.notify_one();
    feed::follow(signed_in, cursor).await
}

#[cfg(test)]
mod tests;
