//! Fetching what was said before: first each conversation's newest page, then everything, newest first.

use super::page_limit::PageLimit;
use super::{LONGEST_WAIT, SyncFault};
use crate::api::call;
use crate::api::fault::ApiFault;
use crate::retry::Backoff;
use crate::signed_in::SignedIn;
use crate::store::{HistoryGap, HistoryPage};
use crate::view::ClientEvent;
use allia_protocol::conversation::MessagePage;
use allia_protocol::id::{ConversationId, Position};
use allia_protocol::problem::ErrorCode;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// Histories fetched before they are written together.
const GAPS_AT_ONCE: u32 = 8;
/// Time between two requests, so that half of the requests that the service allows stay free for the person.
const PACE: Duration = Duration::from_millis(40);

/// Fills in history whenever there is some to fetch. Ends when the account stops.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let mut backoff = Backoff::network();
    loop {
        signed_in.wakes.history.notified().await;
        while let Err(fault) = fill(&signed_in).await {
            if fault.is_session_end() {
                signed_in.session.resumed().await;
                continue;
            }
            tracing::warn!(%fault, "fetching history failed");
            signed_in.report_damage(fault.damaged_file());
            let wait = backoff.next_wait(fault.retry()).unwrap_or(LONGEST_WAIT);
            tokio::time::sleep(wait).await;
        }
        backoff.reset();
    }
}

/// The conversations whose history cannot be had in this round.
#[derive(Debug, Default)]
struct PassedOver {
    conversations: HashSet<ConversationId>,
    first_fault: Option<SyncFault>,
}

/// Fetches all there is. A conversation whose history cannot be had is passed over, so that it holds up no other; its
/// fault is the answer at the end, after which it is tried again.
async fn fill(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let mut passed_over = PassedOver::default();
    loop {
        let gaps = next_gaps(signed_in, &passed_over).await?;
        if gaps.is_empty() {
            return passed_over.first_fault.map_or(Ok(()), Err);
        }
        let mut pages = Vec::with_capacity(gaps.len());
        let fetched = fetch_each(signed_in, gaps, &mut pages, &mut passed_over).await;
        // What came before the line broke is good.
        keep(signed_in, pages).await?;
        fetched?;
    }
}

/// The next histories to fetch, without those that are passed over.
async fn next_gaps(signed_in: &SignedIn, passed_over: &PassedOver) -> Result<Vec<HistoryGap>, SyncFault> {
    let passed = u32::try_from(passed_over.conversations.len()).unwrap_or(u32::MAX);
    let mut gaps = signed_in.cache.history_gaps(GAPS_AT_ONCE.saturating_add(passed)).await?;
    gaps.retain(|gap| !passed_over.conversations.contains(&gap.conversation_id));
    Ok(gaps)
}

async fn fetch_each(
    signed_in: &SignedIn,
    gaps: Vec<HistoryGap>,
    pages: &mut Vec<HistoryPage>,
    passed_over: &mut PassedOver,
) -> Result<(), SyncFault> {
    for gap in gaps {
        match fetch(signed_in, gap).await {
            // With the line down, a guest network's web page looks like a fault of the conversation.
            Err(fault) if fault.concerns_one_conversation() && signed_in.line.is_online() => {
                tracing::warn!(%fault, conversation = %gap.conversation_id, "no history; passing it over");
                passed_over.conversations.insert(gap.conversation_id);
                passed_over.first_fault.get_or_insert(fault);
            }
            fetched => pages.extend(fetched?),
        }
        tokio::time::sleep(PACE).await;
    }
    Ok(())
}

/// Writes pages and tells the screens.
async fn keep(signed_in: &SignedIn, pages: Vec<HistoryPage>) -> Result<(), SyncFault> {
    if pages.is_empty() {
        return Ok(());
    }
    let applied = signed_in.cache.add_history(pages).await?;
    signed_in.announce(applied).await?;
    let progress = signed_in.cache.progress().await?;
    signed_in.events.publish(ClientEvent::SyncProgress { progress });
    Ok(())
}

/// Fetches the page before a gap's end; `None` when the conversation is gone.
pub(crate) async fn fetch(signed_in: &SignedIn, gap: HistoryGap) -> Result<Option<HistoryPage>, SyncFault> {
    let mut limit = PageLimit::new();
    loop {
        let call = call::messages(gap.conversation_id, Some(gap.before), limit.entries());
        match signed_in.session.read::<MessagePage>(&call).await {
            Ok(page) => return checked(gap, page).map(Some),
            Err(fault) if fault.refusal() == Some(ErrorCode::NotFound) => {
                // A conversation that is there and whose messages are not would be asked for again at once.
                let gone = signed_in.lose_access(gap.conversation_id).await?;
                return if gone { Ok(None) } else { Err(SyncFault::Stuck) };
            }
            Err(fault) => limit.shrink_after(fault)?,
        }
    }
}

/// A page must be of this conversation, ascend without holes up to the gap, and either move on or be the last.
fn checked(gap: HistoryGap, page: MessagePage) -> Result<HistoryPage, SyncFault> {
    if page.messages.is_empty() && page.more {
        return Err(SyncFault::Stuck);
    }
    let mut next = gap.before;
    for message in page.messages.iter().rev() {
        if message.conversation_id != gap.conversation_id || message.position.next() != next {
            return Err(ApiFault::NotOurServer.into());
        }
        next = message.position;
    }
    Ok(HistoryPage {
        conversation_id: gap.conversation_id,
        before: Some(gap.before),
        messages: page.messages,
        reached_start: !page.more,
    })
}

/// Fetches the page before a position now, because the person asked to see it.
pub(crate) async fn fetch_now(
    signed_in: &SignedIn,
    conversation_id: ConversationId,
    before: Position,
) -> Result<(), SyncFault> {
    if let Some(page) = fetch(signed_in, HistoryGap { conversation_id, before }).await? {
        let applied = signed_in.cache.add_history(vec![page]).await?;
        signed_in.announce(applied).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn gap() -> HistoryGap {
        HistoryGap { conversation_id: ConversationId::generate(), before: Position::new(4) }
    }

    fn page(gap: HistoryGap, positions: &[u64], more: bool) -> MessagePage {
        let messages = positions.iter().map(|place| fixture::message(gap.conversation_id, *place, "hello"));
        MessagePage { messages: messages.collect(), more }
    }

    #[test]
    fn a_page_that_ends_right_before_the_gap_is_taken() {
        let gap = gap();
        let taken = checked(gap, page(gap, &[2, 3], true)).unwrap();
        assert_eq!((taken.messages.len(), taken.reached_start), (2, false));
        assert!(checked(gap, page(gap, &[1, 2, 3], false)).unwrap().reached_start);
    }

    #[test]
    fn a_page_that_would_tear_a_hole_or_belongs_elsewhere_is_refused() {
        let gap = gap();
        for positions in [&[1, 2][..], &[1, 3], &[3, 2], &[3, 4], &[3, 3]] {
            assert!(checked(gap, page(gap, positions, true)).is_err(), "{positions:?}");
        }
        let other = HistoryGap { conversation_id: ConversationId::generate(), ..gap };
        assert!(checked(gap, page(other, &[3], true)).is_err());
    }

    #[test]
    fn a_service_that_has_more_and_gives_nothing_is_stuck() {
        let gap = gap();
        assert!(matches!(checked(gap, page(gap, &[], true)), Err(SyncFault::Stuck)));
    }
}
