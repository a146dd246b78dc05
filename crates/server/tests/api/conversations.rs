use crate::support::Running;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn a_clinician_sees_exactly_the_activated_patients_of_their_teams() {
    let practice = Running::start().await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    let (mine, bobs) = (practice.patient("mine").await, practice.patient("bobs").await);
    let not_activated = practice.register("Not activated").await;
    let (viewed, supervised) = (practice.patient("viewed").await, practice.patient("supervised").await);
    practice.join(&mine.id, &ann).await;
    practice.join(&not_activated, &ann).await;
    practice.join(&bobs.id, &bob).await;
    for (patient, level) in [(&viewed, "view"), (&supervised, "supervisory")] {
        let path = format!("/v1/admin/patients/{}/access_grants/{}", patient.id, ann.id);
        practice.administrator.put(&path, json!({"level": level})).await.expect(204);
    }
    let listed: Vec<_> = ann
        .conversations()
        .await
        .iter()
        .map(|c| c["patient"]["user_id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(listed, [mine.id]);
    assert_eq!(viewed.conversations().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_new_conversation_is_empty_and_complete() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut shown = ann.conversation(&conversation).await;
    assert_eq!(shown["conversation_id"].take(), conversation.as_str());
    assert_eq!(shown["patient"]["user_id"].take(), pat.id.as_str());
    assert_eq!(shown["clinician"]["user_id"].take(), ann.id.as_str());
    insta::assert_json_snapshot!(shown, @r#"
    {
      "conversation_id": null,
      "patient": {
        "user_id": null,
        "display_name": "pat",
        "birth_date": "1980-03-04",
        "pronouns": null
      },
      "clinician": {
        "user_id": null,
        "display_name": "ann",
        "title": "RN"
      },
      "last_message": null,
      "unread_count": 0,
      "my_read_position": 0,
      "peer_delivered_position": 0,
      "peer_read_position": 0,
      "presence": {
        "state": "offline",
        "last_seen_at": null
      }
    }
    "#);
}

#[tokio::test]
async fn each_side_counts_what_it_has_not_read() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    for text in ["one", "two", "three"] {
        pat.send(&conversation, text).await;
    }
    ann.send(&conversation, "four").await;
    let receipt = format!("/v1/conversations/{conversation}/receipt");
    ann.put(&receipt, json!({"read_position": 1})).await.expect(204);
    let (anns, pats) = (ann.conversation(&conversation).await, pat.conversation(&conversation).await);
    assert_eq!((&anns["unread_count"], &anns["my_read_position"]), (&json!(2), &json!(1)));
    assert_eq!((&pats["unread_count"], &pats["peer_read_position"]), (&json!(1), &json!(1)));
    assert_eq!(anns["last_message"]["text"], "four");
}

#[tokio::test]
async fn the_notice_is_always_there_for_a_patient() {
    let practice = Running::start().await;
    let pat = practice.patient("pat").await;
    let page = pat.get("/v1/conversations").await.expect(200);
    assert_eq!(page["conversations"], json!([]));
    assert_eq!(page["notice"]["version"], 1);
    assert!(page["notice"]["text"].as_str().unwrap().contains("911"));
}

#[tokio::test]
async fn pages_join_without_gap_or_repetition_and_keep_the_first_pages_cursor() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    for number in 0..7 {
        let patient = practice.patient(&format!("patient{number}")).await;
        practice.join(&patient.id, &ann).await;
    }
    let first = ann.get("/v1/conversations?limit=3").await.expect(200);
    // What happens between two pages comes as a change after the first page's cursor.
    let busy = first["conversations"][0]["conversation_id"].as_str().unwrap();
    ann.send(busy, "in between").await;
    let (mut pages, mut ids) = (vec![first.clone()], BTreeSet::new());
    while let Some(next) = pages.last().unwrap()["next"].as_str() {
        pages.push(ann.get(&format!("/v1/conversations?limit=3&after={next}")).await.expect(200));
    }
    for page in &pages {
        assert_eq!(page["cursor"], first["cursor"]);
        for conversation in page["conversations"].as_array().unwrap() {
            assert!(ids.insert(conversation["conversation_id"].as_str().unwrap().to_owned()));
        }
    }
    assert_eq!((pages.len(), ids.len()), (3, 7));
    assert_eq!(ann.change_kinds(first["cursor"].as_str().unwrap()).await, ["message"]);
}

#[tokio::test]
async fn a_page_token_serves_its_own_user_only() {
    let practice = Running::start().await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    for number in 0..2 {
        let patient = practice.patient(&format!("patient{number}")).await;
        practice.join(&patient.id, &ann).await;
    }
    let page = ann.get("/v1/conversations?limit=1").await.expect(200);
    let path = format!("/v1/conversations?after={}", page["next"].as_str().unwrap());
    bob.get(&path).await.expect_problem(422, "invalid");
    ann.get(&path).await.expect(200);
}
