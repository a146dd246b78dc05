//! Making the demo practice, once, in an empty directory; opening it again afterwards.

use super::history::{PastConversation, Present, past_conversation};
use super::people::{
    ADMINISTRATOR, CLINICIAN, Colleague, PATIENT_PASSWORD, PATIENTS, PRACTICE_NAME, Person, SECOND_CLINICIAN,
    Standing, TIME_ZONE,
};
use super::seed::generator;
use super::{DemoError, dialogue::Voice};
use crate::origin::{Actor, Origin};
use crate::{Config, Founding, History, PastMessage, Practice, activation, initialize};
use allia_protocol::admin::{AccessLevel, CreateUser};
use allia_protocol::id::{MessageId, UserId};
use allia_protocol::session::{Activation, NotificationContent, UserKind};
use allia_protocol::{Secret, Sensitive};
use jiff::tz::TimeZone;
use rand::RngExt;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that says that a directory holds a demo practice that was made to the end. A real practice never
/// has it, so a demo cannot be let loose on one.
const MARK: &str = "demo-practice.json";
/// How many exchanges a patient of the other teams has had there.
const SECOND_EXCHANGES: usize = 3;

/// What has to be known about a demo practice to go on with it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// A patient who is invited and not activated, for trying the activation by hand.
    pub invited_patient: UserId,
}

/// Opens the demo practice in the configuration's directory, and makes it first where there is nothing.
///
/// # Errors
/// When the directory holds something else, or cannot be written.
pub(crate) async fn open(config: Config) -> Result<(Arc<Practice>, Mark), DemoError> {
    let mark_file = config.data_directory.join(MARK);
    if let Some(mark) = read_mark(&mark_file).await? {
        return Ok((Practice::open(config).await?, mark));
    }
    if !is_empty(&config.data_directory).await? {
        return Err(DemoError::NotADemo(config.data_directory));
    }
    let founding = Founding {
        practice_name: PRACTICE_NAME.to_owned(),
        time_zone: TIME_ZONE.to_owned(),
        username: Sensitive::new(ADMINISTRATOR.username.to_owned()),
        password: Secret::new(ADMINISTRATOR.password),
    };
    initialize(config.clone(), founding).await?;
    let practice = Practice::open(config).await?;
    practice.put_notification_content(Actor::local(), NotificationContent::Name).await?;
    let mark = people(&practice).await?;
    write_mark(mark_file, mark).await?;
    Ok((practice, mark))
}

/// Makes everybody and their past.
async fn people(practice: &Practice) -> Result<Mark, DemoError> {
    let zone = TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC);
    let scene = Scene {
        practice,
        clinician: colleague(practice, &CLINICIAN).await?,
        second: colleague(practice, &SECOND_CLINICIAN).await?,
        present: Present::new(practice.clock.now(), zone),
    };
    let mut invited = None;
    for person in PATIENTS {
        let patient_id = scene.add_patient(person).await?;
        if person.standing == Standing::NotActivated {
            invited.get_or_insert(patient_id);
        }
    }
    invited.map(|invited_patient| Mark { invited_patient }).ok_or(DemoError::NobodyInvited)
}

/// What is needed to add a patient.
struct Scene<'a> {
    practice: &'a Practice,
    clinician: UserId,
    second: UserId,
    present: Present,
}

