//! Taking the conversations afresh: at the first sign-in, and when the service no longer knows our cursor. Drafts and
//! outbox are not touched, except those of conversations that are gone.

use super::SyncFault;
use super::page_limit::PageLimit;
use crate::api::call;
use crate::signed_in::SignedIn;
use crate::store::Applied;
use crate::view::ClientEvent;
use allia_protocol::conversation::{Conversation, ConversationPage, Notice};
use allia_protocol::id::{ConversationId, Cursor};
use std::collections::HashSet;

/// More conversations than any clinician has; a service that lists more does not come to an end.
const MOST_CONVERSATIONS: usize = 200_000;

/// All conversations, with the place in the change feed that they reflect at least.
struct Listing {
    conversations: Vec<Conversation>,
    notice: Option<Notice>,
    cursor: Cursor,
}

/// Replaces the local conversations by the service's. Answers with the place in the change feed to go on from.
pub(super) async fn take(signed_in: &SignedIn) -> Result<Cursor, SyncFault> {
    let listing = list(signed_in).await?;
    let rows = signed_in.line.list_presence(&listing.conversations);
    signed_in.forget_writing(missing_from(signed_in, &listing.conversations).await?).await?;
    let cache = &signed_in.cache;
    let cursor = listing.cursor.clone();
    let mut applied =
        cache.replace_conversations(listing.conversations, listing.notice, listing.cursor).await?;
    add_rows(&mut applied, rows);
    signed_in.announce(applied).await?;
    let progress = cache.progress().await?;
    signed_in.events.publish(ClientEvent::SyncProgress { progress });
    Ok(cursor)
}

/// Learns who is there now, after a time without a live stream.
pub(super) async fn refresh_presence(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let listing = list(signed_in).await?;
    let mut applied = Applied::default();
    add_rows(&mut applied, signed_in.line.list_presence(&listing.conversations));
    signed_in.announce(applied).await?;
    Ok(())
}

fn add_rows(applied: &mut Applied, rows: Vec<ConversationId>) {
    let known: HashSet<_> = applied.rows.iter().copied().collect();
    applied.rows.extend(rows.into_iter().filter(|row| !known.contains(row)));
}

async fn list(signed_in: &SignedIn) -> Result<Listing, SyncFault> {
    signed_in.line.expect_list();
    let mut limit = PageLimit::new();
    let first = fetch(signed_in, None, &mut limit).await?;
    let mut listing =
        Listing { conversations: first.conversations, notice: first.notice, cursor: first.cursor };
    let mut next = first.next;
    let mut seen = HashSet::new();
    while let Some(page) = next {
        let fetched = fetch(signed_in, Some(&page), &mut limit).await?;
        listing.conversations.extend(fetched.conversations);
        if !seen.insert(page) || listing.conversations.len() > MOST_CONVERSATIONS {
            return Err(SyncFault::Stuck);
        }
        next = fetched.next;
    }
    Ok(listing)
}

async fn fetch(
    signed_in: &SignedIn,
    after: Option<&str>,
    limit: &mut PageLimit,
) -> Result<ConversationPage, SyncFault> {
    loop {
        match signed_in.session.read(&call::conversations(after, limit.entries())).await {
            Ok(page) => return Ok(page),
            Err(fault) => limit.shrink_after(fault)?,
        }
    }
}

/// The conversations in which something was written here and that are not among these. The local copy is not asked: it
/// may have been filled anew since, and knows nothing of one that ended before.
async fn missing_from(
    signed_in: &SignedIn,
    conversations: &[Conversation],
) -> Result<Vec<ConversationId>, SyncFault> {
    let there: HashSet<_> = conversations.iter().map(|conversation| conversation.conversation_id).collect();
    let written = signed_in.journal.conversations_with_writing().await.map_err(SyncFault::Journal)?;
    Ok(written.into_iter().filter(|id| !there.contains(id)).collect())
}
