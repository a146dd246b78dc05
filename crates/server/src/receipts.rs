//! How far each participant has received and read.

use crate::Refusal;
use crate::access;
use crate::column::Stored;
use crate::database::Work;
use crate::feed::{self, Entry};
use allia_protocol::conversation::PutReceipt;
use allia_protocol::id::{ConversationId, Position, UserId};
use rusqlite::{Connection, OptionalExtension, params};

/// A participant's two positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) delivered: i64,
    pub(crate) read: i64,
}

impl Receipt {
    /// Further where `put` is further, never beyond `last`, never backwards; what is read is received.
    fn advanced(self, put: &PutReceipt, last: i64) -> Self {
        let clamp = |position: Option<Position>| {
            position.map_or(0, |position| i64::try_from(position.get()).unwrap_or(i64::MAX).min(last))
        };
        let read = self.read.max(clamp(put.read_position));
        Self { delivered: self.delivered.max(clamp(put.delivered_position)).max(read), read }
    }
}

/// A participant's receipt.
pub(crate) fn of(
    connection: &Connection,
    conversation_id: ConversationId,
    user_id: UserId,
) -> rusqlite::Result<Option<Receipt>> {
    connection
        .prepare_cached(
            "SELECT delivered_position, read_position FROM participants
             WHERE conversation_id = ?1 AND user_id = ?2",
        )?
        .query_row(params![Stored(conversation_id), Stored(user_id)], |row| {
            Ok(Receipt { delivered: row.get(0)?, read: row.get(1)? })
        })
        .optional()
}

/// Moves the user's receipt forward, and tells both if it moved.
pub(crate) fn put(
    work: &mut Work<'_>,
    user_id: UserId,
    conversation_id: ConversationId,
    put: &PutReceipt,
) -> Result<(), Refusal> {
    let seat = access::seat(work.connection, user_id, conversation_id)?;
    let before = of(work.connection, conversation_id, user_id)?.unwrap_or_default();
    let after = before.advanced(put, seat.last_position);
    if after == before {
        return Ok(());
    }
    store(work.connection, conversation_id, user_id, after)?;
    let entry = Entry::Receipt { conversation_id, participant_id: user_id };
    feed::append_to_all(work, &[seat.peer_id, user_id], entry)?;
    Ok(())
}

/// Sets a participant's receipt as it is.
pub(crate) fn store(
    connection: &Connection,
    conversation_id: ConversationId,
    user_id: UserId,
    receipt: Receipt,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE participants SET delivered_position = ?3, read_position = ?4
             WHERE conversation_id = ?1 AND user_id = ?2",
        )?
        .execute(params![Stored(conversation_id), Stored(user_id), receipt.delivered, receipt.read])
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn put(delivered: Option<u64>, read: Option<u64>) -> PutReceipt {
        PutReceipt {
            delivered_position: delivered.map(Position::new),
            read_position: read.map(Position::new),
        }
    }

    proptest! {
        #[test]
        fn a_receipt_only_moves_forward_and_never_past_the_last_message(
            steps in proptest::collection::vec((any::<Option<u64>>(), proptest::option::of(0_u64..40)), 1..20),
            last in 0_i64..30,
        ) {
            let mut receipt = Receipt::default();
            for (delivered, read) in steps {
                let next = receipt.advanced(&put(delivered, read), last);
                prop_assert!(next.delivered >= receipt.delivered && next.read >= receipt.read);
                prop_assert!(next.read <= next.delivered && next.delivered <= last);
                receipt = next;
            }
        }
    }
}
