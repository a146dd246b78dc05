//! The emergency notice: every version that ever stood, the newest of which patients see.

use crate::Refusal;
use crate::column::Stored;
use crate::database::Work;
use crate::feed::{self, Entry};
use crate::users;
use allia_protocol::Timestamp;
use allia_protocol::admin::PutNotice;
use allia_protocol::conversation::Notice;
use rusqlite::{Connection, OptionalExtension, params};

/// What a new practice's patients see until the practice words its own.
pub(crate) fn first() -> PutNotice {
    PutNotice {
        title: "Not for emergencies".to_owned(),
        text:
            "In an emergency, call 911 or go to the nearest emergency room. Messages here are for non-urgent \
               questions and may not be read right away."
                .to_owned(),
        phone: "911".to_owned(),
    }
}

/// The notice that stands now.
pub(crate) fn newest(connection: &Connection) -> rusqlite::Result<Option<Notice>> {
    connection
        .prepare_cached("SELECT version, title, text, phone FROM notices ORDER BY version DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Notice {
                version: row.get::<_, i64>(0)?.unsigned_abs(),
                title: row.get(1)?,
                text: row.get(2)?,
                phone: row.get(3)?,
            })
        })
        .optional()
}

/// Adds the next version, without telling anyone.
pub(crate) fn insert(connection: &Connection, notice: &PutNotice, now: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO notices (version, title, text, phone, set_at)
             VALUES ((SELECT coalesce(max(version), 0) + 1 FROM notices), ?1, ?2, ?3, ?4)",
        )?
        .execute(params![notice.title, notice.text, notice.phone, Stored(now)])
        .map(drop)
}

/// Sets the practice's notice and tells everyone who exchanges messages.
pub(crate) fn put(work: &mut Work<'_>, notice: &PutNotice) -> Result<(), Refusal> {
    check(notice)?;
    insert(work.connection, notice, work.now)?;
    let everyone = users::participants(work.connection)?;
    feed::append_to_all(work, &everyone, Entry::Notice)?;
    Ok(())
}

fn check(notice: &PutNotice) -> Result<(), Refusal> {
    let fits = |text: &str, most: usize| {
        !text.trim().is_empty() && text.chars().count() <= most && !text.contains('\0')
    };
    if !fits(&notice.title, 200) {
        return Err(Refusal::Invalid("title takes 1 to 200 characters"));
    }
    if !fits(&notice.text, 2_000) {
        return Err(Refusal::Invalid("text takes 1 to 2,000 characters"));
    }
    if !fits(&notice.phone, 50) {
        return Err(Refusal::Invalid("phone takes 1 to 50 characters"));
    }
    Ok(())
}
