use crate::support::{Person, Running};
use serde_json::{Value, json};

async fn put(person: &Person, conversation: &str, receipt: Value) {
    person.put(&format!("/v1/conversations/{conversation}/receipt"), receipt).await.expect(204);
}

#[tokio::test]
async fn both_sides_learn_how_far_one_has_read() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    for text in ["one", "two", "three"] {
        ann.send(&conversation, text).await;
    }
    let (anns, pats) = (ann.cursor().await, pat.cursor().await);
    put(&pat, &conversation, json!({"delivered_position": 3})).await;
    put(&pat, &conversation, json!({"read_position": 2})).await;
    let expected = json!({
        "kind": "receipt", "conversation_id": conversation, "user_id": pat.id,
        "delivered_position": 3, "read_position": 2,
    });
    for (person, cursor) in [(&ann, &anns), (&pat, &pats)] {
        assert_eq!(person.changes(cursor).await.0.last(), Some(&expected));
    }
    let shown = ann.conversation(&conversation).await;
    assert_eq!((&shown["peer_delivered_position"], &shown["peer_read_position"]), (&json!(3), &json!(2)));
}

#[tokio::test]
async fn a_receipt_never_moves_backwards_nor_past_the_last_message() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    ann.send(&conversation, "one").await;
    ann.send(&conversation, "two").await;
    put(&pat, &conversation, json!({"read_position": 900_000})).await;
    put(&pat, &conversation, json!({"read_position": 1, "delivered_position": 1})).await;
    put(&pat, &conversation, json!({"read_position": u64::MAX})).await;
    let shown = ann.conversation(&conversation).await;
    assert_eq!((&shown["peer_delivered_position"], &shown["peer_read_position"]), (&json!(2), &json!(2)));
}

#[tokio::test]
async fn what_is_read_counts_as_received() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    ann.send(&conversation, "one").await;
    put(&pat, &conversation, json!({"read_position": 1})).await;
    assert_eq!(ann.conversation(&conversation).await["peer_delivered_position"], 1);
}

#[tokio::test]
async fn a_receipt_that_moves_nothing_tells_nobody() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    ann.send(&conversation, "one").await;
    put(&pat, &conversation, json!({"read_position": 1})).await;
    let cursor = ann.cursor().await;
    put(&pat, &conversation, json!({"read_position": 1})).await;
    put(&pat, &conversation, json!({})).await;
    assert_eq!(ann.change_kinds(&cursor).await, Vec::<String>::new());
}

#[tokio::test]
async fn positions_are_whole_and_not_negative() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    for position in [json!(-1), json!(1.5), json!("1"), json!(1e30)] {
        let receipt = ann
            .put(&format!("/v1/conversations/{conversation}/receipt"), json!({"read_position": position}))
            .await;
        receipt.expect_problem(422, "invalid");
    }
}
