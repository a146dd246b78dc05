//! A conversation that does not exist and one that the caller may not use answer alike, on every call.

use crate::support::{Answer, Person, Running, fresh_id};
use serde_json::{Value, json};

/// Every call that names a conversation.
async fn every_call(person: &Person, conversation: &str) -> Vec<Answer> {
    let path = format!("/v1/conversations/{conversation}");
    vec![
        person.get(&path).await,
        person.get(&format!("{path}/messages")).await,
        person.send_as(conversation, &fresh_id(), "Hello").await,
        person.put(&format!("{path}/receipt"), json!({"read_position": 1})).await,
        person.post(&format!("{path}/typing"), Value::Null).await,
    ]
}

#[tokio::test]
async fn unknown_foreign_malformed_and_lost_conversations_answer_alike() {
    let practice = Running::start().await;
    let (ann, pat, lost) = practice.ann_and_pat().await;
    let (bob, quinn) = (practice.clinician("bob").await, practice.patient("quinn").await);
    practice.join(&quinn.id, &bob).await;
    let foreign = quinn.only_conversation().await;
    pat.send(&lost, "Before").await;
    practice.leave(&pat.id, &ann).await;

    let unknown = every_call(&ann, &fresh_id()).await;
    let shouted = foreign.to_uppercase();
    for other in [foreign.as_str(), lost.as_str(), "not-an-id", shouted.as_str()] {
        for (known, answer) in unknown.iter().zip(every_call(&ann, other).await) {
            answer.expect_problem(404, "not_found");
            assert_eq!(answer.text, known.text, "{other}");
            assert_eq!(answer.headers.len(), known.headers.len(), "{other}");
        }
    }
    for answer in every_call(&pat, &lost).await {
        answer.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn access_grants_open_nothing() {
    let practice = Running::start().await;
    let (_, pat, conversation) = practice.ann_and_pat().await;
    let sue = practice.clinician("sue").await;
    for level in ["view", "supervisory"] {
        let path = format!("/v1/admin/patients/{}/access_grants/{}", pat.id, sue.id);
        practice.administrator.put(&path, json!({"level": level})).await.expect(204);
        for answer in every_call(&sue, &conversation).await {
            answer.expect_problem(404, "not_found");
        }
        assert_eq!(sue.conversations().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn every_call_needs_a_valid_token() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    ann.delete("/v1/sessions/current").await.expect(204);
    for person in [&practice.stranger(), &ann] {
        for answer in every_call(person, &conversation).await {
            answer.expect_problem(401, "unauthenticated");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn a_deactivated_patient_is_signed_out_and_comes_back_with_a_new_invitation() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    pat.send(&conversation, "Before").await;
    let deactivation = format!("/v1/admin/patients/{}/deactivation", pat.id);
    for _ in 0..2 {
        practice.administrator.post(&deactivation, Value::Null).await.expect(204);
    }
    for answer in every_call(&pat, &conversation).await {
        answer.expect_problem(401, "unauthenticated");
    }
    for answer in every_call(&ann, &conversation).await {
        answer.expect_problem(404, "not_found");
    }
    practice.stranger().try_sign_in("pat", crate::support::running::PASSWORD).await.expect(401);

    let pat = practice.activate(&pat.id, "pat").await;
    assert_eq!(pat.only_conversation().await, conversation);
    assert_eq!(ann.texts(&conversation).await, ["Before"]);
}

#[tokio::test]
async fn a_disabled_clinician_is_gone_from_the_patients_list() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let cursor = pat.cursor().await;
    practice
        .administrator
        .post(&format!("/v1/admin/users/{}/disablement", ann.id), Value::Null)
        .await
        .expect(204);
    assert_eq!(pat.conversations().await, Vec::<Value>::new());
    assert_eq!(pat.change_kinds(&cursor).await, ["conversation_removed"]);
    for answer in every_call(&ann, &conversation).await {
        answer.expect_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn only_administrators_administer_and_denials_are_recorded() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    for person in [&ann, &pat] {
        let calls = [
            person.post("/v1/admin/users", json!({})).await,
            person.post(&format!("/v1/admin/users/{}/disablement", pat.id), Value::Null).await,
            person.post(&format!("/v1/admin/patients/{}/invitation", pat.id), Value::Null).await,
            person.post(&format!("/v1/admin/patients/{}/deactivation", pat.id), Value::Null).await,
            person.put(&format!("/v1/admin/patients/{}/care_team/{}", pat.id, ann.id), Value::Null).await,
            person.delete(&format!("/v1/admin/patients/{}/care_team/{}", pat.id, ann.id)).await,
            person.put(&format!("/v1/admin/patients/{}/access_grants/{}", pat.id, ann.id), json!({})).await,
            person.delete(&format!("/v1/admin/patients/{}/access_grants/{}", pat.id, ann.id)).await,
            person.put("/v1/admin/notice", json!({})).await,
            person.get("/v1/admin/audit").await,
        ];
        for refused in calls {
            refused.expect_problem(403, "forbidden");
        }
        let log =
            practice.administrator.get(&format!("/v1/admin/audit?limit=500&user_id={}", person.id)).await;
        let log = log.expect(200);
        let denied = log["entries"].as_array().unwrap().iter().filter(|entry| entry["result"] == "denied");
        assert_eq!(denied.count(), 10);
    }
}
