//! One unit of writing: what it may touch, and what follows once it is on the disk.

use crate::audit::{Action, Attempt};
use allia_protocol::Timestamp;
use allia_protocol::id::{SessionId, UserId};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// What a job works with, inside its savepoint.
pub(crate) struct Work<'c> {
    /// The writing connection.
    pub(crate) connection: &'c Connection,
    /// The moment at which the job began; everything it writes carries it.
    pub(crate) now: Timestamp,
    /// What the audit log will say. A job that learns more about it says so here.
    pub(crate) attempt: Attempt,
    pub(super) effects: Effects,
    pub(super) also: Vec<(Action, String)>,
}

impl<'c> Work<'c> {
    pub(super) fn new(connection: &'c Connection, now: Timestamp, attempt: Attempt) -> Self {
        Self { connection, now, attempt, effects: Effects::default(), also: Vec::new() }
    }

    /// Wakes this user's live streams: their feed now goes up to `seq`.
    pub(crate) fn wake(&mut self, user: UserId, seq: i64) {
        self.effects.fed.insert(user, seq);
    }

    /// Closes this session's live streams.
    pub(crate) fn end_session(&mut self, session: SessionId) {
        self.effects.ended.insert(session);
    }

    /// Records a further thing that was done, if the job succeeds.
    pub(crate) fn also_record(&mut self, action: Action, subject: String) {
        self.also.push((action, subject));
    }
}

/// What the live streams are told after a commit.
#[derive(Default)]
pub(crate) struct Effects {
    /// Whose feed grew, and how far it goes now.
    pub(crate) fed: HashMap<UserId, i64>,
    /// Sessions that ended.
    pub(crate) ended: HashSet<SessionId>,
}

impl Effects {
    pub(super) fn absorb(&mut self, later: Self) {
        self.fed.extend(later.fed);
        self.ended.extend(later.ended);
    }
}
