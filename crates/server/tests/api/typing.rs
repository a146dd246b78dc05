use crate::support::Running;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn the_other_side_is_told_and_oneself_is_not() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let (mut anns, mut pats) = (ann.listen().await, pat.listen().await);
    let path = format!("/v1/conversations/{conversation}/typing");
    pat.post(&path, Value::Null).await.expect(204);
    let typing = anns.until("typing").await;
    assert_eq!(typing, json!({"conversation_id": conversation, "user_id": pat.id}));
    ann.send(&conversation, "a message, so that something comes").await;
    loop {
        let (event, _) = pats.next().await.unwrap();
        assert_ne!(event, "typing");
        if event == "changed" {
            break;
        }
    }
}

#[tokio::test]
async fn at_most_one_a_second_counts() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut live = ann.listen().await;
    let path = format!("/v1/conversations/{conversation}/typing");
    let began = tokio::time::Instant::now();
    for _ in 0..20 {
        pat.post(&path, Value::Null).await.expect(204);
    }
    let seconds = began.elapsed().as_secs();
    let events = live.during(Duration::from_millis(500)).await;
    let told = events.iter().filter(|(event, _)| event == "typing").count();
    assert!(told >= 1 && u64::try_from(told).unwrap() <= seconds + 1, "{told} in {seconds} s");
}
