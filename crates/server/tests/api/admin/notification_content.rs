use crate::support::Running;
use serde_json::json;

const PATH: &str = "/v1/admin/notification_content";

#[tokio::test]
async fn what_a_notification_may_show_reaches_everyone_at_once() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    assert_eq!(ann.get("/v1/me").await.expect(200)["practice"]["notification_content"], "nothing");
    let (anns, pats) = (ann.cursor().await, pat.cursor().await);
    let mut live = ann.listen().await;
    practice.administrator.put(PATH, json!({"most": "name_and_text"})).await.expect(204);
    live.until("changed").await;
    let me = ann.get("/v1/me").await.expect(200);
    assert_eq!(me["practice"]["notification_content"], "name_and_text");
    let expected = json!({"kind": "practice", "practice": me["practice"]});
    for (person, cursor) in [(&ann, anns), (&pat, pats)] {
        assert_eq!(person.changes(&cursor).await.0, std::slice::from_ref(&expected));
    }
}

#[tokio::test]
async fn what_holds_already_is_no_news() {
    let practice = Running::start().await;
    let (ann, ..) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    practice.administrator.put(PATH, json!({"most": "nothing"})).await.expect(204);
    assert!(ann.changes(&cursor).await.0.is_empty());
}

#[tokio::test]
async fn only_the_words_of_the_contract_are_understood() {
    let practice = Running::start().await;
    for body in [json!({}), json!({"most": "everything"}), json!({"most": "name", "least": "name"})] {
        practice.administrator.put(PATH, body).await.expect_problem(422, "invalid");
    }
}
