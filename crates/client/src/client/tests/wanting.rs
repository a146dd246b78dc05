//! Links from other programs that open a conversation, wherever the program stands.

use super::*;
use crate::event::EventListener;
use allia_protocol::change::{Change, RemovalReason};

async fn hear(events: &mut EventListener, expected: &ClientEvent) {
    let heard = async { while events.next().await.as_ref() != Some(expected) {} };
    let heard = tokio::time::timeout(PATIENCE, heard).await;
    heard.unwrap_or_else(|_| panic!("waited in vain for {expected:?}"));
}

async fn unlock(client: &Client) {
    client.unlock(Secret::new("correct horse")).await.unwrap();
}

#[tokio::test]
async fn the_conversation_of_a_link_is_handed_to_the_screens_once() {
    let (clinic, _peer, _computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    let mut events = client.subscribe();
    client.want_conversation(id);
    hear(&mut events, &ClientEvent::ConversationWanted).await;
    assert_eq!(client.take_wanted_conversation(), Some(id));
    assert_eq!(client.take_wanted_conversation(), None);
    client.open_conversation(id).await.unwrap();
    client.close().await;
}

#[tokio::test]
async fn of_two_links_the_later_one_counts_and_one_to_nothing_that_is_here_opens_nothing() {
    let (clinic, _peer, _computer, client) = at_work().await;
    let unknown = ConversationId::generate();
    client.want_conversation(clinic.conversation(0).conversation_id);
    client.want_conversation(unknown);
    assert_eq!(client.take_wanted_conversation(), Some(unknown));
    assert_eq!(client.take_wanted_conversation(), None);
    assert_eq!(code(client.open_conversation(unknown).await), Some(CommandErrorCode::NotFound));
    client.close().await;
}

#[tokio::test]
async fn a_link_to_a_patient_whose_care_team_was_left_opens_nothing() {
    let (clinic, _peer, _computer, client) = at_work().await;
    let conversation_id = clinic.conversation(0).conversation_id;
    let mut events = client.subscribe();
    let reason = RemovalReason::LeftCareTeam;
    clinic.tell(Change::ConversationRemoved { conversation_id, reason });
    client.wake();
    hear(&mut events, &ClientEvent::ConversationRemoved { conversation_id, reason }).await;
    client.want_conversation(conversation_id);
    assert_eq!(client.take_wanted_conversation(), Some(conversation_id));
    assert_eq!(code(client.open_conversation(conversation_id).await), Some(CommandErrorCode::NotFound));
    client.close().await;
}

#[tokio::test]
async fn a_link_behind_the_lock_is_followed_after_unlocking_whether_or_not_the_conversation_is_here() {
    let (clinic, _peer, _computer, client) = at_work().await;
    for conversation_id in [clinic.conversation(0).conversation_id, ConversationId::generate()] {
        lock_now(&client).await;
        client.want_conversation(conversation_id);
        assert_eq!(client.take_wanted_conversation(), None);
        let mut events = client.subscribe();
        unlock(&client).await;
        hear(&mut events, &ClientEvent::OpenConversation { conversation_id }).await;
        assert_eq!(client.take_wanted_conversation(), None);
    }
    client.close().await;
}

#[tokio::test]
async fn a_link_that_waits_when_the_program_locks_is_still_there_after_unlocking() {
    let (clinic, _peer, _computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.want_conversation(id);
    lock_now(&client).await;
    assert_eq!(client.take_wanted_conversation(), None);
    unlock(&client).await;
    assert_eq!(client.take_wanted_conversation(), Some(id));
    client.close().await;
}

#[tokio::test]
async fn a_link_waits_for_the_sign_in() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let client = computer.start().await.unwrap();
    let id = clinic.conversation(0).conversation_id;
    client.want_conversation(id);
    assert_eq!(client.take_wanted_conversation(), None);
    client.sign_in(form(&peer)).await.unwrap();
    assert_eq!(client.take_wanted_conversation(), Some(id));
    client.close().await;
}
