use crate::support::{Person, Running, fresh_id};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

async fn entries(administrator: &Person, filter: &str) -> Vec<Value> {
    let page = administrator.get(&format!("/v1/admin/audit?limit=500{filter}")).await.expect(200);
    page["entries"].as_array().unwrap().clone()
}

fn has(entries: &[Value], action: &str, result: &str, subject: &str) -> bool {
    entries.iter().any(|entry| {
        entry["action"] == action
            && entry["result"] == result
            && entry["subject_id"].as_str().is_some_and(|id| id.contains(subject))
    })
}

#[tokio::test]
async fn reads_sends_failures_denials_and_memberships_leave_entries() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let bob = practice.clinician("bob").await;
    let sent = ann.send(&conversation, "Hello").await;
    pat.texts(&conversation).await;
    bob.get(&format!("/v1/conversations/{conversation}")).await.expect(404);
    practice.stranger().try_sign_in("ann", "a wrong guess").await.expect(401);
    practice.leave(&pat.id, &ann).await;

    let anns = entries(&practice.administrator, &format!("&user_id={}", ann.id)).await;
    assert!(has(&anns, "session.open", "allowed", &ann.session_id));
    assert!(has(&anns, "message.send", "allowed", sent["message_id"].as_str().unwrap()));
    assert!(has(&anns, "session.open", "failed", &ann.id), "somebody tried to be her");
    let about_ann = |entry: &Value| entry["subject_id"].as_str().is_some_and(|id| id.starts_with(&ann.id));
    assert!(anns.iter().all(|entry| entry["actor_id"] == ann.id.as_str() || about_ann(entry)));

    let pats = entries(&practice.administrator, &format!("&patient_id={}", pat.id)).await;
    assert!(has(&pats, "message.send", "allowed", &conversation));
    assert!(has(&pats, "conversation.read", "allowed", &conversation));
    assert!(has(&pats, "conversation.read", "denied", &conversation));
    assert!(has(&pats, "care_team.join", "allowed", &ann.id));
    assert!(has(&pats, "care_team.leave", "allowed", &ann.id));
    assert!(!has(&pats, "session.open", "allowed", &ann.session_id));

    let all = entries(&practice.administrator, "").await;
    assert!(has(&all, "session.open", "failed", &ann.id), "a failed sign-in under the account's id");
    assert_eq!(all[0]["action"], "practice.found");
    assert_eq!(all[0]["from"], "local");
    assert!(all.iter().any(|entry| entry["from"] == "127.0.0.1"));
}

#[tokio::test]
async fn what_a_device_fetches_as_changes_is_a_read_too() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let cursor = pat.cursor().await;
    ann.send(&conversation, "Hello").await;
    pat.changes(&cursor).await;
    let pats = entries(&practice.administrator, &format!("&user_id={}", pat.id)).await;
    assert!(has(&pats, "conversation.sync", "allowed", &conversation));
}

#[tokio::test]
async fn a_list_that_shows_a_text_is_a_read_of_that_conversation() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let quinn = practice.patient("quinn").await;
    practice.join(&quinn.id, &ann).await;
    let silent = quinn.only_conversation().await;
    pat.send(&conversation, "Hello").await;
    assert_eq!(ann.conversations().await.len(), 2);
    let anns = entries(&practice.administrator, &format!("&user_id={}", ann.id)).await;
    assert!(has(&anns, "conversation.sync", "allowed", &conversation));
    assert!(!has(&anns, "conversation.sync", "allowed", &silent), "nothing of it was shown");
}

#[tokio::test]
async fn what_was_done_to_a_user_is_found_under_their_id() {
    let practice = Running::start().await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    let disablement = format!("/v1/admin/users/{}/disablement", ann.id);
    practice.administrator.post(&disablement, Value::Null).await.expect(204);
    let anns = entries(&practice.administrator, &format!("&user_id={}", ann.id)).await;
    assert!(has(&anns, "user.create", "allowed", &ann.id));
    assert!(has(&anns, "user.disable", "allowed", &ann.id));
    let bobs = entries(&practice.administrator, &format!("&user_id={}", bob.id)).await;
    assert!(!has(&bobs, "user.disable", "allowed", ""));
}