impl Scene<'_> {
    async fn add_patient(&self, person: &Person) -> Result<UserId, DemoError> {
        let patient_id = self.practice.create_user(Actor::local(), patient(person)).await?;
        self.join_teams(person, patient_id).await?;
        let invitation = self.practice.invite(Actor::local(), patient_id).await?;
        if person.standing.is_activated() {
            self.activate(person, invitation.code).await?;
            self.add_past(person, patient_id).await?;
        }
        Ok(patient_id)
    }

    async fn join_teams(&self, person: &Person, patient_id: UserId) -> Result<(), DemoError> {
        if person.standing.is_on_clinicians_team() {
            self.practice.join_care_team(Actor::local(), patient_id, self.clinician).await?;
        }
        if person.standing.is_on_second_team() {
            self.practice.join_care_team(Actor::local(), patient_id, self.second).await?;
        }
        if person.standing == Standing::Supervised {
            let level = AccessLevel::Supervisory;
            self.practice.grant_access(Actor::local(), patient_id, self.clinician, level).await?;
        }
        Ok(())
    }

    async fn activate(&self, person: &Person, code: Secret) -> Result<(), DemoError> {
        let activation = Activation {
            code,
            username: Sensitive::new(person.username.to_owned()),
            password: Secret::new(PATIENT_PASSWORD),
            device_name: "Phone".to_owned(),
        };
        activation::activate(self.practice, Origin::Local, activation).await?;
        Ok(())
    }

    async fn add_past(&self, person: &Person, patient_id: UserId) -> Result<(), DemoError> {
        let (with_clinician, with_second) = exchanges(person.standing);
        self.import(person, patient_id, (self.clinician, CLINICIAN), with_clinician).await?;
        self.import(person, patient_id, (self.second, SECOND_CLINICIAN), with_second).await?;
        self.add_last_seen(person, patient_id).await
    }

    async fn import(
        &self,
        person: &Person,
        patient_id: UserId,
        (clinician_id, clinician): (UserId, Colleague),
        exchanges: usize,
    ) -> Result<(), DemoError> {
        let Some(conversation_id) = self.practice.conversation_between(patient_id, clinician_id).await?
        else {
            return Ok(());
        };
        let PastConversation { lines, unread } =
            past_conversation(person, clinician.username, exchanges, &self.present);
        let messages = lines.into_iter().map(|line| PastMessage {
            message_id: MessageId::generate(),
            sender_id: if line.voice == Voice::Clinician { clinician_id } else { patient_id },
            text: Sensitive::new(line.text),
            sent_at: line.at,
        });
        let history = History { conversation_id, messages: messages.collect(), unread };
        Ok(self.practice.import_history(history).await?)
    }

    /// Everybody was there some minutes to some days ago.
    async fn add_last_seen(&self, person: &Person, patient_id: UserId) -> Result<(), DemoError> {
        let minutes = generator(&[person.username, "last seen"]).random_range(3..4_000);
        let at = self.practice.clock.now().plus_millis(-60_000 * minutes);
        Ok(self.practice.import_last_seen(patient_id, at).await?)
    }
}

/// How many exchanges a patient has had with the clinician and with the second one.
const fn exchanges(standing: Standing) -> (usize, usize) {
    match standing {
        Standing::Conversing { exchanges } => (exchanges, 0),
        Standing::ConversingWithBoth { exchanges } => (exchanges, SECOND_EXCHANGES),
        Standing::OtherTeam | Standing::Supervised => (0, SECOND_EXCHANGES),
        Standing::NoMessages | Standing::NotActivated => (0, 0),
    }
}

async fn colleague(practice: &Practice, colleague: &Colleague) -> Result<UserId, DemoError> {
    let new = CreateUser {
        kind: UserKind::Clinician,
        username: Some(Sensitive::new(colleague.username.to_owned())),
        display_name: Sensitive::new(colleague.name.to_owned()),
        birth_date: None,
        pronouns: None,
        title: colleague.title.map(str::to_owned),
        password: Some(Secret::new(colleague.password)),
    };
    Ok(practice.create_user(Actor::local(), new).await?)
}

fn patient(person: &Person) -> CreateUser {
    CreateUser {
        kind: UserKind::Patient,
        username: None,
        display_name: Sensitive::new(person.name.to_owned()),
        birth_date: Some(Sensitive::new(person.birth_date)),
        pronouns: person.pronouns.map(|pronouns| Sensitive::new(pronouns.to_owned())),
        title: None,
        password: None,
    }
}

async fn read_mark(file: &Path) -> Result<Option<Mark>, DemoError> {
    match tokio::fs::read(file).await {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn write_mark(file: PathBuf, mark: Mark) -> Result<(), DemoError> {
    Ok(tokio::fs::write(file, serde_json::to_vec(&mark)?).await?)
}

async fn is_empty(directory: &Path) -> Result<bool, DemoError> {
    match tokio::fs::read_dir(directory).await {
        Ok(mut entries) => Ok(entries.next_entry().await?.is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error.into()),
    }
}
