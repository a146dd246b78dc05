use crate::support::{Running, running::PASSWORD};
use allia_server::PasswordCost;
use futures_util::future::{join, join_all};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn signing_in_answers_with_tokens_and_the_user() {
    let practice = Running::start().await;
    practice.clinician("ann").await;
    let answer = practice.stranger().try_sign_in("ann", PASSWORD).await;
    let tokens = answer.expect(201);
    let mut members: Vec<_> = tokens.as_object().unwrap().keys().cloned().collect();
    members.sort();
    insta::assert_json_snapshot!(members, @r#"
    [
      "access_expires_at",
      "access_token",
      "refresh_token",
      "session_expires_at",
      "session_id",
      "user"
    ]
    "#);
    assert_eq!(tokens["user"]["kind"], "clinician");
    assert_eq!(tokens["access_token"].as_str().unwrap().len(), 43, "256 bits in base64");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_name_is_the_same_account_in_capitals() {
    let practice = Running::start().await;
    practice.clinician("ann").await;
    practice.stranger().try_sign_in(" ANN ", PASSWORD).await.expect(201);
}

#[tokio::test]
async fn whatever_is_wrong_about_a_sign_in_answers_alike() {
    let practice = Running::start().await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    practice
        .administrator
        .post(&format!("/v1/admin/users/{}/disablement", bob.id), json!({}))
        .await
        .expect(204);
    let wrong_password = practice.stranger().try_sign_in("ann", "not this one").await;
    let unknown_name = practice.stranger().try_sign_in("nobody", PASSWORD).await;
    let disabled = practice.stranger().try_sign_in("bob", PASSWORD).await;
    wrong_password.expect_problem(401, "unauthenticated");
    assert_eq!(wrong_password.text, unknown_name.text);
    assert_eq!(wrong_password.text, disabled.text);
    ann.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn a_refresh_rotates_both_tokens() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let answer = ann.post("/v1/sessions/refresh", json!({"refresh_token": ann.refresh_token})).await;
    let renewed = ann.with_session(&answer.expect(200));
    assert_eq!(renewed.session_id, ann.session_id);
    assert_ne!(renewed.token, ann.token);
    assert_ne!(renewed.refresh_token, ann.refresh_token);
    renewed.get("/v1/me").await.expect(200);
    ann.get("/v1/me").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_refresh_token_used_twice_ends_its_session() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let first = ann.post("/v1/sessions/refresh", json!({"refresh_token": ann.refresh_token})).await;
    let renewed = ann.with_session(&first.expect(200));
    let mut listening = renewed.listen().await;
    let second = ann.post("/v1/sessions/refresh", json!({"refresh_token": ann.refresh_token})).await;
    second.expect_problem(401, "unauthenticated");
    assert!(listening.until_end().await, "the thief's stream ends too");
    renewed.get("/v1/me").await.expect_problem(401, "unauthenticated");
    let third = renewed.post("/v1/sessions/refresh", json!({"refresh_token": renewed.refresh_token})).await;
    third.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn access_tokens_last_a_quarter_of_an_hour_and_sessions_half_a_day() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    practice.clock.pass(Duration::from_secs(14 * 60));
    ann.get("/v1/me").await.expect(200);
    practice.clock.pass(Duration::from_secs(2 * 60));
    ann.get("/v1/me").await.expect_problem(401, "unauthenticated");
    let refresh = ann.post("/v1/sessions/refresh", json!({"refresh_token": ann.refresh_token})).await;
    let renewed = ann.with_session(&refresh.expect(200));
    practice.clock.pass(Duration::from_secs(12 * 60 * 60));
    renewed.get("/v1/me").await.expect_problem(401, "unauthenticated");
    let refresh = renewed.post("/v1/sessions/refresh", json!({"refresh_token": renewed.refresh_token})).await;
    refresh.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn one_lists_and_ends_ones_own_sessions_only() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let ann_at_home = practice.sign_in("ann").await;
    let bob = practice.clinician("bob").await;
    let list = ann.get("/v1/sessions").await.expect(200);
    let sessions = list["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    assert_eq!(sessions.iter().filter(|session| session["current"] == true).count(), 1);

    let not_anns = ann.delete(&format!("/v1/sessions/{}", bob.session_id)).await;
    not_anns.expect_problem(404, "not_found");
    bob.get("/v1/me").await.expect(200);

    ann.delete(&format!("/v1/sessions/{}", ann_at_home.session_id)).await.expect(204);
    ann_at_home.get("/v1/me").await.expect_problem(401, "unauthenticated");
    ann.delete("/v1/sessions/current").await.expect(204);
    ann.get("/v1/me").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn failures_slow_an_account_down_and_never_lock_it() {
    let practice = Running::start().await;
    practice.clinician("ann").await;
    let stranger = practice.stranger();
    for _ in 0..10 {
        stranger.try_sign_in("ann", "a wrong guess").await.expect_problem(401, "unauthenticated");
    }
    let waiting = stranger.try_sign_in("ann", PASSWORD).await;
    waiting.expect_problem(429, "rate_limited");
    stranger.try_sign_in("admin", PASSWORD).await.expect(201);
    practice.clock.pass(Duration::from_secs(waiting.header("retry-after").parse().unwrap()));
    stranger.try_sign_in("ann", PASSWORD).await.expect(201);
}

#[tokio::test]
async fn guessing_all_at_once_gains_nothing() {
    // So slow that every guess is there before the first is checked.
    let slowly = PasswordCost { memory_kib: 16 * 1024, passes: 2, lanes: 1 };
    let practice = Running::start_with(|config| config.password_cost = slowly).await;
    practice.clinician("ann").await;
    practice.clinician("bob").await;
    let stranger = practice.stranger();
    let guesses = join_all((0..30).map(|_| stranger.try_sign_in("ann", "a wrong guess")));
    let (guesses, bob) = join(guesses, stranger.try_sign_in("bob", PASSWORD)).await;
    let checked = guesses.iter().filter(|guess| guess.status == 401).count();
    assert_eq!(checked, 10);
    guesses.iter().filter(|guess| guess.status != 401).for_each(|guess| {
        guess.expect_problem(429, "rate_limited");
    });
    bob.expect(201);
}

#[tokio::test]
async fn an_unknown_account_is_slowed_down_like_a_known_one() {
    let practice = Running::start().await;
    for _ in 0..10 {
        practice.stranger().try_sign_in("nobody", "a wrong guess").await.expect(401);
    }
    practice.stranger().try_sign_in("nobody", PASSWORD).await.expect_problem(429, "rate_limited");
}

#[tokio::test]
async fn the_last_call_of_a_session_is_noted_to_the_minute() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let before = ann.get("/v1/sessions").await.expect(200)["sessions"][0]["last_seen_at"].clone();
    practice.clock.pass(Duration::from_secs(90));
    crate::support::eventually("the session was seen again", async || {
        ann.get("/v1/sessions").await.expect(200)["sessions"][0]["last_seen_at"] != before
    })
    .await;
}
