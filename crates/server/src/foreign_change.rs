//! Noticing what another process wrote, such as the command line beside a running service.
//!
//! Live streams are woken by this process's own writer. What somebody else wrote shows only as a database
//! that has changed; then everybody who listens is looked at again.

use crate::database::Effects;
use crate::practice::Practice;
use crate::{Refusal, feed, sessions};
use allia_protocol::id::{SessionId, UserId};
use rusqlite::Connection;

/// Wakes every listener, and signs out those whose sessions have ended, if another process has written.
pub(crate) async fn look(practice: &Practice) -> Result<(), Refusal> {
    if !practice.database.altered_by_others().await? {
        return Ok(());
    }
    let listeners = practice.hub.listeners();
    let now = practice.clock.now();
    let effects = practice
        .database
        .read(move |connection| {
            let mut effects = Effects::default();
            for (user_id, session_id) in listeners {
                judge(connection, &mut effects, user_id, session_id, now)?;
            }
            Ok(effects)
        })
        .await?;
    practice.hub.apply(&effects);
    Ok(())
}

fn judge(
    connection: &Connection,
    effects: &mut Effects,
    user_id: UserId,
    session_id: SessionId,
    now: allia_protocol::Timestamp,
) -> rusqlite::Result<()> {
    if sessions::is_open(connection, session_id, now)? {
        effects.fed.insert(user_id, feed::head(connection, user_id)?.seq);
    } else {
        effects.ended.insert(session_id);
    }
    Ok(())
}