#[tokio::test]
async fn no_entry_holds_a_text_a_name_or_a_token() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    ann.send(&conversation, "Zebra stripes").await;
    practice.stranger().try_sign_in("Melanie Quux", "a wrong guess").await.expect(401);
    pat.texts(&conversation).await;
    let log = practice.administrator.get("/v1/admin/audit?limit=500").await.text;
    for secret in ["Zebra", "Melanie", "wrong guess", &ann.token, &ann.refresh_token, "\"ann\"", "\"pat\""] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn anyone_who_reads_the_log_can_check_its_chain() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    ann.send(&conversation, "Hello").await;
    let mut previous = vec![0; 32];
    for (number, entry) in (1..).zip(entries(&practice.administrator, "").await) {
        assert_eq!(entry["seq"], number);
        let members = ["seq", "at", "actor_id", "action", "subject_id", "result", "from"]
            .map(|name| format!("\"{name}\":{}", entry[name]));
        let json = format!("{{{},\"hash\":\"\"}}", members.join(","));
        let hash = Sha256::digest([previous, json.into_bytes()].concat()).to_vec();
        assert_eq!(entry["hash"], hex::encode(&hash));
        previous = hash;
    }
}

#[tokio::test]
async fn pages_of_the_log_join() {
    let practice = Running::start().await;
    practice.ann_and_pat().await;
    let whole = entries(&practice.administrator, "").await;
    let (mut after, mut joined) = (0, Vec::new());
    while joined.len() < whole.len() {
        let page =
            practice.administrator.get(&format!("/v1/admin/audit?limit=2&after={after}")).await.expect(200);
        joined.extend(page["entries"].as_array().unwrap().iter().cloned());
        after = joined.last().unwrap()["seq"].as_u64().unwrap();
    }
    assert_eq!(joined[..whole.len()], whole);
}

#[tokio::test]
async fn the_table_refuses_to_be_altered() {
    let practice = Running::start().await;
    let file = practice.directory.path().join("practice/practice.db");
    let connection = Connection::open(file).unwrap();
    for sql in [
        "UPDATE audit_entries SET action = 'x'",
        "DELETE FROM audit_entries",
        "UPDATE messages SET text = ''",
    ] {
        let refused = connection.execute(sql, []);
        if sql.contains("audit") {
            assert!(refused.unwrap_err().to_string().contains("append-only"), "{sql}");
        } else {
            assert_eq!(refused.unwrap(), 0, "there is no message yet");
        }
    }
}

#[tokio::test]
async fn tampering_shows() {
    for (tampering, finding) in [
        ("UPDATE audit_entries SET result = 'allowed' WHERE result = 'denied'", "was altered"),
        ("UPDATE audit_entries SET actor_id = NULL WHERE seq = 3", "entry 3 was altered"),
        ("DELETE FROM audit_entries WHERE seq = 2", "entry 2 is missing"),
    ] {
        let practice = Running::start().await;
        let ann = practice.clinician("ann").await;
        ann.get(&format!("/v1/conversations/{}", fresh_id())).await.expect(404);
        ann.post("/v1/admin/users", json!({})).await.expect(403);
        assert!(practice.practice.verify_audit_log().await.unwrap().unwrap() > 3);
        let file = practice.directory.path().join("practice/practice.db");
        let connection = Connection::open(file).unwrap();
        connection
            .execute_batch("DROP TRIGGER audit_entries_are_immutable; DROP TRIGGER audit_entries_are_kept;")
            .unwrap();
        assert!(connection.execute(tampering, []).unwrap() > 0);
        let broken = practice.practice.verify_audit_log().await.unwrap().unwrap_err();
        assert!(broken.to_string().contains(finding), "{broken}");
    }
}

#[tokio::test]
async fn behind_a_proxy_the_caller_is_who_the_proxy_says() {
    for (behind_proxy, from) in [(true, "192.0.2.7"), (false, "127.0.0.1")] {
        let practice = Running::start_with(|config| config.behind_proxy = behind_proxy).await;
        let ann = practice.clinician("ann").await;
        let call =
            ann.request("GET", "/v1/conversations").header("x-forwarded-for", "203.0.113.9, 192.0.2.7");
        assert_eq!(call.send().await.unwrap().status(), 200);
        let anns = entries(&practice.administrator, &format!("&user_id={}", ann.id)).await;
        let listed = anns.iter().find(|entry| entry["action"] == "conversation.list").unwrap();
        assert_eq!(listed["from"], from);
    }
}
