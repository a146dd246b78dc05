//! Following the change feed to its end.

use super::SyncFault;
use super::page_limit::PageLimit;
use crate::api::call;
use crate::signed_in::SignedIn;
use allia_protocol::change::{Change, ChangePage};
use allia_protocol::conversation::Conversation;
use allia_protocol::id::{ConversationId, Cursor};
use std::collections::HashSet;

/// Fetches and applies page after page until there is no more.
pub(super) async fn follow(signed_in: &SignedIn, mut cursor: Cursor) -> Result<(), SyncFault> {
    let mut seen = HashSet::new();
    let mut limit = PageLimit::new();
    loop {
        let page = fetch(signed_in, &cursor, &mut limit).await?;
        let more = page.more;
        let next = page.cursor.clone();
        apply(signed_in, page).await?;
        if !more {
            return Ok(());
        }
        // A cursor that stands still or runs in a circle would keep this loop going for ever.
        seen.insert(cursor);
        if seen.contains(&next) {
            return Err(SyncFault::Stuck);
        }
        cursor = next;
    }
}

async fn fetch(
    signed_in: &SignedIn,
    cursor: &Cursor,
    limit: &mut PageLimit,
) -> Result<ChangePage, SyncFault> {
    loop {
        match signed_in.session.read(&call::changes(cursor, limit.entries())).await {
            Ok(page) => return Ok(page),
            Err(fault) => limit.shrink_after(fault)?,
        }
    }
}

async fn apply(signed_in: &SignedIn, page: ChangePage) -> Result<(), SyncFault> {
    // First the journal, then the cache with the cursor: a crash in between repeats the page and does no harm.
    signed_in.forget_writing(ended_by(&page.changes)).await?;
    let rows = signed_in.line.list_presence(conversations_in(&page.changes));
    let mut applied = signed_in.cache.apply_changes(page.changes, page.cursor).await?;
    applied.rows.extend(rows.into_iter().filter(|row| !applied.rows.contains(row)).collect::<Vec<_>>());
    signed_in.announce(applied).await?;
    Ok(())
}

fn conversations_in(changes: &[Change]) -> impl Iterator<Item = &Conversation> {
    changes.iter().filter_map(|change| match change {
        Change::Conversation { conversation } => Some(&**conversation),
        _ => None,
    })
}

/// The conversations that are gone after these changes; one that ended and came back is not.
fn ended_by(changes: &[Change]) -> Vec<ConversationId> {
    let mut ended = Vec::new();
    for change in changes {
        match change {
            Change::ConversationRemoved { conversation_id, .. } => ended.push(*conversation_id),
            Change::Conversation { conversation } => ended.retain(|id| *id != conversation.conversation_id),
            _ => {}
        }
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use allia_protocol::change::RemovalReason;

    #[test]
    fn a_conversation_that_ended_and_came_back_in_one_page_has_not_ended() {
        let (gone, back) = (fixture::conversation("Ada Novak"), fixture::conversation("Bo Lind"));
        let removed = |conversation: &Conversation| Change::ConversationRemoved {
            conversation_id: conversation.conversation_id,
            reason: RemovalReason::LeftCareTeam,
        };
        let changes =
            [removed(&gone), removed(&back), Change::Conversation { conversation: Box::new(back.clone()) }];
        assert_eq!(ended_by(&changes), [gone.conversation_id]);
    }
}
