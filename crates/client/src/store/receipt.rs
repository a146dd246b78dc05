//! Receipts of one's own that the service does not have yet.

use super::row::PendingReceipt;
use crate::database::{StoreError, conversation_id, position};
use rusqlite::Connection;

/// The condition is that of the index `conversation_receipt`, word for word: only then is the index used.
pub(super) const PENDING: &str = "
SELECT conversation_id, max(last_incoming, my_read), my_read FROM conversation INDEXED BY conversation_receipt
WHERE last_incoming > confirmed_delivered OR my_read > confirmed_read";

/// What the service does not have yet.
pub(super) fn pending(connection: &Connection) -> Result<Vec<PendingReceipt>, StoreError> {
    let mut statement = connection.prepare_cached(PENDING)?;
    let receipts = statement.query_map([], |row| {
        Ok(PendingReceipt {
            conversation_id: conversation_id(row, 0)?,
            delivered: position(row, 1)?,
            read: position(row, 2)?,
        })
    })?;
    Ok(receipts.collect::<rusqlite::Result<_>>()?)
}
