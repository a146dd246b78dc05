use crate::support::Running;
use serde_json::{Value, json};

#[tokio::test]
async fn a_new_notice_reaches_everyone_at_once() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let (anns, pats) = (ann.cursor().await, pat.cursor().await);
    let mut live = pat.listen().await;
    let notice = json!({"title": "Emergency?", "text": "Call 911.", "phone": "911"});
    practice.administrator.put("/v1/admin/notice", notice).await.expect(204);
    live.until("changed").await;
    let expected = json!({
        "kind": "notice",
        "notice": {"version": 2, "title": "Emergency?", "text": "Call 911.", "phone": "911"},
    });
    for (person, cursor) in [(&ann, anns), (&pat, pats)] {
        assert_eq!(person.changes(&cursor).await.0, std::slice::from_ref(&expected));
    }
    assert_eq!(pat.get("/v1/conversations").await.expect(200)["notice"]["version"], 2);
}

#[tokio::test]
async fn a_notice_says_something() {
    let practice = Running::start().await;
    for (title, text, phone) in [
        ("", "Call", "911"),
        ("Title", " ", "911"),
        ("Title", "Call", ""),
        ("x", &*"y".repeat(2_001), "1"),
        ("Ti\0tle", "Call", "911"),
        ("Title", "Ca\0ll", "911"),
        ("Title", "Call", "911\0"),
    ] {
        let notice = json!({"title": title, "text": text, "phone": phone});
        practice.administrator.put("/v1/admin/notice", notice).await.expect_problem(422, "invalid");
    }
}

#[tokio::test]
async fn a_notice_that_changed_while_a_patient_was_away_reaches_them_when_they_come_back() {
    let practice = Running::start().await;
    let (_, pat, _) = practice.ann_and_pat().await;
    let cursor = pat.cursor().await;
    let deactivation = format!("/v1/admin/patients/{}/deactivation", pat.id);
    practice.administrator.post(&deactivation, Value::Null).await.expect(204);
    let notice = json!({"title": "Emergency?", "text": "Call 911.", "phone": "911"});
    practice.administrator.put("/v1/admin/notice", notice).await.expect(204);
    let pat = practice.activate(&pat.id, "pat").await;
    let (changes, _) = pat.changes(&cursor).await;
    let told = changes.iter().find(|change| change["kind"] == "notice");
    assert_eq!(told.map(|change| &change["notice"]["version"]), Some(&json!(2)), "{changes:?}");
}
