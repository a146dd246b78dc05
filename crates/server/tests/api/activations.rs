use crate::support::Running;
use crate::support::running::PASSWORD;
use serde_json::{Value, json};
use std::time::Duration;

fn activation(code: &str, username: &str) -> Value {
    json!({"code": code, "username": username, "password": PASSWORD, "device_name": "phone"})
}

#[tokio::test]
async fn a_code_makes_an_account_once() {
    let practice = Running::start().await;
    let patient_id = practice.register("Pat").await;
    let code = practice.invite(&patient_id).await;
    let stranger = practice.stranger();
    let tokens = stranger.post("/v1/activations", activation(&code, "pat")).await.expect(201);
    assert_eq!(tokens["user"]["user_id"], patient_id.as_str());
    assert_eq!(tokens["user"]["kind"], "patient");
    stranger.post("/v1/activations", activation(&code, "pat2")).await.expect_problem(404, "not_found");
    practice.sign_in("pat").await;
}

#[tokio::test]
async fn a_code_is_understood_in_lower_case_and_without_hyphens() {
    let practice = Running::start().await;
    let patient_id = practice.register("Pat").await;
    let code = practice.invite(&patient_id).await.to_lowercase().replace('-', "");
    practice.stranger().post("/v1/activations", activation(&code, "pat")).await.expect(201);
}

#[tokio::test]
async fn wrong_and_expired_codes_answer_alike() {
    let practice = Running::start().await;
    let patient_id = practice.register("Pat").await;
    let code = practice.invite(&patient_id).await;
    let wrong = practice.stranger().post("/v1/activations", activation("AAAA-AAAA-AAAA", "pat")).await;
    practice.clock.pass(Duration::from_secs(8 * 24 * 60 * 60));
    let expired = practice.stranger().post("/v1/activations", activation(&code, "pat")).await;
    wrong.expect_problem(404, "not_found");
    assert_eq!(wrong.text, expired.text);
}

#[tokio::test]
async fn a_name_that_is_taken_leaves_the_code_good() {
    let practice = Running::start().await;
    practice.clinician("ann").await;
    let code = practice.invite(&practice.register("Ann").await).await;
    let stranger = practice.stranger();
    stranger.post("/v1/activations", activation(&code, "Ann")).await.expect_problem(409, "conflict");
    stranger.post("/v1/activations", activation(&code, "ann.too")).await.expect(201);
}

#[tokio::test]
async fn the_moment_a_patient_activates_they_are_in_the_list_of_their_whole_team() {
    let practice = Running::start().await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    let patient_id = practice.register("Pat").await;
    practice.join(&patient_id, &ann).await;
    practice.join(&patient_id, &bob).await;
    assert_eq!(ann.conversations().await, Vec::<Value>::new());
    let (mut live, cursor) = (ann.listen().await, ann.cursor().await);

    let pat = practice.activate(&patient_id, "pat").await;

    live.until("changed").await;
    let (changes, _) = ann.changes(&cursor).await;
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0]["kind"], "conversation");
    assert_eq!(changes[0]["conversation"]["patient"]["user_id"], patient_id.as_str());
    assert_eq!(bob.conversations().await.len(), 1);
    assert_eq!(pat.conversations().await.len(), 2);
}

#[tokio::test]
async fn passwords_and_names_have_rules() {
    let practice = Running::start().await;
    let code = practice.invite(&practice.register("Pat").await).await;
    for (username, password) in
        [("pa", PASSWORD), ("p a t", PASSWORD), ("pat", "short"), ("pat", &"x".repeat(257))]
    {
        let activation =
            json!({"code": code, "username": username, "password": password, "device_name": "phone"});
        practice.stranger().post("/v1/activations", activation).await.expect_problem(422, "invalid");
    }
}
