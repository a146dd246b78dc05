//! A page of one's conversations, oldest conversation first.
//!
//! The order is that of their ids, which never changes: a page that is asked for later neither skips nor
//! repeats one because a message came in between.

use super::row::{read, select_conversations};
use crate::Refusal;
use crate::column::Stored;
use crate::cursor::{CursorKey, PagePlace};
use crate::live::Hub;
use crate::origin::Caller;
use crate::{feed, notices};
use allia_protocol::conversation::{Conversation, ConversationPage};
use allia_protocol::id::ConversationId;
use allia_protocol::session::UserKind;
use rusqlite::{Connection, named_params};
use uuid::Uuid;

const OF_CLINICIAN: &str = select_conversations!(
    "a.clinician_id = :user AND a.conversation_id > :after ORDER BY a.conversation_id LIMIT :limit"
);
const OF_PATIENT: &str = select_conversations!(
    "a.patient_id = :user AND a.conversation_id > :after ORDER BY a.conversation_id LIMIT :limit"
);

/// What the caller asks for.
pub(crate) struct PageRequest {
    /// Where the page begins; `None` for the first.
    pub(crate) place: Option<PagePlace>,
    /// At most so many.
    pub(crate) limit: u32,
}

/// Reads one page. The cursor is the caller's feed place when the *first* page was made, so that whatever
/// happens while paging comes as a change afterwards.
pub(crate) fn page(
    connection: &Connection,
    hub: &Hub,
    key: &CursorKey,
    caller: &Caller,
    request: &PageRequest,
) -> Result<ConversationPage, Refusal> {
    let seq = match request.place {
        Some(place) => place.seq,
        None => feed::head(connection, caller.user_id)?.seq,
    };
    let mut conversations = read_page(connection, hub, caller, request)?;
    let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let more = conversations.len() > limit;
    conversations.truncate(limit);
    let next = conversations
        .last()
        .filter(|_| more)
        .map(|last| key.seal_page(caller.user_id, PagePlace { seq, after: last.conversation_id }));
    Ok(ConversationPage {
        conversations,
        next,
        cursor: key.seal(caller.user_id, seq),
        notice: notices::newest(connection)?,
    })
}

fn read_page(
    connection: &Connection,
    hub: &Hub,
    caller: &Caller,
    request: &PageRequest,
) -> rusqlite::Result<Vec<Conversation>> {
    let sql = if caller.kind == UserKind::Clinician { OF_CLINICIAN } else { OF_PATIENT };
    let after = request.place.map_or(ConversationId::from_uuid(Uuid::nil()), |place| place.after);
    connection
        .prepare_cached(sql)?
        .query_map(
            named_params! {
                ":user": Stored(caller.user_id),
                ":after": Stored(after),
                ":limit": i64::from(request.limit) + 1,
            },
            |row| read(row, hub),
        )?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::testing::plan;

    #[test]
    fn a_page_is_read_by_index_without_sorting() {
        for sql in [OF_CLINICIAN, OF_PATIENT] {
            let plan = plan(sql);
            assert!(!plan.contains("SCAN"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
