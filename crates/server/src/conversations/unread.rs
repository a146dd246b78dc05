//! How much a user has not read, over all their conversations.

use crate::column::Stored;
use crate::origin::Caller;
use allia_protocol::session::UserKind;
use rusqlite::{Connection, named_params};

/// The sum of what `unread_count` says of each conversation that is active now.
macro_rules! count_unread {
    ($mine:literal, $peer:literal) => {
        concat!(
            "SELECT coalesce(sum((SELECT count(*) FROM messages u
                                  WHERE u.conversation_id = a.conversation_id AND u.sender_id = a.",
            $peer,
            " AND u.position > mine.read_position)), 0)
             FROM active_conversations a
             JOIN participants mine ON mine.conversation_id = a.conversation_id AND mine.user_id = :user
             WHERE a.",
            $mine,
            " = :user"
        )
    };
}

const OF_CLINICIAN: &str = count_unread!("clinician_id", "patient_id");
const OF_PATIENT: &str = count_unread!("patient_id", "clinician_id");

/// The caller's unread messages, as the list of their conversations would add up now.
pub(crate) fn unread_count(connection: &Connection, caller: &Caller) -> rusqlite::Result<u64> {
    let sql = if caller.kind == UserKind::Clinician { OF_CLINICIAN } else { OF_PATIENT };
    connection
        .prepare_cached(sql)?
        .query_row(named_params! {":user": Stored(caller.user_id)}, |row| row.get::<_, i64>(0))
        .map(i64::unsigned_abs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::testing::plan;

    #[test]
    fn unread_messages_are_counted_by_index_without_touching_their_texts() {
        for sql in [OF_CLINICIAN, OF_PATIENT] {
            let plan = plan(sql);
            assert!(!plan.contains("SCAN"), "{plan}");
            assert!(plan.contains("SEARCH u USING COVERING INDEX messages_of_sender"), "{plan}");
        }
    }
}
