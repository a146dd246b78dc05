//! A practice in which every situation can be brought about.

use crate::support::{Person, Running, fresh_id};
use serde_json::{Value, json};

pub(super) struct World {
    pub(super) practice: Running,
    /// A clinician on every patient's team.
    pub(super) dora: Person,
    /// Somebody else's patient, and their conversation with Dora.
    pub(super) quinn: Person,
    pub(super) foreign_conversation: String,
    pub(super) foreign_cursor: String,
    /// The code with which Quinn was activated.
    pub(super) spent_code: String,
}

impl World {
    pub(super) async fn start() -> Self {
        let practice = Running::start().await;
        let dora = practice.clinician("dora").await;
        let quinn_id = practice.register("Quinn").await;
        let spent_code = practice.invite(&quinn_id).await;
        let quinn = activate(&practice, &spent_code, "quinn").await;
        practice.join(&quinn.id, &dora).await;
        let foreign_conversation = quinn.only_conversation().await;
        let foreign_cursor = dora.cursor().await;
        Self { practice, dora, quinn, foreign_conversation, foreign_cursor, spent_code }
    }

    pub(super) async fn administrate(&self, method: &str, path: &str, body: Value) {
        let body = (!body.is_null()).then_some(body);
        self.practice.administrator.call(method, path, body).await.expect(204);
    }

    pub(super) async fn deactivate(&self, patient_id: &str) {
        let path = format!("/v1/admin/patients/{patient_id}/deactivation");
        self.administrate("POST", &path, Value::Null).await;
    }

    pub(super) async fn disable(&self, user_id: &str) {
        self.administrate("POST", &format!("/v1/admin/users/{user_id}/disablement"), Value::Null).await;
    }

    pub(super) async fn grant(&self, patient_id: &str, clinician_id: &str, level: &str) {
        let path = format!("/v1/admin/patients/{patient_id}/access_grants/{clinician_id}");
        self.administrate("PUT", &path, json!({"level": level})).await;
    }
}

/// A name that nobody has yet.
pub(super) fn fresh_name() -> String {
    format!("u{}", fresh_id())
}

pub(super) async fn activate(practice: &Running, code: &str, username: &str) -> Person {
    let activation = json!({
        "code": code, "username": username, "password": crate::support::running::PASSWORD, "device_name": "phone",
    });
    let stranger = practice.stranger();
    let answer = stranger.post("/v1/activations", activation).await;
    stranger.with_session(&answer.expect(201))
}
