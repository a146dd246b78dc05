use crate::support::{Running, fresh_id};
use serde_json::json;

#[tokio::test]
async fn grants_are_put_replaced_and_taken_back() {
    let practice = Running::start().await;
    let (ann, pat) = (practice.clinician("ann").await, practice.register("Pat").await);
    let path = format!("/v1/admin/patients/{pat}/access_grants/{}", ann.id);
    for level in ["view", "supervisory", "supervisory"] {
        practice.administrator.put(&path, json!({"level": level})).await.expect(204);
    }
    practice.administrator.put(&path, json!({"level": "all"})).await.expect_problem(422, "invalid");
    for _ in 0..2 {
        practice.administrator.delete(&path).await.expect(204);
    }
    let nobodys = format!("/v1/admin/patients/{}/access_grants/{}", fresh_id(), ann.id);
    practice.administrator.put(&nobodys, json!({"level": "view"})).await.expect_problem(404, "not_found");
}
