//! The live stream of somebody who asks how much is unread.

use crate::support::{Listening, Person, Running};
use serde_json::{Value, json};

/// What the list of conversations adds up to.
async fn sum(person: &Person) -> u64 {
    person.conversations().await.iter().map(|shown| shown["unread_count"].as_u64().unwrap()).sum()
}

/// Waits until the stream says this count.
async fn until_count(live: &mut Listening, count: u64) {
    while live.until("changed").await["unread_count"] != count {}
}

#[tokio::test]
async fn a_stream_says_how_much_is_unread_over_all_conversations() {
    let practice = Running::start().await;
    let (ann, pat, with_pat) = practice.ann_and_pat().await;
    let quinn = practice.patient("quinn").await;
    practice.join(&quinn.id, &ann).await;
    let with_quinn = quinn.only_conversation().await;
    for text in ["One", "Two"] {
        pat.send(&with_pat, text).await;
    }
    ann.send(&with_pat, "One's own is not unread").await;
    let (mut anns, first) = ann.listen_for_unread().await;
    assert_eq!(first, 2);
    let (mut pats, first) = pat.listen_for_unread().await;
    assert_eq!(first, 1);

    quinn.send(&with_quinn, "Three").await;
    until_count(&mut anns, 3).await;
    assert_eq!(sum(&ann).await, 3);
    ann.put(&format!("/v1/conversations/{with_pat}/receipt"), json!({"read_position": 3})).await.expect(204);
    until_count(&mut anns, 1).await;
    pat.put(&format!("/v1/conversations/{with_pat}/receipt"), json!({"read_position": 3})).await.expect(204);
    until_count(&mut pats, 0).await;
    practice.leave(&quinn.id, &ann).await;
    until_count(&mut anns, 0).await;
    assert_eq!(sum(&ann).await, 0);
}

#[tokio::test]
async fn a_stream_that_was_not_asked_says_nothing_of_it() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    pat.send(&conversation, "Hello").await;
    for path in ["/v1/live", "/v1/live?unread=false"] {
        let mut live = Listening::new(ann.request("GET", path).send().await.unwrap());
        assert_eq!(live.until("changed").await, json!({"cursor": ann.cursor().await}));
    }
    for query in ["unread=yes", "unread", "read=true"] {
        ann.get(&format!("/v1/live?{query}")).await.expect_problem(422, "invalid");
    }
}

#[tokio::test]
async fn a_stream_that_counts_ends_like_any_other() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let (mut live, _) = ann.listen_for_unread().await;
    pat.send(&conversation, "Hello").await;
    practice
        .administrator
        .post(&format!("/v1/admin/users/{}/disablement", ann.id), Value::Null)
        .await
        .expect(204);
    assert!(live.until_end().await, "it says why it ends");
}
