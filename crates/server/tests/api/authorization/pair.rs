//! A clinician and a patient, brought into a situation through the service's own calls.

use super::situation::{Clinician, Patient, Relation, Role, Situation};
use super::world::{World, activate, fresh_name};
use crate::support::{Person, Running, fresh_id, running::PASSWORD};
use allia_protocol::id::UserId;
use serde_json::json;

pub(super) struct Pair {
    pub(super) situation: Situation,
    pub(super) clinician: Caller,
    /// Signed in if they ever were.
    pub(super) patient: Caller,
    pub(super) administrator: Caller,
    signed_out: Person,
    /// What the patient was invited with last.
    pub(super) code: Option<String>,
    pub(super) conversation: Option<String>,
    /// The patient's conversation with Dora.
    pub(super) others_conversation: Option<String>,
    pub(super) device: String,
}

/// Somebody who calls, with sessions to spare.
#[derive(Clone)]
pub(super) struct Caller {
    pub(super) person: Person,
    pub(super) username: String,
    /// The id of a session that is to be ended by name.
    pub(super) spare_session: String,
    /// A session that is to end itself.
    pub(super) leaving: Person,
    pub(super) refresh_token: String,
    /// From before anything happened.
    pub(super) cursor: String,
}

impl Caller {
    /// Somebody who has no other session than the one with which they call.
    fn bare(person: Person, username: String, cursor: String) -> Self {
        let (spare_session, refresh_token) = (person.session_id.clone(), person.refresh_token.clone());
        Self { leaving: person.clone(), person, username, spare_session, refresh_token, cursor }
    }

    async fn open_spare_sessions(&mut self, practice: &Running) {
        self.spare_session = practice.sign_in(&self.username).await.session_id;
        self.leaving = practice.sign_in(&self.username).await;
        self.refresh_token = practice.sign_in(&self.username).await.refresh_token;
    }

    /// Somebody with this for a token, who aims at what `victim` has.
    fn nobody(practice: &Running, token: &str, victim: &Self) -> Self {
        let person = practice.stranger().with_token(token);
        let (username, refresh_token) = (fresh_name(), "made-up".to_owned());
        Self { leaving: person.clone(), person, username, refresh_token, ..victim.clone() }
    }
}

impl Pair {
    /// For what uses up none of their sessions.
    pub(super) async fn bare(world: &World, situation: Situation) -> Self {
        Self::make(world, situation, false).await
    }

    /// For everything.
    pub(super) async fn with_spare_sessions(world: &World, situation: Situation) -> Self {
        Self::make(world, situation, true).await
    }

    async fn make(world: &World, situation: Situation, spare_sessions: bool) -> Self {
        let practice = &world.practice;
        let mut administrator = administrator(practice).await;
        let mut clinician = clinician(practice).await;
        let patient_id = practice.register("Pat").await;
        practice.join(&patient_id, &world.dora).await;
        let (mut code, mut patient) = (None, None);
        if situation.patient != Patient::OnRecord {
            code = Some(practice.invite(&patient_id).await);
        }
        if let Some(code) = code.as_ref().filter(|_| situation.patient.was_activated()) {
            patient = Some(activated(practice, code).await);
        }
        relate(world, situation.relation, &patient_id, &clinician, patient.as_ref()).await;
        if let Some(patient) = patient.as_mut().filter(|_| situation.patient == Patient::Reactivated) {
            code = Some(reactivate(world, patient).await);
        }
        if spare_sessions {
            for caller in [&mut administrator, &mut clinician].into_iter().chain(patient.as_mut()) {
                caller.open_spare_sessions(practice).await;
            }
        }
        let signed_out = practice.sign_in(&clinician.username).await;
        signed_out.delete("/v1/sessions/current").await.expect(204);
        // Tokens of sessions that end with this are kept, and tried.
        end(world, situation, &patient_id, &clinician).await;
        let patient =
            patient.unwrap_or_else(|| not_activated(practice, &patient_id, code.as_deref(), &clinician));
        let conversation = between(practice, &patient_id, &clinician.person.id).await;
        let others_conversation = between(practice, &patient_id, &world.dora.id).await;
        let device = fresh_id();
        Self {
            situation,
            clinician,
            patient,
            administrator,
            signed_out,
            code,
            conversation,
            others_conversation,
            device,
        }
    }

