use crate::support::{DEADLINE, Running};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

const TWO_SECONDS: Duration = Duration::from_secs(2);

#[tokio::test]
async fn a_stream_begins_with_how_far_the_feed_goes() {
    let practice = Running::start().await;
    let (ann, _, _) = practice.ann_and_pat().await;
    let response = ann.request("GET", "/v1/live").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut live = crate::support::Listening::new(response);
    let (event, payload) = live.next().await.unwrap();
    assert_eq!(event, "changed");
    assert_eq!(payload, json!({"cursor": ann.cursor().await}));
}

#[tokio::test]
async fn a_message_wakes_both_sides_with_a_cursor_that_serves() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let (before, mut anns, mut pats) = (ann.cursor().await, ann.listen().await, pat.listen().await);
    pat.send(&conversation, "Hello").await;
    pats.until("changed").await;
    let changed = anns.until("changed").await;
    let (changes, after) = ann.changes(&before).await;
    assert_eq!(changes.len(), 1);
    assert_eq!(changed["cursor"], after.as_str());
}

#[tokio::test]
async fn a_slow_listener_hears_of_many_changes_once() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut live = ann.listen().await;
    for number in 0..50 {
        pat.send(&conversation, &number.to_string()).await;
    }
    let newest = ann.cursor().await;
    let mut heard = 1;
    while live.until("changed").await["cursor"] != newest.as_str() {
        heard += 1;
    }
    assert!(heard <= 50);
}

#[tokio::test]
async fn silence_is_broken_by_comments() {
    let practice = Running::start_with(|config| config.heartbeat = Duration::from_millis(50)).await;
    let ann = practice.clinician("ann").await;
    let mut response = ann.request("GET", "/v1/live").send().await.unwrap();
    let mut bytes = Vec::new();
    while !bytes.windows(3).any(|window| window == b"\n:\n") {
        let chunk = tokio::time::timeout(DEADLINE, response.chunk()).await.unwrap().unwrap();
        bytes.extend_from_slice(&chunk.expect("the stream ended"));
    }
}

#[tokio::test]
async fn signing_out_ends_that_sessions_streams_only() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let ann_at_home = practice.sign_in("ann").await;
    let (mut here, mut at_home) = (ann.listen().await, ann_at_home.listen().await);
    let began = Instant::now();
    ann.delete(&format!("/v1/sessions/{}", ann_at_home.session_id)).await.expect(204);
    assert!(at_home.until_end().await, "it says why it ends");
    assert!(began.elapsed() < TWO_SECONDS);
    let pat = practice.patient("pat").await;
    practice.join(&pat.id, &ann).await;
    here.until("changed").await;
}

#[tokio::test]
async fn a_disabled_users_stream_ends_within_two_seconds() {
    let practice = Running::start().await;
    let (ann, _, _) = practice.ann_and_pat().await;
    let mut live = ann.listen().await;
    let began = Instant::now();
    practice
        .administrator
        .post(&format!("/v1/admin/users/{}/disablement", ann.id), Value::Null)
        .await
        .expect(204);
    assert!(live.until_end().await);
    assert!(began.elapsed() < TWO_SECONDS);
}

#[tokio::test]
async fn a_removal_wakes_both_sides_within_two_seconds() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    let (mut anns, mut pats) = (ann.listen().await, pat.listen().await);
    let began = Instant::now();
    practice.leave(&pat.id, &ann).await;
    anns.until("changed").await;
    pats.until("changed").await;
    assert!(began.elapsed() < TWO_SECONDS);
    assert_eq!(ann.change_kinds(&cursor).await, ["conversation_removed"]);
}

#[tokio::test]
async fn a_stream_ends_when_its_session_does() {
    let practice = Running::start().await;
    let pat = practice.patient("pat").await;
    // Just before the end of the twelve hours; the access token has to be renewed on the way.
    practice.clock.pass(Duration::from_secs(12 * 60 * 60 - 3));
    let renewed = pat.post("/v1/sessions/refresh", json!({"refresh_token": pat.refresh_token})).await;
    let mut live = pat.with_session(&renewed.expect(200)).listen().await;
    assert!(live.until_end().await);
}

#[tokio::test]
async fn a_session_that_opens_too_many_streams_loses_the_oldest() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let ann_at_home = practice.sign_in("ann").await;
    let mut oldest = ann_at_home.listen().await;
    let mut desk = Vec::new();
    for _ in 0..9 {
        desk.push(ann.listen().await);
    }
    assert!(!desk.remove(0).until_end().await, "the session goes on, so it is not signed out");
    let pat = practice.patient("pat").await;
    practice.join(&pat.id, &ann).await;
    for live in desk.iter_mut().chain([&mut oldest]) {
        live.until("changed").await;
    }
}

#[tokio::test]
async fn a_user_who_opens_too_many_streams_loses_the_oldest() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let others = [practice.sign_in("ann").await, practice.sign_in("ann").await];
    let mut oldest = ann.listen().await;
    let mut kept = Vec::new();
    for other in &others {
        for _ in 0..8 {
            kept.push(other.listen().await);
        }
    }
    assert!(!oldest.until_end().await);
    ann.get("/v1/me").await.expect(200);
    let pat = practice.patient("pat").await;
    practice.join(&pat.id, &ann).await;
    for live in &mut kept {
        live.until("changed").await;
    }
}

#[tokio::test]
async fn a_stream_has_no_head() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let answer = pat.request("HEAD", "/v1/live").send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()["allow"], "GET");
    assert_eq!(ann.conversation(&conversation).await["presence"]["state"], "offline");
}
