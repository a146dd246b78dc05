use crate::support::{Running, fresh_id};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_sent_message_reaches_the_other_side_as_the_service_numbered_it() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let message_id = fresh_id();
    let sent = ann.send_as(&conversation, &message_id, "  See you on Tuesday.\n").await.expect(201);
    assert_eq!(sent["message_id"], message_id.as_str());
    assert_eq!(sent["conversation_id"], conversation.as_str());
    assert_eq!(sent["sender_id"], ann.id.as_str());
    assert_eq!(sent["text"], "See you on Tuesday.");
    assert_eq!(sent["composed_at"], "2026-11-03T14:02:05.120Z");
    assert_eq!((&sent["position"], &sent["kind"]), (&json!(1), &json!("text")));
    assert_ne!(sent["sent_at"], sent["composed_at"], "the service's own time");
    let page = pat.get(&format!("/v1/conversations/{conversation}/messages")).await.expect(200);
    assert_eq!(page, json!({"messages": [sent], "more": false}));
}

#[tokio::test]
async fn a_repetition_gets_the_first_answer() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let message_id = fresh_id();
    let first = ann.send_as(&conversation, &message_id, "Once").await.expect(201);
    pat.send(&conversation, "In between").await;
    let again = ann.send_as(&conversation, &message_id, " Once ").await;
    assert_eq!(again.expect(200), first);
    assert_eq!(ann.texts(&conversation).await, ["Once", "In between"]);
}

#[tokio::test]
async fn an_id_belongs_to_one_message() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let quinn = practice.patient("quinn").await;
    practice.join(&quinn.id, &ann).await;
    let elsewhere = quinn.only_conversation().await;
    let message_id = fresh_id();
    ann.send_as(&conversation, &message_id, "Once").await.expect(201);

    let other_text = ann.send_as(&conversation, &message_id, "Twice").await;
    let other_conversation = ann.send_as(&elsewhere, &message_id, "Once").await;
    let other_sender = pat.send_as(&conversation, &message_id, "Once").await;
    let path = format!("/v1/conversations/{conversation}/messages/{message_id}");
    let other_time = ann.put(&path, json!({"text": "Once", "composed_at": "2026-11-03T14:02:05.121Z"})).await;
    for refused in [other_text, other_conversation, other_sender, other_time] {
        refused.expect_problem(409, "conflict");
    }
    assert_eq!(ann.texts(&conversation).await, ["Once"]);
    assert_eq!(quinn.texts(&elsewhere).await, Vec::<String>::new());
}

#[tokio::test]
async fn texts_have_limits_in_bytes() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let longest = "ä".repeat(8_192);
    ann.send(&conversation, &longest).await;
    let too_long = ann.send_as(&conversation, &fresh_id(), &format!("{longest}a")).await;
    too_long.expect_problem(413, "too_large");
    for text in ["", " \n\t ", "a\0b"] {
        ann.send_as(&conversation, &fresh_id(), text).await.expect_problem(422, "invalid");
    }
    assert_eq!(ann.texts(&conversation).await, [longest]);
}

#[tokio::test]
async fn a_text_comes_back_exactly_as_it_was_sent() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let texts = [
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE messages; --",
        "\u{202e}reversed\u{202c} عربي 中文 👩🏽‍⚕️",
        "line\r\nline\ttab \\ \"quote\"",
        "e\u{301} is not \u{e9}",
    ];
    for text in texts {
        ann.send(&conversation, text).await;
    }
    assert_eq!(pat.texts(&conversation).await, texts);
}

#[tokio::test]
async fn history_is_read_in_either_direction() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    for number in 1..=7 {
        ann.send(&conversation, &number.to_string()).await;
    }
    let page = async |query: &str| {
        let page = ann.get(&format!("/v1/conversations/{conversation}/messages?{query}")).await.expect(200);
        let positions: Vec<_> =
            page["messages"].as_array().unwrap().iter().map(|m| m["position"].as_u64().unwrap()).collect();
        (positions, page["more"].as_bool().unwrap())
    };
    assert_eq!(page("limit=3").await, (vec![5, 6, 7], true));
    assert_eq!(page("before=5&limit=3").await, (vec![2, 3, 4], true));
    assert_eq!(page("before=2&limit=3").await, (vec![1], false));
    assert_eq!(page("after=5&limit=3").await, (vec![6, 7], false));
    assert_eq!(page("after=2&limit=3").await, (vec![3, 4, 5], true));
    assert_eq!(page("after=2&before=5").await, (vec![3, 4], false));
    assert_eq!(page("before=1").await, (vec![], false));
    assert_eq!(page("after=18446744073709551615").await, (vec![], false));
}

#[tokio::test]
async fn time_never_runs_backwards_within_a_conversation() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let before = ann.send(&conversation, "Before").await;
    practice.clock.set_back(Duration::from_secs(60 * 60));
    // An hour earlier the session has not expired either; only the order of messages is at stake.
    let after = ann.send(&conversation, "After").await;
    assert!(after["sent_at"].as_str() >= before["sent_at"].as_str(), "{before} {after}");
    assert_eq!(after["position"], 2);
}

#[tokio::test]
async fn administrators_neither_list_nor_read_nor_send() {
    let practice = Running::start().await;
    let (_, _, conversation) = practice.ann_and_pat().await;
    let admin = &practice.administrator;
    let calls = [
        admin.get("/v1/conversations").await,
        admin.get(&format!("/v1/conversations/{conversation}")).await,
        admin.get(&format!("/v1/conversations/{conversation}/messages")).await,
        admin.send_as(&conversation, &fresh_id(), "Hello").await,
        admin.get("/v1/changes?after=x").await,
        admin.get("/v1/live").await,
        admin.post(&format!("/v1/conversations/{conversation}/typing"), Value::Null).await,
    ];
    for refused in calls {
        refused.expect_problem(403, "forbidden");
    }
}