    /// The one who calls in this role.
    pub(super) fn caller(&self, practice: &Running, role: Role) -> Caller {
        let nobody = |token: &str| Caller::nobody(practice, token, &self.clinician);
        match role {
            Role::Clinician => self.clinician.clone(),
            Role::Patient => self.patient.clone(),
            Role::Administrator => self.administrator.clone(),
            Role::Stranger => nobody(""),
            Role::Forger => nobody("9Jt8mXU2cQ0wq3Yd5sVbKk1LhZr7oFeA4uTiNpGxWyE"),
            Role::SignedOut => nobody(&self.signed_out.token),
            Role::RefreshTokenBearer => nobody(&self.clinician.person.refresh_token),
        }
    }

    /// The future membership begins. What has been used up stays used up.
    pub(super) async fn begin_membership(&mut self, world: &World) {
        world.practice.join(&self.patient.person.id, &self.clinician.person).await;
        self.move_to(world, Situation { relation: Relation::Active, ..self.situation }).await;
    }

    /// Takes note of the situation that has come about.
    pub(super) async fn move_to(&mut self, world: &World, situation: Situation) {
        self.conversation =
            between(&world.practice, &self.patient.person.id, &self.clinician.person.id).await;
        self.situation = situation;
    }
}

async fn administrator(practice: &Running) -> Caller {
    let username = fresh_name();
    let new = json!({
        "kind": "administrator", "username": username, "display_name": "Administrator", "password": PASSWORD,
    });
    practice.create(new).await;
    Caller::bare(practice.sign_in(&username).await, username, "none".to_owned())
}

async fn clinician(practice: &Running) -> Caller {
    let username = fresh_name();
    let person = practice.clinician(&username).await;
    let cursor = person.cursor().await;
    Caller::bare(person, username, cursor)
}

async fn activated(practice: &Running, code: &str) -> Caller {
    let username = fresh_name();
    let person = activate(practice, code, &username).await;
    let cursor = person.cursor().await;
    Caller::bare(person, username, cursor)
}

/// A patient who has nothing to show but their code, if even that.
fn not_activated(practice: &Running, patient_id: &str, code: Option<&str>, clinician: &Caller) -> Caller {
    let mut nobody = Caller::nobody(practice, code.unwrap_or_default(), clinician);
    patient_id.clone_into(&mut nobody.person.id);
    nobody
}

/// Deactivates the patient and activates them anew; answers with the code of the second time.
async fn reactivate(world: &World, patient: &mut Caller) -> String {
    world.deactivate(&patient.person.id).await;
    let code = world.practice.invite(&patient.person.id).await;
    patient.person = activate(&world.practice, &code, &patient.username).await;
    code
}

/// What takes the app from the patient, or the account from the clinician.
async fn end(world: &World, situation: Situation, patient_id: &str, clinician: &Caller) {
    match situation.patient {
        Patient::Deactivated => world.deactivate(patient_id).await,
        Patient::Disabled => world.disable(patient_id).await,
        _ => {}
    }
    if situation.clinician == Clinician::Disabled {
        world.disable(&clinician.person.id).await;
    }
}

/// Gives the clinician their relation, and both a message of the other if they ever could send one.
async fn relate(
    world: &World,
    relation: Relation,
    patient_id: &str,
    clinician: &Caller,
    patient: Option<&Caller>,
) {
    let (practice, clinician) = (&world.practice, &clinician.person);
    if relation.was_member() {
        practice.join(patient_id, clinician).await;
        if let Some(patient) = patient {
            let conversation = between(practice, patient_id, &clinician.id).await.unwrap();
            patient.person.send(&conversation, "From the patient").await;
            clinician.send(&conversation, "From the clinician").await;
        }
    }
    if matches!(relation, Relation::Removed | Relation::RemovedAndGranted | Relation::Rejoined) {
        practice.leave(patient_id, clinician).await;
    }
    if relation == Relation::Rejoined {
        practice.join(patient_id, clinician).await;
    }
    if relation == Relation::OtherTeam {
        practice.join(&world.quinn.id, clinician).await;
    }
    if let Some(level) = relation.grant() {
        world.grant(patient_id, &clinician.id, level).await;
    }
}

async fn between(practice: &Running, patient_id: &str, clinician_id: &str) -> Option<String> {
    let id = |text: &str| text.parse::<UserId>().unwrap();
    let found = practice.practice.conversation_between(id(patient_id), id(clinician_id)).await.unwrap();
    found.map(|conversation| conversation.to_string())
}
