//! What most stories of the window begin with: a practice, a clinician with patients, and the clinician's computer.

use allia_tests::practice::PASSWORD;
use allia_tests::window::{Computer, Window};
use allia_tests::{ClinicianAccount, PatientRecord, Phone, Practice};
use std::path::PathBuf;
use tempfile::TempDir;

const ROW: &str = "[data-part=conversation-row]";

/// A practice with one clinician, whose patients have phones.
pub(super) struct Scene {
    pub(super) practice: Practice,
    pub(super) clinician: ClinicianAccount,
    patients: Vec<(PatientRecord, Phone)>,
    folder: TempDir,
}

impl Scene {
    /// Leah Stone and her patients of these names.
    pub(super) async fn with(patients: &[&str]) -> Self {
        let practice = Practice::open().await;
        let clinician = practice.clinician("Leah Stone").await;
        let mut admitted = Vec::new();
        for name in patients {
            admitted.push(practice.active_patient(name, &clinician).await);
        }
        let folder = TempDir::new().expect("a temporary folder");
        Self { practice, clinician, patients: admitted, folder }
    }

    /// The clinician's profile on the computer.
    pub(super) fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    /// A folder beside the profile, made if it is not there.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        let place = self.folder.path().join(name);
        std::fs::create_dir_all(&place).expect("a folder");
        place
    }

    /// The window as it opens.
    pub(super) async fn open(&self) -> Window {
        Computer::default().open(&self.profile(), &self.practice.server_address()).await
    }

    /// The window with the clinician signed in and every patient in the list.
    pub(super) async fn open_signed_in(&self) -> Window {
        let window = self.open().await;
        self.sign_in(&window).await;
        window
    }

    /// Signs the clinician in, and waits until every patient is in the list.
    pub(super) async fn sign_in(&self, window: &Window) {
        window.sign_in_as(&self.clinician.username, PASSWORD).await;
        for (patient, _) in &self.patients {
            window.find_saying(ROW, &patient.name).await;
        }
    }

    /// The patient's record.
    pub(super) fn patient(&self, name: &str) -> &PatientRecord {
        &self.of(name).0
    }

    /// The patient's phone.
    pub(super) fn phone(&self, name: &str) -> &Phone {
        &self.of(name).1
    }

    fn of(&self, name: &str) -> &(PatientRecord, Phone) {
        self.patients.iter().find(|(patient, _)| patient.name == name).expect("a patient of the scene")
    }
}
