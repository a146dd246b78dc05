use crate::support::{Running, fresh_id};
use serde_json::Value;

#[tokio::test]
async fn only_a_patient_who_is_not_active_can_be_invited() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let invite = async |id: &str| {
        practice.administrator.post(&format!("/v1/admin/patients/{id}/invitation"), Value::Null).await
    };
    invite(&pat.id).await.expect_problem(409, "conflict");
    for nobody in [ann.id.as_str(), &fresh_id()] {
        invite(nobody).await.expect_problem(404, "not_found");
    }
    let invitation = invite(&practice.register("New").await).await.expect(201);
    assert_eq!(invitation["code"].as_str().unwrap().len(), 14);
    assert!(invitation["expires_at"].is_string());
}

#[tokio::test]
async fn a_clinician_is_not_deactivated_as_a_patient() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let answer = practice
        .administrator
        .post(&format!("/v1/admin/patients/{}/deactivation", ann.id), Value::Null)
        .await;
    answer.expect_problem(404, "not_found");
    ann.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn deactivation_withdraws_invitations() {
    let practice = Running::start().await;
    let patient_id = practice.register("Pat").await;
    let code = practice.invite(&patient_id).await;
    let deactivation = format!("/v1/admin/patients/{patient_id}/deactivation");
    practice.administrator.post(&deactivation, Value::Null).await.expect(204);
    let activation = serde_json::json!({
        "code": code, "username": "pat", "password": "correct horse battery", "device_name": "phone",
    });
    practice.stranger().post("/v1/activations", activation).await.expect_problem(404, "not_found");
}
