//! All simulated patients of the demo together.

use super::habits::Habits;
use super::patient::SimulatedPatient;
use super::patient_api::{Account, PatientApi};
use super::people::{Nature, PATIENT_PASSWORD, PATIENTS, Person};
use super::seed::generator;
use super::{DemoError, Pace};
use crate::clock::Clock;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Checking a password costs memory and time by design: the phones are turned on one after the other.
const BETWEEN_PHONES: Duration = Duration::from_millis(150);

/// Which of the simulated patients do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// Everybody comes and goes, answers, and now and then writes first.
    Lively,
    /// Only the prompt patient is there, and only answers.
    Answering,
    /// Nobody does anything.
    Quiet,
}

impl Company {
    fn includes(self, person: &Person) -> bool {
        match self {
            Self::Lively => person.standing.is_activated(),
            Self::Answering => person.nature == Nature::Prompt,
            Self::Quiet => false,
        }
    }
}

/// Sets the patients going. They stop when the answer is dropped.
///
/// # Errors
/// When no HTTP client can be made.
pub(crate) fn gather(
    address: &str,
    company: Company,
    pace: Pace,
    clock: &Arc<dyn Clock>,
) -> Result<JoinSet<()>, DemoError> {
    // The service is on this computer: whatever proxy the environment names is not for it.
    let http = reqwest::Client::builder().no_proxy().build()?;
    let mut crowd = JoinSet::new();
    let mut turned_on_after = Duration::ZERO;
    for person in PATIENTS.iter().filter(|person| company.includes(person)) {
        let Some(habits) = Habits::of(person.nature) else { continue };
        let account = Account { username: person.username, password: PATIENT_PASSWORD };
        let patient = SimulatedPatient {
            api: PatientApi::new(http.clone(), address.to_owned(), account),
            habits,
            pace,
            clock: Arc::clone(clock),
            rng: generator(&[person.username, "habits"]),
            turned_on_after,
        };
        turned_on_after += BETWEEN_PHONES;
        crowd.spawn(patient.run());
    }
    Ok(crowd)
}
