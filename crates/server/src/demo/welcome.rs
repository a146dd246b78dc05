//! What the demo says when it is ready: how to sign in, for people and, on the last line, for programs.

use super::people::{
    ADMINISTRATOR, CLINICIAN, Colleague, HAND_PATIENT, PATIENT_PASSWORD, PRACTICE_NAME, PROMPT_PATIENT,
    SECOND_CLINICIAN,
};
use serde::Serialize;
use std::fmt;
use std::path::PathBuf;

/// Everything that somebody needs to walk through the demo.
pub(crate) struct Welcome {
    /// Where the service listens, such as `http://127.0.0.1:8420`.
    pub address: String,
    /// A code with which a patient can still be activated; none when that was done before.
    pub activation_code: Option<String>,
    /// Where the practice is kept; none when it goes with the program.
    pub kept_in: Option<PathBuf>,
}

/// The last line, as JSON behind the word `ready`. Its fields are part of what the demo promises to scripts.
#[derive(Serialize)]
struct Ready<'a> {
    address: &'a str,
    patient_page: String,
    clinician: Credentials,
    second_clinician: Credentials,
    administrator: Credentials,
    patient: Credentials,
    answering_patient: &'static str,
    activation_code: Option<&'a str>,
}

#[derive(Serialize)]
struct Credentials {
    username: &'static str,
    password: &'static str,
}

impl From<Colleague> for Credentials {
    fn from(colleague: Colleague) -> Self {
        Self { username: colleague.username, password: colleague.password }
    }
}

impl Welcome {
    fn patient_page(&self) -> String {
        format!("{}/patient", self.address)
    }

    fn ready_line(&self) -> serde_json::Result<String> {
        serde_json::to_string(&Ready {
            address: &self.address,
            patient_page: self.patient_page(),
            clinician: CLINICIAN.into(),
            second_clinician: SECOND_CLINICIAN.into(),
            administrator: ADMINISTRATOR.into(),
            patient: Credentials { username: HAND_PATIENT.username, password: PATIENT_PASSWORD },
            answering_patient: PROMPT_PATIENT.name,
            activation_code: self.activation_code.as_deref(),
        })
    }
}

impl fmt::Display for Welcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, label: &str, username: &str, password: &str| {
            writeln!(f, "  {label:<20} {username:<16} {password}")
        };
        writeln!(f, "{PRACTICE_NAME}, a practice that does not exist, is open at {}\n", self.address)?;
        row(f, "", "username", "password")?;
        row(f, "Clinician", CLINICIAN.username, CLINICIAN.password)?;
        row(f, "Second clinician", SECOND_CLINICIAN.username, SECOND_CLINICIAN.password)?;
        row(f, "Administrator", ADMINISTRATOR.username, ADMINISTRATOR.password)?;
        row(f, "Patient", HAND_PATIENT.username, PATIENT_PASSWORD)?;
        writeln!(f, "\nPatients sign in at {}", self.patient_page())?;
        if let Some(code) = &self.activation_code {
            writeln!(f, "One who is invited can activate at {}#code={code}", self.patient_page())?;
        }
        writeln!(f, "Write to {}: the answer comes within seconds.", PROMPT_PATIENT.name)?;
        match &self.kept_in {
            Some(directory) => writeln!(f, "The practice is kept in {}.", directory.display())?,
            None => writeln!(f, "Nothing is kept: the practice goes when this program ends.")?,
        }
        writeln!(f, "Ctrl+C ends it.\n")?;
        writeln!(f, "ready {}", self.ready_line().map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_tells_programs_how_to_sign_in() {
        let address = "http://127.0.0.1:8420".to_owned();
        let welcome =
            Welcome { address, activation_code: Some("ABCD".to_owned()), kept_in: None }.to_string();
        let last = welcome.lines().last().unwrap();
        let ready: serde_json::Value = serde_json::from_str(last.strip_prefix("ready ").unwrap()).unwrap();
        assert_eq!(ready["patient_page"], "http://127.0.0.1:8420/patient");
        assert_eq!(ready["clinician"]["username"], "dr.rivera");
        assert_eq!(ready["activation_code"], "ABCD");
    }
}
