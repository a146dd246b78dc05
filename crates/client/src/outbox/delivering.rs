//! One attempt to send one message.

use super::Attempt;
use crate::api::call;
use crate::api::fault::ApiFault;
use crate::journal::OutboxEntry;
use crate::retry::Retry;
use crate::signed_in::{SignedIn, lock};
use crate::store::HistoryGap;
use crate::sync::{SyncFault, history};
use crate::view::{ClientEvent, NotSentReason};
use allia_protocol::conversation::{Message, SendMessage};
use allia_protocol::id::{ConversationId, MessageId, Position};
use allia_protocol::problem::ErrorCode;

/// What a failed attempt means for its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// It will not go out by itself.
    NotSent(NotSentReason),
    /// The conversation is not found; whether it is gone must be asked.
    NotFound,
    /// It waits.
    Later(Retry),
}

fn judge(fault: &ApiFault) -> Verdict {
    match fault.refusal() {
        Some(ErrorCode::NotFound) => Verdict::NotFound,
        Some(ErrorCode::Conflict) => Verdict::NotSent(NotSentReason::Conflict),
        Some(ErrorCode::TooLarge) => Verdict::NotSent(NotSentReason::TooLong),
        Some(_) if fault.retry() == Retry::Never => Verdict::NotSent(NotSentReason::Refused),
        // An ended session stops the whole worker; the message just waits.
        _ => Verdict::Later(if fault.retry() == Retry::Never { Retry::Backoff } else { fault.retry() }),
    }
}

/// Sends the message and moves it to where it belongs.
pub(super) async fn deliver(signed_in: &SignedIn, entry: OutboxEntry) -> Result<Attempt, SyncFault> {
    let OutboxEntry { message_id, conversation_id, text, composed_at, .. } = entry;
    let call = call::send(conversation_id, message_id, &SendMessage { text, composed_at });
    match signed_in.session.read::<Message>(&call).await {
        Ok(message) if message.message_id == message_id && message.conversation_id == conversation_id => {
            accept(signed_in, message).await
        }
        Ok(_) => Ok(Attempt::Later(Retry::Backoff)),
        Err(fault) => {
            tracing::info!(%fault, message = %message_id, "a message was not accepted");
            settle(signed_in, conversation_id, message_id, judge(&fault)).await
        }
    }
}

/// First into the cache, then out of the journal: a crash in between sends it again, and the service answers with
/// what it has.
async fn accept(signed_in: &SignedIn, message: Message) -> Result<Attempt, SyncFault> {
    let message_id = message.message_id;
    // What came before it may not be had now. If the conversation goes until then, nobody shall call it not sent.
    lock(&signed_in.accepted).insert(message_id);
    let attempt = put_in_place(signed_in, message).await?;
    lock(&signed_in.accepted).remove(&message_id);
    Ok(attempt)
}

async fn put_in_place(signed_in: &SignedIn, message: Message) -> Result<Attempt, SyncFault> {
    let message_id = message.message_id;
    let Some(before) = missing_before(signed_in, &message).await? else {
        // What was still waiting there has just become *not sent*; this message is not of that kind.
        signed_in.journal.remove_sent(message_id).await.map_err(SyncFault::Journal)?;
        signed_in.announce_not_sent().await?;
        return Ok(Attempt::Done);
    };
    let applied = signed_in.cache.add_sent(before, message).await?;
    signed_in.journal.remove_sent(message_id).await.map_err(SyncFault::Journal)?;
    signed_in.announce(applied).await?;
    Ok(Attempt::Done)
}

/// What was written in the conversation between the newest message here and the accepted one; `None` when the
/// conversation has gone meanwhile.
async fn missing_before(signed_in: &SignedIn, message: &Message) -> Result<Option<Vec<Message>>, SyncFault> {
    let Some(row) = signed_in.cache.row(message.conversation_id).await? else { return Ok(None) };
    let newest = row.last_message.map_or(Position::ZERO, |newest| newest.position);
    if message.position <= newest.next() {
        return Ok(Some(Vec::new()));
    }
    let gap = HistoryGap { conversation_id: message.conversation_id, before: message.position };
    let Some(mut page) = history::fetch(signed_in, gap).await? else { return Ok(None) };
    page.messages.retain(|message| message.position > newest);
    Ok(Some(page.messages))
}

async fn settle(
    signed_in: &SignedIn,
    conversation_id: ConversationId,
    message_id: MessageId,
    verdict: Verdict,
) -> Result<Attempt, SyncFault> {
    match verdict {
        Verdict::Later(retry) => Ok(Attempt::Later(retry)),
        Verdict::NotSent(reason) => {
            wedge(signed_in, conversation_id, message_id, reason).await?;
            Ok(Attempt::Done)
        }
        Verdict::NotFound if signed_in.lose_access(conversation_id).await? => Ok(Attempt::Done),
        Verdict::NotFound => Ok(Attempt::Later(Retry::Backoff)),
    }
}

async fn wedge(
    signed_in: &SignedIn,
    conversation_id: ConversationId,
    message_id: MessageId,
    reason: NotSentReason,
) -> Result<(), SyncFault> {
    signed_in.journal.wedge(message_id, reason).await.map_err(SyncFault::Journal)?;
    signed_in.events.publish(ClientEvent::MessagesChanged { conversation_id });
    signed_in.events.publish(ClientEvent::ConversationsChanged { conversation_ids: vec![conversation_id] });
    signed_in.announce_not_sent().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;
    use std::time::Duration;

    fn refused(status: u16, code: ErrorCode) -> ApiFault {
        let status = StatusCode::from_u16(status).unwrap();
        ApiFault::Refused { status, code, retry_after: Some(Duration::from_secs(3)), at: None }
    }

    #[test]
    fn every_answer_has_its_verdict() {
        let after = Verdict::Later(Retry::After(Duration::from_secs(3)));
        let table = [
            (refused(404, ErrorCode::NotFound), Verdict::NotFound),
            (refused(409, ErrorCode::Conflict), Verdict::NotSent(NotSentReason::Conflict)),
            (refused(413, ErrorCode::TooLarge), Verdict::NotSent(NotSentReason::TooLong)),
            (refused(422, ErrorCode::Invalid), Verdict::NotSent(NotSentReason::Refused)),
            (refused(403, ErrorCode::Forbidden), Verdict::NotSent(NotSentReason::Refused)),
            (refused(429, ErrorCode::RateLimited), after),
            (refused(503, ErrorCode::Unavailable), after),
            (refused(500, ErrorCode::Unknown), after),
            (ApiFault::Silent, Verdict::Later(Retry::Backoff)),
            (ApiFault::NotOurServer, Verdict::Later(Retry::Backoff)),
            (ApiFault::SessionEnded, Verdict::Later(Retry::Backoff)),
        ];
        for (fault, verdict) in table {
            assert_eq!(judge(&fault), verdict, "{fault:?}");
        }
    }
}
