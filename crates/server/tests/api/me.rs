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
      "practice": {
        "cache_lease_days": 14,
        "name": "Elm Street Clinic",
        "practice_id": null,
        "time_zone": "America/New_York"
      },
      "user": {
        "display_name": "ann",
        "kind": "clinician",
        "user_id": null
      }
    }
    "#);
}
