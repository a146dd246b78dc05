//! Text for a conversation that ends.

use super::*;
use crate::store::Applied;
use crate::view::NotSentReason;
use allia_protocol::id::ConversationId;

#[tokio::test]
async fn a_draft_written_down_while_its_conversation_goes_is_shown_as_not_sent() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let gone = ConversationId::generate();
    desk.signed_in.journal.save_draft(gone, "Have you tried", desk.signed_in.clock.now()).await.unwrap();
    let removed = vec![(gone, RemovalReason::LeftCareTeam)];
    desk.signed_in.announce(Applied { removed, ..Applied::default() }).await.unwrap();
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    assert_eq!(not_sent.iter().map(|entry| entry.conversation_id).collect::<Vec<_>>(), [gone]);
}

#[tokio::test]
async fn of_what_was_carried_over_only_what_did_not_arrive_is_shown_as_not_sent() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let (id, gone) = (clinic.conversation(0).conversation_id, ConversationId::generate());
    let arrived = clinic.patient_writes(0, "It itches again").message_id;
    desk.signed_in.wake();
    while !desk.signed_in.cache.has_message(id, arrived).await.unwrap() {
        tokio::task::yield_now().await;
    }
    let (journal, now) = (&desk.signed_in.journal, desk.signed_in.clock.now());
    journal.enqueue(arrived, id, "It itches again", now).await.unwrap();
    journal.wedge(arrived, NotSentReason::OlderCopy).await.unwrap();
    for id in [id, gone] {
        journal.save_draft(id, "Have you tried", now).await.unwrap();
    }

    desk.signed_in.settle_carried().await.unwrap();
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    assert_eq!(not_sent.iter().map(|entry| entry.conversation_id).collect::<Vec<_>>(), [gone]);
    assert_eq!(desk.signed_in.open(id).await.unwrap().draft.expose(), "Have you tried");
}

#[tokio::test]
async fn a_message_that_the_service_took_is_not_called_not_sent_though_its_place_is_not_known_yet() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let id = clinic.conversation(0).conversation_id;
    // The feed falls silent, so the patient's message is missing before one's own.
    clinic.misbehave(|seen| seen.target.starts_with("GET").then(|| Answer::problem(503, "unavailable")));
    clinic.patient_writes(0, "It itches again");
    let sent = desk.signed_in.send_message(id, "On my way").await.unwrap();
    eventually("the answer", || {
        Some(()).filter(|()| lock(&desk.signed_in.accepted).contains(&sent.message_id))
    })
    .await;
    desk.signed_in.forget_writing(vec![id]).await.unwrap();
    assert!(desk.signed_in.not_sent().await.unwrap().is_empty());
    desk.hear("the count", |event| matches!(event, ClientEvent::NotSentChanged { count: 0 })).await;
}
