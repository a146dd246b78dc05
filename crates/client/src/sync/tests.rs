mod bad_conversation;
mod removal;
mod snapshot;

use super::*;
use crate::fixture;
use crate::fixture::clinic::{Clinic, strange_page};
use crate::fixture::desk::Desk;
use crate::fixture::peer::{Answer, Peer, eventually};
use crate::journal::Journal;
use crate::signed_in::lock;
use crate::store::Cache;
use crate::view::{ClientEvent, ConnectionState, DeliveryStatus, MessageRange, OlderMessages, PresenceKnown};
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::conversation::Conversation;
use allia_protocol::id::{Cursor, Position};
use std::time::Instant;
use tokio::sync::Notify;

async fn names(desk: &Desk) -> Vec<String> {
    let list = desk.signed_in.list("", 0, 500).await.unwrap();
    list.rows.iter().map(|row| row.patient.display_name.expose().clone()).collect()
}

#[tokio::test]
async fn first_sign_in_takes_every_page_and_the_first_pages_place_in_the_feed() {
    let (clinic, peer) = Clinic::open(&["Ada Novak", "Bo Lind", "Cy Okafor"]).await;
    let late = clinic.conversation(0);
    clinic.misbehave(move |seen| {
        // Two to a page, and something happens between the pages.
        let second = seen.target.contains("after=2");
        let page = |after: usize, next: serde_json::Value, cursor: &str, of: &[Conversation]| {
            let body = serde_json::json!({
                "conversations": of, "next": next, "cursor": cursor, "notice": null, "page": after,
            });
            Some(Answer::json(&body))
        };
        let mut one = late.clone();
        one.patient.display_name = "Dee Long".to_owned().into();
        match seen.target.starts_with("GET /v1/conversations?") {
            true if second => page(2, serde_json::Value::Null, "9", std::slice::from_ref(&late)),
            true => {
                one.conversation_id = fixed_id();
                page(0, "2".into(), "0", &[one])
            }
            false => None,
        }
    });
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    assert_eq!(names(&desk).await, ["Ada Novak", "Dee Long"]);
    let asked = peer.await_seen("GET /v1/changes?after=", 0).await;
    assert!(asked.iter().all(|seen| seen.target.contains("after=0&")), "{asked:?}");
    assert_eq!(desk.signed_in.cache.cursor().await.unwrap(), Some(Cursor::new("0")));
}

fn fixed_id() -> allia_protocol::id::ConversationId {
    "018f0000-0000-7000-8000-000000000001".parse().unwrap()
}

#[tokio::test]
async fn history_comes_whole_and_progress_is_told() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut last = None;
    for number in 0..1_200 {
        last = Some(clinic.patient_writes(0, &format!("message {number}")));
    }
    lock(&clinic.conversations)[0].last_message = last;
    lock(&clinic.conversations)[0].unread_count = 1_200;
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.hear("the whole history", |event| {
        matches!(event, ClientEvent::SyncProgress { progress }
            if progress.complete_conversations == 1 && progress.total_conversations == 1)
    })
    .await;
    let id = clinic.conversation(0).conversation_id;
    let first = desk.signed_in.cache.messages_from(id, Position::ZERO, 1).await.unwrap();
    assert_eq!(first[0].position, Position::new(1));
    assert!(lock(&desk.board.shown).is_empty(), "history raises no notification");
}

#[tokio::test]
async fn a_cursor_that_never_advances_is_given_up_with_a_problem() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        let page = serde_json::json!({"changes": [], "cursor": "0", "more": true});
        seen.target.starts_with("GET /v1/changes").then(|| Answer::json(&page))
    });
    let desk = Desk::open(&clinic, &peer).await;
    let line = &desk.signed_in.line;
    eventually("a problem", || {
        line.connection().problem.filter(|problem| *problem == ConnectionProblem::ServerUnavailable)
    })
    .await;
    assert!(peer.seen("GET /v1/changes").len() <= 2);
    clinic.behave();
    desk.online().await;
}

