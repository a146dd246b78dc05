//! How the protocol's types stand in columns: ids as 16 bytes, moments as milliseconds, positions as integers.

use allia_protocol::id::{ConversationId, MessageId, Position, UserId};
use allia_protocol::{Sensitive, Timestamp};
use rusqlite::{Result, Row};
use uuid::Uuid;

/// The conversation in this column.
pub(crate) fn conversation_id(row: &Row<'_>, column: usize) -> Result<ConversationId> {
    uuid(row, column).map(ConversationId::from_uuid)
}

/// The message in this column.
pub(crate) fn message_id(row: &Row<'_>, column: usize) -> Result<MessageId> {
    uuid(row, column).map(MessageId::from_uuid)
}

/// The user in this column.
pub(crate) fn user_id(row: &Row<'_>, column: usize) -> Result<UserId> {
    uuid(row, column).map(UserId::from_uuid)
}

fn uuid(row: &Row<'_>, column: usize) -> Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}

/// The moment in this column.
pub(crate) fn timestamp(row: &Row<'_>, column: usize) -> Result<Timestamp> {
    row.get(column).map(Timestamp::from_millis)
}

/// The position in this column.
pub(crate) fn position(row: &Row<'_>, column: usize) -> Result<Position> {
    let number: i64 = row.get(column)?;
    Ok(Position::new(u64::try_from(number).unwrap_or(0)))
}

/// The text in this column.
pub(crate) fn sensitive(row: &Row<'_>, column: usize) -> Result<Sensitive<String>> {
    row.get(column).map(Sensitive::new)
}

/// The text in this column; an empty one stands for none.
pub(crate) fn sensitive_option(row: &Row<'_>, column: usize) -> Result<Option<Sensitive<String>>> {
    let text: String = row.get(column)?;
    Ok(if text.is_empty() { None } else { Some(Sensitive::new(text)) })
}

/// The count in this column.
pub(crate) fn count(row: &Row<'_>, column: usize) -> Result<u32> {
    let number: i64 = row.get(column)?;
    Ok(u32::try_from(number.max(0)).unwrap_or(u32::MAX))
}

/// A position as it stands in a column. No conversation comes near the largest one.
pub(crate) fn number(position: Position) -> i64 {
    i64::try_from(position.get()).unwrap_or(i64::MAX)
}
