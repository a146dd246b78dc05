use crate::support::{Running, fresh_id};
use serde_json::Value;

#[tokio::test]
async fn joining_and_leaving_twice_is_joining_and_leaving_once() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let cursor = ann.cursor().await;
    practice.join(&pat.id, &ann).await;
    assert_eq!(ann.change_kinds(&cursor).await, Vec::<String>::new());
    practice.leave(&pat.id, &ann).await;
    practice.leave(&pat.id, &ann).await;
    assert_eq!(ann.change_kinds(&cursor).await, ["conversation_removed"]);
}

#[tokio::test]
async fn only_clinicians_join_and_only_patients_have_teams() {
    let practice = Running::start().await;
    let (ann, pat, _) = practice.ann_and_pat().await;
    let nobody = fresh_id();
    for (patient, clinician) in
        [(&pat.id, &pat.id), (&ann.id, &ann.id), (&nobody, &ann.id), (&pat.id, &nobody)]
    {
        let path = format!("/v1/admin/patients/{patient}/care_team/{clinician}");
        practice.administrator.put(&path, Value::Null).await.expect_problem(404, "not_found");
        practice.administrator.delete(&path).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_disabled_clinician_joins_no_team() {
    let practice = Running::start().await;
    let (ann, pat) = (practice.clinician("ann").await, practice.patient("pat").await);
    practice
        .administrator
        .post(&format!("/v1/admin/users/{}/disablement", ann.id), Value::Null)
        .await
        .expect(204);
    let path = format!("/v1/admin/patients/{}/care_team/{}", pat.id, ann.id);
    practice.administrator.put(&path, Value::Null).await.expect_problem(409, "conflict");
}

/// From the answer to a removal on, nothing is read or sent, whatever is under way at that moment.
#[tokio::test]
async fn after_a_removal_is_answered_no_send_succeeds() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let sender = pat.clone();
    let to = conversation.clone();
    let sending = tokio::spawn(async move {
        let mut accepted = 0;
        loop {
            match sender.send_as(&to, &fresh_id(), "again").await.status {
                201 => accepted += 1,
                status => return (accepted, status),
            }
        }
    });
    crate::support::eventually("messages are coming", async || !ann.texts(&conversation).await.is_empty())
        .await;
    practice.leave(&pat.id, &ann).await;
    for person in [&ann, &pat] {
        person.send_as(&conversation, &fresh_id(), "too late").await.expect_problem(404, "not_found");
        person.get(&format!("/v1/conversations/{conversation}/messages")).await.expect(404);
    }
    let (accepted, last_status) = sending.await.unwrap();
    assert_eq!(last_status, 404);
    practice.join(&pat.id, &ann).await;
    assert_eq!(ann.texts(&conversation).await.len(), accepted, "what was answered 201 is there, and no more");
}
