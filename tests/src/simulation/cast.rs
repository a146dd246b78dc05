//! Who takes part. Their practice is founded once and copied for every run.

use super::clock::SimulatedClock;
use crate::practice::PASSWORD;
use allia_protocol::admin::CreateUser;
use allia_protocol::id::UserId;
use allia_protocol::session::UserKind;
use allia_protocol::{Secret, Sensitive};
use allia_server::origin::Actor;
use allia_server::{Config, Founding, Practice};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// Clinicians, and as many patients.
pub(super) const HOW_MANY: usize = 3;
/// The administrator's account name.
pub(super) const ADMINISTRATOR: &str = "admin";

/// The people of a practice.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    pub(super) clinicians: Vec<UserId>,
    pub(super) patients: Vec<UserId>,
    /// The patients' first invitations.
    pub(super) codes: Vec<Secret>,
}

/// How a clinician, and a patient, signs in and is called in the history.
pub(super) fn clinician_name(index: usize) -> String {
    format!("clinician{index}")
}

/// As [`clinician_name`].
pub(super) fn patient_name(index: usize) -> String {
    format!("patient{index}")
}

/// Whether this clinician is on this patient's care team from the beginning.
pub(super) fn begins_together(clinician: usize, patient: usize) -> bool {
    !(clinician + patient).is_multiple_of(HOW_MANY)
}

/// A folder for files that need not outlive this process: in memory, where the system has a place for that.
pub(super) fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.expect("a temporary folder")
}

/// The settings of the simulated service.
pub(super) fn config(folder: &Path, clock: &SimulatedClock) -> Config {
    Config { clock: Arc::new(clock.clone()), database_threads: false, ..Config::for_tests(folder) }
}

/// Copies the founded practice into a folder.
pub(super) fn found(folder: &Path) -> Cast {
    static FOUNDED: OnceLock<(TempDir, Cast)> = OnceLock::new();
    let (founded, cast) = FOUNDED.get_or_init(|| {
        let folder = quick_folder();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let cast = runtime.block_on(found_first(folder.path()));
        (folder, cast)
    });
    for entry in std::fs::read_dir(founded.path()).expect("the founded practice") {
        let file = entry.expect("its files");
        std::fs::copy(file.path(), folder.join(file.file_name())).expect("a copy");
    }
    cast.clone()
}

async fn found_first(folder: &Path) -> Cast {
    let config = config(folder, &SimulatedClock::default());
    let founding = Founding {
        practice_name: "Harbor Family Practice".to_owned(),
        time_zone: "America/New_York".to_owned(),
        username: Sensitive::new(ADMINISTRATOR.to_owned()),
        password: Secret::new(PASSWORD),
    };
    allia_server::initialize(config.clone(), founding).await.expect("a new practice");
    let practice = Practice::open(config).await.expect("the practice");
    let mut cast = Cast { clinicians: Vec::new(), patients: Vec::new(), codes: Vec::new() };
    for index in 0..HOW_MANY {
        let clinician = user(UserKind::Clinician, clinician_name(index));
        cast.clinicians.push(practice.create_user(Actor::local(), clinician).await.expect("a clinician"));
        let patient = user(UserKind::Patient, patient_name(index));
        let patient = practice.create_user(Actor::local(), patient).await.expect("a patient");
        let invitation = practice.invite(Actor::local(), patient).await.expect("an invitation");
        cast.patients.push(patient);
        cast.codes.push(invitation.code);
    }
    for (clinician, clinician_id) in cast.clinicians.iter().enumerate() {
        for (patient, patient_id) in cast.patients.iter().enumerate() {
            if begins_together(clinician, patient) {
                let joined = practice.join_care_team(Actor::local(), *patient_id, *clinician_id).await;
                joined.expect("a care team");
            }
        }
    }
    practice.close().await;
    cast
}

fn user(kind: UserKind, name: String) -> CreateUser {
    let is_patient = kind == UserKind::Patient;
    CreateUser {
        kind,
        username: (!is_patient).then(|| Sensitive::new(name.clone())),
        display_name: Sensitive::new(name),
        birth_date: is_patient.then(|| Sensitive::new(jiff::civil::date(1984, 2, 11))),
        pronouns: None,
        title: None,
        password: (!is_patient).then(|| Secret::new(PASSWORD)),
    }
}
