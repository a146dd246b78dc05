//! One job inside a batch: its savepoint, its judgement, its entry in the audit log.

use super::{Effects, Work};
use crate::audit::{self, Attempt};
use crate::clock::Clock;
use crate::{Refusal, access};
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a job in its savepoint, and records beside it how it went.
pub(super) fn run<T>(
    connection: &Connection,
    clock: &dyn Clock,
    attempt: Attempt,
    job: impl FnOnce(&mut Work<'_>) -> Result<T, Refusal>,
) -> (Effects, Result<T, Refusal>) {
    let mut work = Work::new(connection, clock.now(), attempt);
    let result = in_savepoint(&mut work, job);
    if connection.is_autocommit() {
        // The batch has no transaction, or has lost it: nothing may be written outside of one.
        return (Effects::default(), Err(Refusal::Busy));
    }
    let recorded = audit::record(connection, work.now, &work.attempt, &work.also, result.as_ref().err());
    match (result, recorded) {
        (Ok(value), Ok(())) => (work.effects, Ok(value)),
        (Err(refusal), Ok(())) => (Effects::default(), Err(refusal)),
        (_, Err(error)) => {
            // What cannot be recorded must not have happened: the whole batch is given up. Should even that
            // fail, the commit that follows meets the same database and fails as well.
            let _ = connection.execute_batch("ROLLBACK");
            (Effects::default(), Err(error.into()))
        }
    }
}

fn in_savepoint<T>(
    work: &mut Work<'_>,
    job: impl FnOnce(&mut Work<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let connection = work.connection;
    if connection.is_autocommit() {
        return Err(Refusal::Busy);
    }
    connection.execute_batch("SAVEPOINT job")?;
    let result = catch_unwind(AssertUnwindSafe(|| judge_and_do(work, job)))
        .unwrap_or(Err(Refusal::Fault("a write panicked")));
    if result.is_ok() {
        connection.execute_batch("RELEASE job")?;
    } else if !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK TO job; RELEASE job")?;
    }
    result
}

fn judge_and_do<T>(
    work: &mut Work<'_>,
    job: impl FnOnce(&mut Work<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    if let Some(caller) = &work.attempt.actor.caller {
        access::session(work.connection, caller, work.now)?;
    }
    job(work)
}
