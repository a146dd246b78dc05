//! Running a practice: what administrators do over the API, and whoever has the computer on the command line.
//!
//! Each is a method of [`Practice`](crate::Practice) that takes the [`Actor`](crate::origin::Actor) who does
//! it, judges the request, and leaves an audit entry in the same transaction.

mod access_grants;
mod audit_log;
mod care_team;
mod departures;
mod invitations;
mod notice;
mod notification_content;
mod people;

pub use crate::audit::{AuditFilter, Broken};

use crate::audit::{Action, Attempt};
use crate::conversations::Pair;
use crate::origin::Actor;
use allia_protocol::id::UserId;

/// An attempt at something between a patient and a clinician.
fn attempt_on_pair(actor: Actor, action: Action, pair: Pair) -> Attempt {
    Attempt::new(actor, action).within(pair.patient_id, pair.clinician_id)
}

fn pair(patient_id: UserId, clinician_id: UserId) -> Pair {
    Pair { patient_id, clinician_id }
}
