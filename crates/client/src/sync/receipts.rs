//! Telling the service how far this person has received and read. What it has not confirmed is asked of the local
//! copy, so nothing is lost over a restart, and many messages make one receipt.

use super::{LONGEST_WAIT, SyncFault};
use crate::api::call;
use crate::retry::{Backoff, Retry};
use crate::signed_in::SignedIn;
use crate::store::PendingReceipt;
use allia_protocol::conversation::PutReceipt;
use allia_protocol::id::Position;
use allia_protocol::problem::ErrorCode;
use std::sync::Arc;
use std::time::Duration;

/// What comes within this time goes out as one receipt.
const GATHER: Duration = Duration::from_millis(100);
/// Time between two requests.
const PACE: Duration = Duration::from_millis(40);

/// Sends receipts whenever there are some. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let mut backoff = Backoff::network();
    // Some may have been left over when the program last ended.
    signed_in.wakes.receipts.notify_one();
    loop {
        signed_in.wakes.receipts.notified().await;
        tokio::time::sleep(GATHER).await;
        while let Err(fault) = send_pending(&signed_in).await {
            if fault.is_session_end() {
                signed_in.session.resumed().await;
                continue;
            }
            tracing::info!(%fault, "sending receipts failed");
            signed_in.report_damage(fault.damaged_file());
            tokio::time::sleep(backoff.next_wait(fault.retry()).unwrap_or(LONGEST_WAIT)).await;
        }
        backoff.reset();
    }
}

/// Sends all there are. One that the service does not take holds up no other; its fault is the answer at the end, after
/// which it is tried again.
async fn send_pending(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let mut first_fault = None;
    for receipt in signed_in.cache.pending_receipts().await? {
        match send(signed_in, receipt).await {
            Err(fault) if fault.concerns_one_conversation() && signed_in.line.is_online() => {
                first_fault.get_or_insert(fault);
            }
            sent => sent?,
        }
        tokio::time::sleep(PACE).await;
    }
    first_fault.map_or(Ok(()), Err)
}

async fn send(signed_in: &SignedIn, pending: PendingReceipt) -> Result<(), SyncFault> {
    let PendingReceipt { conversation_id, delivered, read } = pending;
    let body = PutReceipt {
        delivered_position: Some(delivered),
        read_position: Some(read).filter(|read| *read > Position::ZERO),
    };
    match signed_in.session.tell(&call::put_receipt(conversation_id, &body)).await {
        Ok(()) => Ok(signed_in.cache.confirm_receipt(conversation_id, delivered, read).await?),
        Err(fault) if fault.refusal() == Some(ErrorCode::NotFound) => {
            signed_in.lose_access(conversation_id).await.map(drop)
        }
        Err(fault) if fault.refusal().is_some() && fault.retry() == Retry::Never => {
            // Asking again would be refused again; the next message or the next start tries anew.
            tracing::warn!(%fault, conversation = %conversation_id, "a receipt was refused");
            Ok(())
        }
        Err(fault) => Err(fault.into()),
    }
}
