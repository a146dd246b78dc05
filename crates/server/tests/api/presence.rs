use crate::support::{Person, Running, eventually};
use allia_server::Config;
use std::time::Duration;

fn lapsing_at_once(config: &mut Config) {
    config.presence_lapse = Duration::from_millis(100);
}

async fn state_of_peer(person: &Person, conversation: &str) -> String {
    person.conversation(conversation).await["presence"]["state"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_open_stream_is_what_makes_its_user_online() {
    let practice = Running::start_with(lapsing_at_once).await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    assert_eq!(state_of_peer(&ann, &conversation).await, "offline");
    let mut anns = ann.listen().await;
    let pats = pat.listen().await;
    let came = anns.until_presence(&pat.id, "online").await;
    assert!(came["last_seen_at"].is_null(), "never seen before");
    assert_eq!(state_of_peer(&ann, &conversation).await, "online");
    drop(pats);
    let went = anns.until_presence(&pat.id, "offline").await;
    assert!(went["last_seen_at"].is_string());
    let shown = ann.conversation(&conversation).await;
    assert_eq!(
        shown["presence"],
        serde_json::json!({"state": "offline", "last_seen_at": went["last_seen_at"]})
    );
}

#[tokio::test]
async fn a_stream_that_is_opened_anew_in_time_was_never_away() {
    let practice = Running::start_with(|config| config.presence_lapse = Duration::from_secs(3)).await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut anns = ann.listen().await;
    let pats = pat.listen().await;
    anns.until_presence(&pat.id, "online").await;
    drop(pats);
    let _pats = pat.listen().await;
    let events = anns.during(Duration::from_secs(5)).await;
    assert!(events.iter().all(|(event, _)| event != "presence"), "{events:?}");
    assert_eq!(state_of_peer(&ann, &conversation).await, "online");
}

#[tokio::test]
async fn one_stream_of_two_is_enough() {
    let practice = Running::start_with(lapsing_at_once).await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let (first, second) = (pat.listen().await, pat.listen().await);
    drop(first);
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(state_of_peer(&ann, &conversation).await, "online");
    drop(second);
    eventually("pat is offline", async || state_of_peer(&ann, &conversation).await == "offline").await;
}

#[tokio::test]
async fn whoever_opens_a_stream_is_told_who_is_online_already() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let _pats = pat.listen().await;
    ann.listen().await.until_presence(&pat.id, "online").await;
}

#[tokio::test]
async fn only_those_who_share_an_active_conversation_are_told() {
    let practice = Running::start_with(lapsing_at_once).await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let bob = practice.clinician("bob").await;
    let quinn = practice.patient("quinn").await;
    practice.join(&quinn.id, &bob).await;
    practice.leave(&pat.id, &ann).await;
    let (mut anns, mut bobs) = (ann.listen().await, bob.listen().await);
    let _pats = pat.listen().await;
    let _quinns = quinn.listen().await;
    bobs.until_presence(&quinn.id, "online").await;
    for listening in [&mut anns, &mut bobs] {
        let events = listening.during(Duration::from_millis(300)).await;
        assert!(events.iter().all(|(_, payload)| payload["user_id"] != pat.id.as_str()), "{events:?}");
    }
}

#[tokio::test]
async fn whoever_was_online_when_the_service_stopped_was_last_seen_then() {
    let mut practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let (mut anns, _pats) = (ann.listen().await, pat.listen().await);
    anns.until_presence(&pat.id, "online").await;
    practice.stop().await;
    practice.practice.close().await;
    let connection =
        rusqlite::Connection::open(practice.directory.path().join("practice/practice.db")).unwrap();
    let seen: i64 = connection
        .query_row("SELECT count(*) FROM users WHERE last_seen_at IS NOT NULL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(seen, 2);
}
