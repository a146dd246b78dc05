//! The people of a practice that is measured.

use allia_protocol::admin::CreateUser;
use allia_protocol::id::UserId;
use allia_protocol::session::UserKind;
use allia_protocol::{Secret, Sensitive};
use allia_server::origin::Actor;
use allia_server::{Founding, Practice};
use anyhow::Result;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A practice with its administrator.
pub(crate) fn founding() -> Founding {
    Founding {
        practice_name: "Bench".into(),
        time_zone: "UTC".into(),
        username: Sensitive::new("admin".into()),
        password: Secret::new(PASSWORD),
    }
}

/// Puts the clinician or the patient of this number on record; clinicians are called `clinician0` and so on.
pub(crate) async fn create(practice: &Practice, kind: UserKind, number: usize) -> Result<UserId> {
    let is_patient = kind == UserKind::Patient;
    let new = CreateUser {
        kind,
        username: (!is_patient).then(|| Sensitive::new(format!("clinician{number}"))),
        display_name: Sensitive::new(format!("Person {number}")),
        birth_date: is_patient.then(|| Sensitive::new(jiff::civil::date(1980, 3, 4))),
        pronouns: None,
        title: None,
        password: (!is_patient).then(|| Secret::new(PASSWORD)),
    };
    Ok(practice.create_user(Actor::local(), new).await?)
}
