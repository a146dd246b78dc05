//! One conversation for which the service answers badly holds up no other.

use super::*;

/// Two conversations with 60 messages each; the first one has the newest.
async fn two_long_conversations() -> (Arc<Clinic>, Peer) {
    let (clinic, peer) = Clinic::open(&["Ada Novak", "Bo Lind"]).await;
    for patient in [1, 0] {
        for number in 1..=60 {
            let message = clinic.patient_writes(patient, &format!("message {number}"));
            lock(&clinic.conversations)[patient].last_message = Some(message);
        }
    }
    (clinic, peer)
}

#[tokio::test]
async fn history_of_the_others_is_fetched() {
    let (clinic, peer) = two_long_conversations().await;
    let bad = format!("GET /v1/conversations/{}/messages?", clinic.conversation(0).conversation_id);
    let target = bad.clone();
    clinic.misbehave(move |seen| seen.target.starts_with(&target).then(|| Answer::problem(500, "unknown")));
    let mut desk = Desk::open(&clinic, &peer).await;
    let good = clinic.conversation(1).conversation_id;
    desk.hear("the history", |event| {
        matches!(event, ClientEvent::SyncProgress { progress } if progress.complete_conversations == 1)
    })
    .await;
    assert!(desk.signed_in.cache.row(good).await.unwrap().unwrap().reached_start);
    let asked = peer.seen(&bad).len();
    peer.await_seen(&bad, asked + 1).await;
}

#[tokio::test]
async fn receipts_of_the_others_go_out() {
    let (clinic, peer) = two_long_conversations().await;
    let receipt =
        |number| format!("PUT /v1/conversations/{}/receipt", clinic.conversation(number).conversation_id);
    let (bad, good) = (receipt(0), receipt(1));
    clinic.misbehave(move |seen| seen.target.starts_with(&bad).then(|| Answer::problem(500, "unknown")));
    let _desk = Desk::open(&clinic, &peer).await;
    peer.await_seen(&good, 1).await;
}
