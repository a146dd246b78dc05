//! Every user's change feed: numbered in the order of commits, read from a cursor onwards.

mod leaving;
mod list;
mod prune;

pub(crate) use list::{head, list};
pub(crate) use prune::prune;

use crate::column::{Stored, stored_word};
use crate::database::Work;
use allia_protocol::change::RemovalReason;
use allia_protocol::id::{ConversationId, UserId};
use rusqlite::params;

stored_word!(RemovalReason {
    LeftCareTeam = "left_care_team",
    PatientDeactivated = "patient_deactivated",
} except Unknown);

/// Something that a user's feed shall tell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry {
    Message { conversation_id: ConversationId, position: i64 },
    Conversation { conversation_id: ConversationId },
    ConversationRemoved { conversation_id: ConversationId, reason: RemovalReason },
    Receipt { conversation_id: ConversationId, participant_id: UserId },
    Notice,
    Practice,
}

impl Entry {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Message { .. } => "message",
            Self::Conversation { .. } => "conversation",
            Self::ConversationRemoved { .. } => "conversation_removed",
            Self::Receipt { .. } => "receipt",
            Self::Notice => "notice",
            Self::Practice => "practice",
        }
    }

    const fn conversation_id(&self) -> Option<ConversationId> {
        match self {
            Self::Message { conversation_id, .. }
            | Self::Conversation { conversation_id }
            | Self::ConversationRemoved { conversation_id, .. }
            | Self::Receipt { conversation_id, .. } => Some(*conversation_id),
            Self::Notice | Self::Practice => None,
        }
    }

    const fn position(&self) -> Option<i64> {
        if let Self::Message { position, .. } = self { Some(*position) } else { None }
    }

    const fn participant_id(&self) -> Option<UserId> {
        if let Self::Receipt { participant_id, .. } = self { Some(*participant_id) } else { None }
    }

    const fn reason(&self) -> Option<RemovalReason> {
        if let Self::ConversationRemoved { reason, .. } = self { Some(*reason) } else { None }
    }
}

/// Adds an entry to a user's feed and answers with its number.
///
/// The number is taken inside the transaction of the one writer, so numbers become visible in their order and
/// a reader at a cursor cannot miss a smaller one that commits later.
pub(crate) fn append(work: &mut Work<'_>, user: UserId, entry: Entry) -> rusqlite::Result<i64> {
    let seq = work
        .connection
        .prepare_cached(
            "INSERT INTO feed_heads (user_id, seq) VALUES (?1, 1)
             ON CONFLICT (user_id) DO UPDATE SET seq = seq + 1 RETURNING seq",
        )?
        .query_row([Stored(user)], |row| row.get(0))?;
    work.connection
        .prepare_cached(
            "INSERT INTO feed (user_id, seq, at, kind, conversation_id, position, participant_id, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            Stored(user),
            seq,
            Stored(work.now),
            entry.kind(),
            entry.conversation_id().map(Stored),
            entry.position(),
            entry.participant_id().map(Stored),
            entry.reason().map(Stored),
        ])?;
    work.wake(user, seq);
    Ok(seq)
}

/// Adds the same entry to several users' feeds.
pub(crate) fn append_to_all(work: &mut Work<'_>, users: &[UserId], entry: Entry) -> rusqlite::Result<()> {
    for user in users {
        append(work, *user, entry)?;
    }
    Ok(())
}
