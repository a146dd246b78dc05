//! Telling those who share a conversation that somebody came or went.

use super::{Lapsed, LiveStream};
use crate::audit::{Action, Attempt};
use crate::origin::{Actor, Caller};
use crate::practice::Practice;
use crate::{Refusal, access, feed, users};
use allia_protocol::conversation::PresenceState;
use allia_protocol::id::UserId;
use allia_protocol::live::PresenceChanged;
use rusqlite::Connection;
use std::sync::Arc;

/// Judges the session once more and tells its new stream how far the feed goes and who is online.
pub(crate) async fn greet(practice: &Practice, caller: Caller, stream: &LiveStream) -> Result<(), Refusal> {
    let hub = Arc::clone(&practice.hub);
    let now = practice.clock.now();
    let (seq, present) = practice
        .database
        .read(move |connection| {
            access::session(connection, &caller, now)?;
            let seq = feed::head(connection, caller.user_id)?.seq;
            let peers = access::peers(connection, caller.user_id)?;
            let online = peers.into_iter().filter(|peer| hub.state(*peer) == PresenceState::Online);
            let present = online.map(|user_id| present(connection, user_id));
            Ok((seq, present.collect::<rusqlite::Result<Vec<_>>>()?))
        })
        .await?;
    stream.greet(seq, present);
    Ok(())
}

fn present(connection: &Connection, user_id: UserId) -> rusqlite::Result<PresenceChanged> {
    let last_seen_at = users::last_seen_at(connection, user_id)?;
    Ok(PresenceChanged { user_id, state: PresenceState::Online, last_seen_at })
}

/// Tells everyone who shares an active conversation with this user that they have come.
pub(crate) async fn announce_came(practice: &Practice, user_id: UserId) -> Result<(), Refusal> {
    let (peers, last_seen_at) = practice
        .database
        .read(move |connection| {
            Ok((access::peers(connection, user_id)?, users::last_seen_at(connection, user_id)?))
        })
        .await?;
    tell(practice, &peers, PresenceChanged { user_id, state: PresenceState::Online, last_seen_at });
    Ok(())
}

/// Notes when these users were last seen and tells everyone who shares an active conversation with them.
pub(crate) async fn announce_lapsed(practice: &Practice, lapsed: Vec<Lapsed>) {
    for gone in lapsed {
        if let Err(refusal) = announce_went(practice, gone).await {
            tracing::warn!(user_id = %gone.user_id, reason = %refusal, "a presence could not be announced");
        }
    }
}

async fn announce_went(practice: &Practice, gone: Lapsed) -> Result<(), Refusal> {
    let Lapsed { user_id, last_seen_at } = gone;
    let attempt = Attempt::new(Actor::local(), Action::PresenceKeep).on(user_id);
    let peers = practice
        .database
        .write(attempt, move |work| {
            users::see(work.connection, user_id, last_seen_at)?;
            Ok(access::peers(work.connection, user_id)?)
        })
        .await?;
    let last_seen_at = Some(last_seen_at);
    tell(practice, &peers, PresenceChanged { user_id, state: PresenceState::Offline, last_seen_at });
    Ok(())
}

/// Judged again at the last moment: whoever came back meanwhile is not said to have gone.
fn tell(practice: &Practice, peers: &[UserId], changed: PresenceChanged) {
    if practice.hub.state(changed.user_id) == changed.state {
        practice.hub.tell_presence(peers, &changed);
    }
}

/// Writes down when those who were online were last seen, because the service stops.
pub(crate) async fn note_last_seen(practice: &Practice, present: Vec<Lapsed>) {
    let attempt = Attempt::new(Actor::local(), Action::PresenceKeep);
    let noted = practice
        .database
        .write(attempt, move |work| {
            for gone in &present {
                users::see(work.connection, gone.user_id, gone.last_seen_at)?;
            }
            Ok(())
        })
        .await;
    if let Err(refusal) = noted {
        tracing::warn!(reason = %refusal, "last presences were not written down");
    }
}
