use crate::fixture::clinic::Clinic;
use crate::fixture::desk::Desk;
use crate::fixture::peer::{Answer, Peer, eventually};
use crate::signed_in::lock;
use crate::view::{ClientEvent, DeliveryStatus, MessageRange, MessageView, NotSentReason};
use allia_protocol::change::Change;
use allia_protocol::conversation::Conversation;
use allia_protocol::id::ConversationId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn shown(desk: &Desk, id: ConversationId) -> Vec<MessageView> {
    desk.signed_in.messages(id, MessageRange::Newest { limit: 50 }).await.unwrap().messages
}

async fn await_sent(desk: &mut Desk, id: ConversationId, count: usize) -> Vec<MessageView> {
    loop {
        let messages = shown(desk, id).await;
        if messages.iter().filter(|message| message.position.is_some()).count() >= count {
            return messages;
        }
        desk.hear("a message sent", |event| matches!(event, ClientEvent::MessagesChanged { .. })).await;
    }
}

fn texts(messages: &[MessageView]) -> Vec<&str> {
    messages.iter().map(|message| message.text.expose().as_str()).collect()
}

async fn open(patients: &[&str]) -> (Arc<Clinic>, Peer, Desk, ConversationId) {
    let (clinic, peer) = Clinic::open(patients).await;
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let id = clinic.conversation(0).conversation_id;
    (clinic, peer, desk, id)
}

#[tokio::test]
async fn a_message_is_shown_at_once_as_queued_and_then_as_sent() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        seen.target.starts_with("PUT").then(|| Answer::problem_with(503, "unavailable", "retry-after: 1\r\n"))
    });
    let echo = desk.signed_in.send_message(id, "  How is the rash?\n").await.unwrap();
    assert_eq!(
        (echo.text.expose().as_str(), echo.status),
        ("How is the rash?", Some(DeliveryStatus::Queued))
    );
    assert_eq!(shown(&desk, id).await, std::slice::from_ref(&echo));
    assert_eq!(desk.signed_in.list("", 0, 10).await.unwrap().rows[0].last_message, Some(echo.clone()));
    clinic.behave();
    let sent = await_sent(&mut desk, id, 1).await;
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].message_id, sent[0].status), (echo.message_id, Some(DeliveryStatus::Sent)));
}

#[tokio::test]
async fn a_lost_answer_leads_to_one_message() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak"]).await;
    let attempts = Arc::new(AtomicUsize::new(0));
    let (counted, inside) = (Arc::clone(&attempts), Arc::clone(&clinic));
    clinic.misbehave(move |seen| {
        let is_send = seen.target.starts_with("PUT") && seen.target.contains("/messages/");
        if !is_send || counted.fetch_add(1, Ordering::SeqCst) > 0 {
            return None;
        }
        // The service takes the message; the answer never arrives.
        inside.take_quietly(seen);
        Some(Answer::Bytes(Vec::new()))
    });
    desk.signed_in.send_message(id, "Once only").await.unwrap();
    await_sent(&mut desk, id, 1).await;
    eventually("the second attempt", || Some(()).filter(|()| attempts.load(Ordering::SeqCst) >= 2)).await;
    assert_eq!(lock(&clinic.messages).len(), 1);
    assert_eq!(texts(&shown(&desk, id).await), ["Once only"]);
}

#[tokio::test]
async fn messages_of_a_conversation_go_out_in_order_even_when_the_first_is_held_up() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak"]).await;
    let attempts = AtomicUsize::new(0);
    clinic.misbehave(move |seen| {
        let fails = seen.target.contains("/messages/") && attempts.fetch_add(1, Ordering::SeqCst) < 3;
        fails.then(|| Answer::problem(500, "unknown"))
    });
    for text in ["one", "two", "three"] {
        desk.signed_in.send_message(id, text).await.unwrap();
    }
    let sent = await_sent(&mut desk, id, 3).await;
    assert_eq!(texts(&sent), ["one", "two", "three"]);
    let positions: Vec<_> = sent.iter().map(|message| message.position).collect();
    assert_eq!(positions, [Some(1), Some(2), Some(3)]);
}

#[tokio::test]
async fn a_refused_message_stands_aside_and_blocks_nothing() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        let bad = String::from_utf8_lossy(&seen.body).contains("refuse me");
        (bad && seen.target.contains("/messages/")).then(|| Answer::problem(422, "invalid"))
    });
    let refused = desk.signed_in.send_message(id, "refuse me").await.unwrap();
    desk.hear("not sent", |event| matches!(event, ClientEvent::NotSentChanged { count: 1 })).await;
    desk.signed_in.send_message(id, "take me").await.unwrap();
    await_sent(&mut desk, id, 1).await;
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    assert_eq!(not_sent[0].message.message_id, refused.message_id);
    let status = DeliveryStatus::NotSent { reason: NotSentReason::Refused, can_retry: true };
    assert_eq!(not_sent[0].message.status, Some(status));
    assert_eq!(not_sent[0].patient.as_ref().unwrap().display_name.expose(), "Ada Novak");

    clinic.behave();
    desk.signed_in.retry_message(refused.message_id).await.unwrap();
    await_sent(&mut desk, id, 2).await;
    assert!(desk.signed_in.not_sent().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_cannot_be_helped_by_trying_again_cannot_be_tried_again() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| seen.target.contains("/messages/").then(|| Answer::problem(409, "conflict")));
    let message = desk.signed_in.send_message(id, "taken").await.unwrap();
    desk.hear("not sent", |event| matches!(event, ClientEvent::NotSentChanged { count: 1 })).await;
    assert!(desk.signed_in.retry_message(message.message_id).await.is_err());
    desk.signed_in.discard_message(message.message_id).await.unwrap();
    assert!(shown(&desk, id).await.is_empty());
}

