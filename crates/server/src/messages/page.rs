//! A page of a conversation's history.

use super::row::read;
use crate::column::Stored;
use allia_protocol::conversation::{Message, MessagePage};
use allia_protocol::id::{ConversationId, Position};
use rusqlite::{Connection, params};

const UPWARDS: &str =
    "SELECT message_id, conversation_id, position, sender_id, kind, text, sent_at, composed_at FROM messages
     WHERE conversation_id = ?1 AND position > ?2 AND position < ?3 ORDER BY position LIMIT ?4";
const DOWNWARDS: &str =
    "SELECT message_id, conversation_id, position, sender_id, kind, text, sent_at, composed_at FROM messages
     WHERE conversation_id = ?1 AND position > ?2 AND position < ?3 ORDER BY position DESC LIMIT ?4";

/// Which part of the history.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// Only messages before this position.
    pub(crate) before: Option<Position>,
    /// Only messages after this position; the page then begins right behind it.
    pub(crate) after: Option<Position>,
    /// At most so many.
    pub(crate) limit: u32,
}

/// With `after` the oldest messages of the window, else the newest; ascending in either case.
pub(crate) fn page(
    connection: &Connection,
    conversation_id: ConversationId,
    window: Window,
) -> rusqlite::Result<MessagePage> {
    let upwards = window.after.is_some();
    let mut messages = connection
        .prepare_cached(if upwards { UPWARDS } else { DOWNWARDS })?
        .query_map(
            params![
                Stored(conversation_id),
                Stored(window.after.unwrap_or(Position::ZERO)),
                Stored(window.before.unwrap_or(Position::new(u64::MAX))),
                i64::from(window.limit) + 1,
            ],
            |row| read(row, 0),
        )?
        .collect::<rusqlite::Result<Vec<Message>>>()?;
    let limit = usize::try_from(window.limit).unwrap_or(usize::MAX);
    let more = messages.len() > limit;
    messages.truncate(limit);
    if !upwards {
        messages.reverse();
    }
    Ok(MessagePage { messages, more })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::testing::plan;

    #[test]
    fn either_direction_is_read_by_index_without_sorting() {
        for sql in [UPWARDS, DOWNWARDS] {
            let plan = plan(sql);
            assert!(plan.contains("SEARCH messages USING INDEX"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
