use crate::support::Running;

#[tokio::test]
async fn one_is_shown_oneself_and_ones_practice() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    let mut me = ann.get("/v1/me").await.expect(200);
    assert_eq!(me["user"]["user_id"].take(), ann.id.as_str());
    assert!(me["practice"]["practice_id"].take().is_string());
    insta::assert_json_snapshot!(me, @r#"
    {
      "user": {
        "user_id": null,
        "kind": "clinician",
        "display_name": "ann"
      },
      "practice": {
        "practice_id": null,
        "name": "Elm Street Clinic",
        "time_zone": "America/New_York",
        "cache_lease_days": 7,
        "notification_content": "nothing"
      }
    }
    "#);
}