#[tokio::test]
async fn a_page_too_large_to_read_is_asked_for_in_smaller_parts() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        let large = seen.target.starts_with("GET /v1/changes") && !seen.target.ends_with("limit=125");
        let head = b"HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: 52428800\r\n\r\n[";
        large.then(|| Answer::ThenSilence(head.to_vec()))
    });
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    desk.signed_in.wake();
    let asked = peer.await_seen("GET /v1/changes", 3).await;
    let limits: Vec<_> = asked.iter().map(|seen| seen.target.rsplit('=').next().unwrap()).collect();
    assert_eq!(limits[..3], ["500", "250", "125"]);
    desk.online().await;
}

#[tokio::test]
async fn an_unknown_kind_of_change_is_skipped_and_its_cursor_kept() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| seen.target.starts_with("GET /v1/changes?after=0").then(|| strange_page(7)));
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    desk.signed_in.wake();
    peer.await_seen("GET /v1/changes?after=7", 1).await;
}

#[tokio::test]
async fn an_expired_cursor_brings_a_fresh_snapshot_and_keeps_the_draft() {
    let (clinic, peer) = Clinic::open(&["Ada Novak", "Bo Lind"]).await;
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let (stays, goes) = (clinic.conversation(0).conversation_id, clinic.conversation(1).conversation_id);
    for id in [stays, goes] {
        desk.signed_in.save_draft(id, "Have you tried").await.unwrap();
    }
    lock(&clinic.conversations).pop();
    clinic.misbehave(|seen| {
        seen.target.starts_with("GET /v1/changes").then(|| Answer::problem(410, "cursor_expired"))
    });
    desk.signed_in.wake();
    desk.hear("the removal", |event| matches!(event, ClientEvent::ConversationRemoved { .. })).await;
    assert_eq!(names(&desk).await, ["Ada Novak"]);
    assert_eq!(desk.signed_in.open(stays).await.unwrap().draft.expose(), "Have you tried");
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    assert_eq!(not_sent.len(), 1);
    assert_eq!(not_sent[0].conversation_id, goes);
    assert!(matches!(not_sent[0].message.status, Some(DeliveryStatus::NotSent { can_retry: false, .. })));
}

#[tokio::test]
async fn a_captive_portal_is_named_and_everything_goes_on_when_it_is_gone() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|_| Some(Answer::web_page()));
    let desk = Desk::open(&clinic, &peer).await;
    let line = &desk.signed_in.line;
    eventually("the problem", || {
        line.connection().problem.filter(|problem| *problem == ConnectionProblem::NotOurServer)
    })
    .await;
    assert_eq!(line.connection().state, ConnectionState::Offline);
    clinic.behave();
    desk.signed_in.wake();
    desk.online().await;
    assert_eq!(names(&desk).await, ["Ada Novak"]);
}