#[tokio::test]
async fn a_conversation_that_is_not_found_is_purged_and_its_message_shown_as_not_sent() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak", "Bo Lind"]).await;
    let lost = id.to_string();
    lock(&clinic.conversations).remove(0);
    clinic.misbehave(move |seen| seen.target.contains(&lost).then(|| Answer::problem(404, "not_found")));
    desk.signed_in.send_message(id, "Are you there?").await.unwrap();
    desk.hear("the removal", |event| matches!(event, ClientEvent::ConversationRemoved { .. })).await;
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    let status = DeliveryStatus::NotSent { reason: NotSentReason::NoLongerOnCareTeam, can_retry: false };
    assert_eq!(not_sent[0].message.status, Some(status));
    assert_eq!(desk.signed_in.list("", 0, 10).await.unwrap().total, 1);
}

#[tokio::test]
async fn a_message_accepted_before_the_feed_brought_the_ones_before_it_leaves_no_hole() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak"]).await;
    clinic.patient_writes(0, "one");
    desk.signed_in.wake();
    await_sent(&mut desk, id, 1).await;
    clinic.misbehave(|seen| {
        seen.target.starts_with("GET /v1/changes").then(|| Answer::problem(503, "unavailable"))
    });
    clinic.patient_writes(0, "two");
    clinic.patient_writes(0, "three");
    desk.signed_in.send_message(id, "four").await.unwrap();
    let sent = await_sent(&mut desk, id, 4).await;
    assert_eq!(texts(&sent), ["one", "two", "three", "four"]);
    eventually("a notification of what came this way", || {
        Some(()).filter(|()| lock(&desk.board.shown).len() == 2)
    })
    .await;
}

#[tokio::test]
async fn a_404_from_something_that_is_not_our_server_purges_nothing() {
    let (clinic, peer, mut desk, id) = open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        seen.target
            .starts_with("PUT")
            .then(|| Answer::with(404, "content-type: text/html\r\n", "<h1>404</h1>"))
    });
    desk.signed_in.send_message(id, "Still here").await.unwrap();
    peer.await_seen(&format!("PUT /v1/conversations/{id}/messages"), 1).await;
    clinic.behave();
    desk.signed_in.wake();
    let sent = await_sent(&mut desk, id, 1).await;
    assert_eq!(texts(&sent), ["Still here"]);
}

#[tokio::test]
async fn with_the_session_ended_messages_wait_and_go_out_after_the_next_sign_in() {
    let (clinic, peer, mut desk, id) = open(&["Ada Novak"]).await;
    clinic.misbehave(|_| Some(Answer::problem(401, "unauthenticated")));
    desk.signed_in.send_message(id, "Later then").await.unwrap();
    let mut ended = desk.signed_in.session.ended();
    ended.wait_for(|ended| *ended).await.unwrap();
    desk.signed_in.save_draft(id, "and also").await.unwrap();
    let requests = peer.seen("PUT").len();
    desk.signed_in.wake();
    assert_eq!(shown(&desk, id).await[0].status, Some(DeliveryStatus::Queued));
    clinic.behave();
    assert!(peer.seen("PUT").len() <= requests + 1);
    let now = crate::clock::Clock::now(&crate::clock::SystemClock);
    let tokens = crate::fixture::tokens("access", "again", clinic.me, now);
    let lifetime = std::time::Duration::from_secs(900);
    let grant = crate::api::Grant { tokens, access_lifetime: lifetime };
    desk.signed_in.session.resume(grant).await;
    await_sent(&mut desk, id, 1).await;
    assert_eq!(desk.signed_in.open(id).await.unwrap().draft.expose(), "and also");
}

#[tokio::test]
async fn a_message_named_as_not_sent_that_was_is_named_so_no_longer_once_the_conversation_is_back() {
    let (clinic, _peer, mut desk, id) = open(&["Ada Novak", "Bo Lind"]).await;
    let conversation = lock(&clinic.conversations).remove(0);
    let (lost, inside) = (id.to_string(), Arc::clone(&clinic));
    clinic.misbehave(move |seen| {
        let concerns = seen.target.contains(&lost);
        if concerns && seen.target.starts_with("PUT") && seen.target.contains("/messages/") {
            // The service takes the message; what the sender hears comes after the removal.
            inside.take_quietly(seen);
        }
        concerns.then(|| Answer::problem(404, "not_found"))
    });
    desk.signed_in.send_message(id, "Are you there?").await.unwrap();
    desk.hear("the removal", |event| matches!(event, ClientEvent::ConversationRemoved { .. })).await;
    assert_eq!(desk.signed_in.not_sent().await.unwrap().len(), 1);

    let last_message = lock(&clinic.messages).last().cloned();
    let conversation = Conversation { last_message, ..conversation };
    lock(&clinic.conversations).push(conversation.clone());
    clinic.behave();
    clinic.tell(Change::Conversation { conversation: Box::new(conversation) });
    desk.signed_in.wake();

    desk.hear("nothing unsent", |event| *event == ClientEvent::NotSentChanged { count: 0 }).await;
    assert!(desk.signed_in.not_sent().await.unwrap().is_empty());
    assert_eq!(texts(&shown(&desk, id).await), ["Are you there?"]);
}
