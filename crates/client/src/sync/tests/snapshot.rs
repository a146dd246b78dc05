//! Taking the conversations afresh.

use super::*;

/// The first page, as it was before anything happened in the feed.
fn stale_page(clinic: &Clinic) -> Answer {
    let conversations = lock(&clinic.conversations).clone();
    let page = serde_json::json!({
        "conversations": conversations, "next": null, "cursor": "0", "notice": null,
    });
    Answer::json(&page)
}

#[tokio::test]
async fn what_happened_while_the_conversations_were_listed_is_here_before_all_counts_as_here() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.patient_writes(0, "It itches again");
    let listing = Arc::clone(&clinic);
    clinic.misbehave(move |seen| {
        if seen.target.starts_with("GET /v1/live") {
            return Some(Answer::problem(503, "unavailable"));
        }
        seen.target.starts_with("GET /v1/conversations?").then(|| stale_page(&listing))
    });
    let desk = Desk::open(&clinic, &peer).await;
    while desk.signed_in.cache.up_to_date_as_of().await.unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    let id = clinic.conversation(0).conversation_id;
    let messages = desk.signed_in.open(id).await.unwrap().slice.messages;
    assert_eq!(messages[0].text.expose(), "It itches again");
}

#[tokio::test]
async fn text_for_a_patient_who_is_in_neither_the_listing_nor_the_local_copy_is_shown_once_as_not_sent() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let journal = Journal::in_memory().unwrap();
    let (left, stays) =
        (allia_protocol::id::ConversationId::generate(), clinic.conversation(0).conversation_id);
    for id in [left, stays] {
        journal.save_draft(id, "Have you tried", fixture::message(id, 1, "").sent_at).await.unwrap();
    }
    let desk = Desk::with(&clinic, &peer, Cache::in_memory(clinic.me).unwrap(), journal).await;
    desk.online().await;
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    assert_eq!(not_sent.iter().map(|entry| entry.conversation_id).collect::<Vec<_>>(), [left]);
    assert_eq!(desk.signed_in.open(stays).await.unwrap().draft.expose(), "Have you tried");
}

#[tokio::test]
async fn who_is_on_the_team_again_when_a_lost_conversation_is_purged_gets_it_back() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let id = clinic.conversation(0).conversation_id;
    // The answer is older than what the feed has brought already.
    let target = format!("GET /v1/conversations/{id}");
    clinic.misbehave(move |seen| (seen.target == target).then(|| Answer::problem(404, "not_found")));
    assert!(desk.signed_in.lose_access(id).await.unwrap());
    desk.hear("the removal", |event| matches!(event, ClientEvent::ConversationRemoved { .. })).await;
    while names(&desk).await != ["Ada Novak"] {
        desk.hear("the row", |event| matches!(event, ClientEvent::ConversationsChanged { .. })).await;
    }
}
