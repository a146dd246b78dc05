use crate::support::{Running, fresh_id};
use allia_server::{Config, Rates};
use serde_json::json;

fn slowly(config: &mut Config) {
    config.rates = Rates { requests_per_second: 5, request_burst: 60, sends_per_second: 1, send_burst: 5 };
}

#[tokio::test]
async fn a_user_who_asks_too_much_is_told_when_to_come_back_and_nobody_else_is() {
    let practice = Running::start_with(slowly).await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    let refused = loop {
        let answer = ann.get("/v1/me").await;
        if answer.status != 200 {
            break answer;
        }
    };
    refused.expect_problem(429, "rate_limited");
    bob.get("/v1/me").await.expect(200);
    tokio::time::sleep(std::time::Duration::from_secs(refused.header("retry-after").parse().unwrap())).await;
    ann.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn sending_has_a_rate_of_its_own() {
    let practice = Running::start_with(slowly).await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut sent = 0;
    let refused = loop {
        let answer = ann.send_as(&conversation, &fresh_id(), "again").await;
        if answer.status != 201 {
            break answer;
        }
        sent += 1;
    };
    refused.expect_problem(429, "rate_limited");
    assert!(sent >= 5);
    ann.get("/v1/me").await.expect(200);
    pat.send(&conversation, "I am another user").await;
}

#[tokio::test]
async fn a_refresh_is_a_request_too_and_one_that_is_refused_spends_no_token() {
    let practice = Running::start_with(|config| {
        config.rates = Rates { requests_per_second: 1, request_burst: 10, ..config.rates };
    })
    .await;
    let mut ann = practice.clinician("ann").await;
    let mut refused = None;
    for _ in 0..100 {
        let answer = ann.post("/v1/sessions/refresh", json!({"refresh_token": ann.refresh_token})).await;
        if answer.status != 200 {
            refused = Some(answer);
            break;
        }
        ann = ann.with_session(&answer.json());
    }
    let refused = refused.expect("a hundred refreshes and no refusal");
    refused.expect_problem(429, "rate_limited");
    tokio::time::sleep(std::time::Duration::from_secs(refused.header("retry-after").parse().unwrap())).await;
    ann.post("/v1/sessions/refresh", json!({"refresh_token": ann.refresh_token})).await.expect(200);
}
