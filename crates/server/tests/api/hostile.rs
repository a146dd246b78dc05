//! Hostile input is ordinary input: always a problem document, never a 500, never an echo.

use crate::support::{Answer, Running, fresh_id};
use serde_json::json;

#[tokio::test]
async fn unknown_paths_and_methods_are_problems_too() {
    let practice = Running::start().await;
    let stranger = practice.stranger();
    for path in ["/", "/v1", "/v1/", "/v2/me", "/v1/me/", "/v1/nothing", "/%00", "/v1/%ff%fe", "/..;/admin"] {
        stranger.get(path).await.expect_problem(404, "not_found");
    }
    for (method, path) in
        [("DELETE", "/v1/me"), ("PATCH", "/v1/sessions"), ("GET", "/v1/activations"), ("TRACE", "/v1/me")]
    {
        let refused = stranger.call(method, path, None).await;
        refused.expect_problem(405, "invalid");
        assert!(!refused.header("allow").is_empty());
    }
}

#[tokio::test]
async fn bodies_that_are_not_what_they_should_be_are_refused_without_an_echo() {
    let practice = Running::start().await;
    let stranger = practice.stranger();
    let post = async |content_type: &str, body: Vec<u8>| {
        let request =
            stranger.request("POST", "/v1/sessions").header("content-type", content_type).body(body);
        Answer::of(request.send().await.unwrap()).await
    };
    let good = json!({"username": "zebra", "password": "zebra", "device_name": "zebra"});
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bodies: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"zebra".to_vec(),
        b"{\"zebra\":".to_vec(),
        b"[\"zebra\",\"zebra\",\"zebra\"]".to_vec(),
        b"null".to_vec(),
        b"{\"username\":\"\xff\xfe\",\"password\":\"zebra\",\"device_name\":\"zebra\"}".to_vec(),
        b"{\"username\":\"zebra\",\"username\":\"zebra\",\"password\":\"zebra\",\"device_name\":\"d\"}"
            .to_vec(),
        b"{\"username\":{\"zebra\":1},\"password\":\"zebra\",\"device_name\":\"zebra\"}".to_vec(),
        b"{\"username\":\"\\ud800\",\"password\":\"zebra\",\"device_name\":\"zebra\"}".to_vec(),
        json!({"username": "zebra", "password": "zebra", "device_name": "zebra", "zebra": 1})
            .to_string()
            .into(),
        format!("{{\"username\":{deep}}}").into(),
    ];
    for body in bodies {
        let refused = post("application/json", body).await;
        refused.expect_problem(422, "invalid");
        assert!(!refused.text.contains("zebra"), "{}", refused.text);
    }
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"] {
        post(content_type, good.to_string().into()).await.expect_problem(415, "invalid");
    }
    post("Application/JSON; charset=utf-8", good.to_string().into())
        .await
        .expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn queries_that_are_not_what_they_should_be_are_refused() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let messages = format!("/v1/conversations/{conversation}/messages");
    for path in [
        "/v1/conversations?limit=0".to_owned(),
        "/v1/conversations?limit=501".to_owned(),
        "/v1/conversations?limit=-1".to_owned(),
        "/v1/conversations?limit=many".to_owned(),
        "/v1/conversations?after=zebra".to_owned(),
        "/v1/conversations?search=zebra".to_owned(),
        "/v1/changes".to_owned(),
        "/v1/changes?limit=3".to_owned(),
        format!("{messages}?before=-1"),
        format!("{messages}?after=1.5"),
        format!("{messages}?before=99999999999999999999"),
        format!("{messages}?limit=1&limit=2"),
        format!("{messages}?%ff=%ff"),
    ] {
        let refused = ann.get(&path).await;
        refused.expect_problem(422, "invalid");
        assert!(!refused.text.contains("zebra"));
    }
    for query in ["patient_id=zebra", "user_id=1", "after=-1", "limit=9999", "zebra=1"] {
        practice.administrator.get(&format!("/v1/admin/audit?{query}")).await.expect_problem(422, "invalid");
    }
}

#[tokio::test]
async fn rubbish_for_a_token_is_no_token() {
    let practice = Running::start().await;
    let stranger = practice.stranger();
    let huge = "a".repeat(20_000);
    for authorization in
        ["Bearer", "Bearer ", "Bearer x", "Basic YTpi", "bearer\tx", "x", &format!("Bearer {huge}")]
    {
        let request = stranger.request("GET", "/v1/me").header("authorization", authorization);
        Answer::of(request.send().await.unwrap()).await.expect_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn moments_that_no_calendar_has_are_refused_and_extreme_ones_kept() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let put = async |composed_at: serde_json::Value| {
        let path = format!("/v1/conversations/{conversation}/messages/{}", fresh_id());
        ann.put(&path, json!({"text": "Hello", "composed_at": composed_at})).await
    };
    for moment in [
        json!("2026-02-30T00:00:00Z"),
        json!("-000001-01-01T00:00:00Z"),
        json!("0000-01-01T00:00:00+01:00"),
        json!("2026-11-03 14:02:05Z"),
        json!("2026-11-03T14:02:05Z[UTC]"),
        json!("2026-11-03T14:02:05"),
        json!("yesterday"),
        json!(0),
        json!(null),
        json!(""),
    ] {
        put(moment).await.expect_problem(422, "invalid");
    }
    for moment in ["0001-01-01T00:00:00Z", "9999-12-30T00:00:00Z", "2026-11-03T14:02:05.120+05:30"] {
        put(json!(moment)).await.expect(201);
    }
    assert_eq!(ann.texts(&conversation).await.len(), 3);
}

#[tokio::test]
async fn names_that_are_markup_or_sql_are_names() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    for (number, name) in
        ["<img src=x onerror=alert(1)>", "Robert'); DROP TABLE users;--", "نور 李雷"].iter().enumerate()
    {
        let patient = practice.register(name).await;
        practice.activate(&patient, &format!("patient{number}")).await;
        practice.join(&patient, &ann).await;
        let listed = ann.conversations().await;
        assert_eq!(listed[number]["patient"]["display_name"], *name);
    }
}