#[tokio::test]
async fn a_service_that_asks_for_time_gets_it_even_when_the_person_is_impatient() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        let busy = seen.target.starts_with("GET /v1/conversations?");
        busy.then(|| Answer::problem_with(429, "rate_limited", "retry-after: 2\r\n"))
    });
    let desk = Desk::open(&clinic, &peer).await;
    let begun = Instant::now();
    peer.await_seen("GET /v1/conversations?", 1).await;
    clinic.behave();
    desk.signed_in.wake();
    desk.signed_in.wake();
    desk.online().await;
    assert!(begun.elapsed() >= Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_removal_purges_the_conversation_and_shows_its_draft_once_as_not_sent() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let conversation_id = clinic.conversation(0).conversation_id;
    clinic.patient_writes(0, "It itches again");
    desk.signed_in.wake();
    desk.hear("the message", |event| matches!(event, ClientEvent::MessagesChanged { .. })).await;
    desk.signed_in.save_draft(conversation_id, "Try the").await.unwrap();
    clinic.tell(Change::ConversationRemoved { conversation_id, reason: RemovalReason::LeftCareTeam });
    desk.signed_in.wake();
    let removed = ClientEvent::ConversationRemoved { conversation_id, reason: RemovalReason::LeftCareTeam };
    desk.hear("the removal", |event| *event == removed).await;
    assert!(names(&desk).await.is_empty());
    assert!(desk.signed_in.search("itches", 10).await.unwrap().is_empty());
    assert!(desk.signed_in.open(conversation_id).await.is_err());
    assert_eq!(*lock(&desk.board.withdrawn), [Some(conversation_id)]);
    let not_sent = desk.signed_in.not_sent().await.unwrap();
    assert_eq!(not_sent[0].message.text.expose(), "Try the");
    assert_eq!(not_sent[0].patient, None);
    desk.signed_in.discard_message(not_sent[0].message.message_id).await.unwrap();
    assert!(desk.signed_in.not_sent().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_new_message_raises_one_notification_which_goes_when_it_is_read() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let conversation_id = clinic.conversation(0).conversation_id;
    clinic.patient_writes(0, "It itches again");
    clinic.patient_writes(0, "A lot");
    desk.signed_in.wake();
    eventually("the notification", || lock(&desk.board.shown).first().cloned()).await;
    let texts: Vec<_> = lock(&desk.board.shown).iter().map(|shown| shown.title.expose().clone()).collect();
    assert_eq!(texts, ["New message"]);
    desk.signed_in.mark_read(conversation_id, Position::new(2)).await.unwrap();
    assert_eq!(*lock(&desk.board.withdrawn), [Some(conversation_id)]);
    let receipts = peer.await_seen(&format!("PUT /v1/conversations/{conversation_id}/receipt"), 1).await;
    assert!(!receipts.is_empty());
    eventually("the read receipt", || {
        let bodies = peer.seen(&format!("PUT /v1/conversations/{conversation_id}/receipt"));
        let last = bodies.last()?.body.clone();
        (last == br#"{"delivered_position":2,"read_position":2}"#).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_chat_in_front_raises_no_notification() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    desk.signed_in.set_in_front(Some(clinic.conversation(0).conversation_id));
    clinic.patient_writes(0, "It itches again");
    desk.signed_in.wake();
    desk.hear("the message", |event| matches!(event, ClientEvent::MessagesChanged { .. })).await;
    desk.online().await;
    assert!(lock(&desk.board.shown).is_empty());
}

#[tokio::test]
async fn receipts_left_over_from_before_a_restart_go_out() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let cache = Cache::in_memory(clinic.me).unwrap();
    let conversation = clinic.conversation(0);
    let message = fixture::message(conversation.conversation_id, 1, "hello");
    cache.replace_conversations(vec![conversation.clone()], None, Cursor::new("0")).await.unwrap();
    cache.apply_changes(vec![Change::Message { message }], Cursor::new("0")).await.unwrap();
    let _desk = Desk::with(&clinic, &peer, cache, Journal::in_memory().unwrap()).await;
    let target = format!("PUT /v1/conversations/{}/receipt", conversation.conversation_id);
    let receipts = peer.await_seen(&target, 1).await;
    assert_eq!(receipts[0].body, br#"{"delivered_position":1}"#);
}

#[tokio::test]
async fn presence_is_known_while_online_and_unknown_when_the_line_is_lost() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let conversation = clinic.conversation(0);
    let told = format!(
        "event: presence\ndata: {{\"user_id\":\"{}\",\"state\":\"online\",\"last_seen_at\":null}}\n\n",
        conversation.patient.user_id
    );
    lock(&clinic.conversations)[0].presence.state = allia_protocol::conversation::PresenceState::Online;
    clinic.misbehave(move |seen| seen.target.starts_with("GET /v1/live").then(|| Answer::live(&told)));
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let id = conversation.conversation_id;
    assert_eq!(desk.signed_in.line.presence_of(id).state, PresenceKnown::Online);
    clinic.misbehave(|_| Some(Answer::web_page()));
    desk.signed_in.reconnect();
    eventually("presence unknown", || {
        Some(()).filter(|()| desk.signed_in.line.presence_of(id).state == PresenceKnown::Unknown)
    })
    .await;
}

#[tokio::test]
async fn after_a_sleep_the_live_stream_is_opened_anew() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let before = peer.seen("GET /v1/live").len();
    desk.signed_in.reconnect();
    peer.await_seen("GET /v1/live", before + 1).await;
    desk.online().await;
}

#[tokio::test]
async fn a_live_stream_that_ends_is_opened_again() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| {
        let head = "content-type: text/event-stream\r\n";
        seen.target.starts_with("GET /v1/live").then(|| Answer::with(200, head, ": hello\n\nevent: chan"))
    });
    let desk = Desk::open(&clinic, &peer).await;
    peer.await_seen("GET /v1/live", 3).await;
    clinic.behave();
    desk.online().await;
}

