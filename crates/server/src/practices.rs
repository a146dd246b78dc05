//! The practice's own row.

use crate::column::{Stored, stored_word};
use crate::cursor::CursorKey;
use crate::database::Work;
use crate::feed::{self, Entry};
use crate::{Refusal, users};
use allia_protocol::session::{NotificationContent, Practice};
use rusqlite::Connection;

stored_word!(NotificationContent {
    Nothing = "nothing",
    Name = "name",
    NameAndText = "name_and_text",
});

/// The practice as its users see it.
pub(crate) fn about(connection: &Connection) -> rusqlite::Result<Practice> {
    let sql = "SELECT practice_id, name, time_zone, cache_lease_days, notification_content FROM practice";
    connection.prepare_cached(sql)?.query_row([], |row| {
        Ok(Practice {
            practice_id: row.get::<_, Stored<_>>(0)?.0,
            name: row.get(1)?,
            time_zone: row.get(2)?,
            cache_lease_days: row.get(3)?,
            notification_content: row.get::<_, Stored<_>>(4)?.0,
        })
    })
}

/// What the practice's cursors are made with.
pub(crate) fn cursor_key(connection: &Connection) -> rusqlite::Result<CursorKey> {
    connection.query_row("SELECT cursor_key FROM practice", [], |row| Ok(CursorKey::new(row.get(0)?)))
}

/// Sets the most that a notification may show, and tells everyone who exchanges messages if that is another.
pub(crate) fn put_notification_content(
    work: &mut Work<'_>,
    most: NotificationContent,
) -> Result<(), Refusal> {
    let sql = "UPDATE practice SET notification_content = ?1 WHERE notification_content <> ?1";
    if work.connection.prepare_cached(sql)?.execute([Stored(most)])? > 0 {
        let everyone = users::participants(work.connection)?;
        feed::append_to_all(work, &everyone, Entry::Practice)?;
    }
    Ok(())
}
