//! The audit log: who did what to which id, when, with what result. Never a text or a name.
//!
//! Entries are only ever added (the table refuses anything else), in the transaction of what they record,
//! and each carries a hash over the one before it, so that a row that was altered or taken out shows.

mod action;
mod chain;

pub(crate) use action::Action;
pub use chain::Broken;
pub(crate) use chain::verify;

use crate::Refusal;
use crate::column::{Stored, stored_word};
use crate::origin::Actor;
use allia_protocol::Timestamp;
use allia_protocol::admin::{AuditEntry, AuditPage, AuditResult};
use allia_protocol::id::UserId;
use chain::Link;
use rusqlite::{Connection, Row, named_params, params};
use std::fmt::Display;

stored_word!(AuditResult { Allowed = "allowed", Denied = "denied", Failed = "failed" });

/// Something that is about to be tried.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// Who tries it.
    pub(crate) actor: Actor,
    /// Whose doing it is, where the session alone does not say it.
    pub(crate) actor_id: Option<UserId>,
    /// What.
    pub(crate) action: Action,
    /// To which id; for a thing inside another both ids, joined by a slash.
    pub(crate) subject: Option<String>,
}

impl Attempt {
    pub(crate) fn new(actor: Actor, action: Action) -> Self {
        Self { actor, actor_id: actor.caller.map(|caller| caller.user_id), action, subject: None }
    }

    pub(crate) fn on(mut self, subject: impl Display) -> Self {
        self.subject = Some(subject.to_string());
        self
    }

    pub(crate) fn within(self, outer: impl Display, inner: impl Display) -> Self {
        self.on(format_args!("{outer}/{inner}"))
    }
}

/// Records how an attempt went. Some actions leave an entry only when they are refused.
pub(crate) fn record(
    connection: &Connection,
    at: Timestamp,
    attempt: &Attempt,
    also: &[(Action, String)],
    refusal: Option<&Refusal>,
) -> rusqlite::Result<()> {
    let result = match refusal {
        None => AuditResult::Allowed,
        Some(refusal) if refusal.is_denial() => AuditResult::Denied,
        Some(_) => AuditResult::Failed,
    };
    if refusal.is_some() || attempt.action.is_recorded_when_allowed() {
        append(connection, at, attempt, attempt.action, attempt.subject.as_deref(), result)?;
    }
    if refusal.is_none() {
        for (action, subject) in also {
            append(connection, at, attempt, *action, Some(subject), result)?;
        }
    }
    Ok(())
}

fn append(
    connection: &Connection,
    at: Timestamp,
    attempt: &Attempt,
    action: Action,
    subject: Option<&str>,
    result: AuditResult,
) -> rusqlite::Result<()> {
    let previous = Link::newest(connection)?;
    let mut entry = AuditEntry {
        seq: previous.seq.saturating_add(1),
        at,
        actor_id: attempt.actor_id,
        action: action.word().to_owned(),
        subject_id: subject.map(str::to_owned),
        result,
        from: attempt.actor.origin.to_string(),
        hash: String::new(),
    };
    let hash = previous.next_hash(&entry);
    entry.hash = hex::encode(hash);
    insert(connection, &entry, &hash)
}

fn insert(connection: &Connection, entry: &AuditEntry, hash: &[u8; 32]) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO audit_entries (seq, at, actor_id, action, subject_id, result, origin, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            i64::try_from(entry.seq).unwrap_or(i64::MAX),
            Stored(entry.at),
            entry.actor_id.map(Stored),
            entry.action,
            entry.subject_id,
            Stored(entry.result),
            entry.from,
            hash.as_slice(),
        ])
        .map(drop)
}

/// What an auditor asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditFilter {
    /// Only entries after this one.
    pub after: u64,
    /// At most so many.
    pub limit: u32,
    /// Only entries about this patient, or about one of the patient's conversations.
    pub patient_id: Option<UserId>,
    /// Only what this user did, and what was done or tried with their account.
    pub user_id: Option<UserId>,
}

/// Reads a page of the log, oldest first.
pub(crate) fn list(connection: &Connection, filter: AuditFilter) -> Result<AuditPage, Refusal> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, at, actor_id, action, subject_id, result, origin, hash FROM audit_entries
         WHERE seq > :after
           AND (:user IS NULL OR actor_id = :user OR substr(subject_id, 1, 36) = :user_text)
           AND (:patient IS NULL OR substr(subject_id, 1, 36) = :patient_text
                OR substr(subject_id, 1, 36) IN (
                    SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-'
                                 || substr(h, 17, 4) || '-' || substr(h, 21))
                    FROM (SELECT hex(conversation_id) AS h FROM conversations WHERE patient_id = :patient)))
         ORDER BY seq LIMIT :limit",
    )?;
    let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
    let mut entries = statement
        .query_map(
            named_params! {
                ":after": i64::try_from(filter.after).unwrap_or(i64::MAX),
                ":user": filter.user_id.map(Stored),
                ":user_text": filter.user_id.map(|id| id.to_string()),
                ":patient": filter.patient_id.map(Stored),
                ":patient_text": filter.patient_id.map(|id| id.to_string()),
                ":limit": i64::from(filter.limit) + 1,
            },
            read_entry,
        )?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    Ok(AuditPage { entries, more })
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        seq: row.get::<_, i64>(0)?.unsigned_abs(),
        at: row.get::<_, Stored<Timestamp>>(1)?.0,
        actor_id: row.get::<_, Option<Stored<UserId>>>(2)?.map(|Stored(id)| id),
        action: row.get(3)?,
        subject_id: row.get(4)?,
        result: row.get::<_, Stored<AuditResult>>(5)?.0,
        from: row.get(6)?,
        hash: hex::encode(row.get::<_, [u8; 32]>(7)?),
    })
}