#[tokio::test]
async fn a_wake_up_on_the_live_stream_brings_the_message_without_waiting_for_the_timer() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let id = clinic.conversation(0).conversation_id;
    let told = Arc::new(Notify::new());
    let events = format!(
        "event: nonsense\n\nevent: changed\ndata: {{\"cursor\":\"1\"}}\n\n\
         event: typing\ndata: {{\"conversation_id\":\"{id}\",\"user_id\":\"{id}\"}}\n\n"
    );
    let tell = Arc::clone(&told);
    clinic.misbehave(move |seen| {
        let opens = seen.target.starts_with("GET /v1/live");
        opens.then(|| Answer::live_when_told(Arc::clone(&tell), &events))
    });
    let mut desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    clinic.patient_writes(0, "It itches again");
    told.notify_one();
    desk.hear("typing", |event| *event == ClientEvent::Typing { conversation_id: id }).await;
    let shown = async |desk: &Desk| desk.signed_in.open(id).await.unwrap().slice.messages;
    if shown(&desk).await.is_empty() {
        desk.hear("the message", |event| matches!(event, ClientEvent::MessagesChanged { .. })).await;
    }
    assert_eq!(shown(&desk).await[0].text.expose(), "It itches again");
}

#[tokio::test]
async fn older_messages_are_fetched_when_they_are_asked_for_and_said_to_be_missing_when_they_cannot_be() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    for number in 1..=30 {
        clinic.patient_writes(0, &format!("message {number}"));
    }
    lock(&clinic.conversations)[0].last_message = lock(&clinic.messages).last().cloned();
    let id = clinic.conversation(0).conversation_id;
    let no_history = move |seen: &crate::fixture::peer::Seen| {
        seen.target.contains("/messages?").then(|| Answer::problem(503, "unavailable"))
    };
    clinic.misbehave(no_history);
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let before = MessageRange::Before { position: 30, limit: 10 };
    let missing = desk.signed_in.messages(id, before).await.unwrap();
    assert_eq!((missing.messages.len(), missing.older), (0, OlderMessages::Available));
    clinic.misbehave(|_| Some(Answer::web_page()));
    desk.signed_in.reconnect();
    eventually("being offline", || {
        Some(()).filter(|()| desk.signed_in.line.connection().state == ConnectionState::Offline)
    })
    .await;
    let missing = desk.signed_in.messages(id, before).await.unwrap();
    assert_eq!(missing.older, OlderMessages::NotHereYet);
    clinic.behave();
    let asked = peer.seen(&format!("GET /v1/conversations/{id}/messages?")).len();
    desk.signed_in.messages(id, before).await.unwrap();
    let asked_again = peer.seen(&format!("GET /v1/conversations/{id}/messages?")).len();
    assert_eq!(asked, asked_again, "offline, nobody waits for the network");
    desk.signed_in.wake();
    desk.online().await;
    let found = desk.signed_in.messages(id, before).await.unwrap();
    let positions: Vec<_> = found.messages.iter().filter_map(|message| message.position).collect();
    assert_eq!(positions, (20..30).collect::<Vec<_>>());
    assert_eq!(found.older, OlderMessages::Available);
    let start = desk.signed_in.messages(id, MessageRange::Before { position: 4, limit: 10 }).await.unwrap();
    assert_eq!((start.messages.len(), start.older), (3, OlderMessages::None));
}

#[tokio::test]
async fn the_service_is_told_about_writing_once_however_fast_one_types() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let desk = Desk::open(&clinic, &peer).await;
    desk.online().await;
    let id = clinic.conversation(0).conversation_id;
    for _ in 0..20 {
        desk.signed_in.typing(id);
    }
    let target = format!("POST /v1/conversations/{id}/typing");
    peer.await_seen(&target, 1).await;
    assert_eq!(peer.seen(&target).len(), 1);
}

#[test]
fn a_full_disk_is_named_whichever_file_it_shows_in_and_is_tried_again() {
    for fault in [SyncFault::Cache(StoreError::DiskFull), SyncFault::Journal(StoreError::DiskFull)] {
        assert_eq!(fault.problem(), Some(ConnectionProblem::DiskFull));
        assert_eq!(fault.retry(), Retry::Backoff);
        assert_eq!(fault.damaged_file(), None);
    }
}
