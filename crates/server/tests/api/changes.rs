use crate::support::Running;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn nothing_new_is_an_empty_page_and_the_same_place() {
    let practice = Running::start().await;
    let (ann, _, _) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    let page = ann.get(&format!("/v1/changes?after={cursor}")).await.expect(200);
    assert_eq!(page, json!({"changes": [], "cursor": cursor, "more": false}));
}

#[tokio::test]
async fn changes_come_in_order_page_by_page() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut cursor = pat.cursor().await;
    for number in 1..=5 {
        ann.send(&conversation, &number.to_string()).await;
    }
    let mut texts = Vec::new();
    for more in [true, true, false] {
        let page = pat.get(&format!("/v1/changes?after={cursor}&limit=2")).await.expect(200);
        assert_eq!(page["more"], more);
        for change in page["changes"].as_array().unwrap() {
            texts.push(change["message"]["text"].as_str().unwrap().to_owned());
        }
        page["cursor"].as_str().unwrap().clone_into(&mut cursor);
    }
    assert_eq!(texts, ["1", "2", "3", "4", "5"]);
}

#[tokio::test]
async fn both_devices_of_the_sender_learn_of_a_message() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let ann_at_home = practice.sign_in("ann").await;
    let cursor = ann_at_home.cursor().await;
    ann.send(&conversation, "From the desk").await;
    assert_eq!(ann_at_home.change_kinds(&cursor).await, ["message"]);
}

#[tokio::test]
async fn no_earlier_change_of_a_conversation_comes_after_its_removal() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let quinn = practice.patient("quinn").await;
    practice.join(&quinn.id, &ann).await;
    let elsewhere = quinn.only_conversation().await;
    let (cursor, pats_cursor) = (ann.cursor().await, pat.cursor().await);
    pat.send(&conversation, "Not to be read").await;
    quinn.send(&elsewhere, "Still to be read").await;
    practice.leave(&pat.id, &ann).await;
    let removed = json!({
        "kind": "conversation_removed", "conversation_id": conversation, "reason": "left_care_team",
    });
    let (changes, _) = ann.changes(&cursor).await;
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert_eq!(changes[0]["message"]["text"], "Still to be read");
    assert_eq!(changes[1], removed);
    assert_eq!(pat.changes(&pats_cursor).await.0, [removed]);
}

#[tokio::test]
async fn rejoining_brings_the_conversation_back_and_nothing_from_before_the_removal() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    pat.send(&conversation, "Before").await;
    practice.leave(&pat.id, &ann).await;
    practice.join(&pat.id, &ann).await;
    assert_eq!(ann.change_kinds(&cursor).await, ["conversation_removed", "conversation"]);
    assert_eq!(ann.only_conversation().await, conversation, "the same conversation");
    assert_eq!(ann.texts(&conversation).await, ["Before"], "with its history");
    let after = ann.send(&conversation, "After").await;
    assert_eq!(after["position"], 2);
}

#[tokio::test]
async fn a_deactivated_patients_conversations_go_with_that_reason() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    practice
        .administrator
        .post(&format!("/v1/admin/patients/{}/deactivation", pat.id), Value::Null)
        .await
        .expect(204);
    let (changes, _) = ann.changes(&cursor).await;
    let removed = json!({
        "kind": "conversation_removed", "conversation_id": conversation, "reason": "patient_deactivated",
    });
    assert_eq!(changes, [removed]);
}

#[tokio::test]
async fn a_cursor_is_its_own_users_only() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    for foreign in [cursor.as_str(), "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        pat.get(&format!("/v1/changes?after={foreign}")).await.expect_problem(410, "cursor_expired");
    }
}

#[tokio::test]
async fn a_cursor_expires_once_the_feed_no_longer_reaches_back_to_it() {
    let practice = Running::start_with(|config| {
        config.access_token_life = Duration::from_secs(400 * 24 * 60 * 60);
        config.session_life = config.access_token_life;
    })
    .await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let old = ann.cursor().await;
    pat.send(&conversation, "An old one").await;
    let newer = ann.cursor().await;
    practice.clock.pass(Duration::from_secs(31 * 24 * 60 * 60));
    practice.practice.tidy().await.unwrap();
    ann.get(&format!("/v1/changes?after={old}")).await.expect_problem(410, "cursor_expired");
    assert_eq!(ann.change_kinds(&newer).await, Vec::<String>::new(), "nothing was missed from here on");
    pat.send(&conversation, "A new one").await;
    assert_eq!(ann.change_kinds(&newer).await, ["message"]);
    assert_eq!(ann.texts(&conversation).await, ["An old one", "A new one"]);
}

#[tokio::test]
async fn a_change_shows_the_conversation_as_it_is_when_it_leaves() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let cursor = ann.cursor().await;
    let pat = practice.patient("pat").await;
    practice.join(&pat.id, &ann).await;
    let conversation = pat.only_conversation().await;
    pat.send(&conversation, "Hello").await;
    let (changes, _) = ann.changes(&cursor).await;
    assert_eq!(changes[0]["conversation"]["last_message"]["text"], "Hello");
    assert_eq!(changes[0]["conversation"]["unread_count"], 1);
    assert_eq!(changes[1]["kind"], "message");
}
