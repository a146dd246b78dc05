//! Removal wins: I7, and coming back.

use allia_client::view::{ClientEvent, DeliveryStatus, NotSentReason};
use allia_protocol::change::RemovalReason;
use allia_tests::{Practice, eventually, eventually_equal};

#[tokio::test]
async fn a_removal_closes_the_open_chat_and_everything_of_it_is_forgotten() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    phone.write("Private matter").await.expect("written");
    let desk = practice.desk(&ana).await;
    desk.reads(&maya, "Private matter").await;
    let conversation_id = desk.sees(&maya).await;
    desk.client().chat_in_front(Some(conversation_id));
    desk.client().save_draft(conversation_id, "I was about to say").await.expect("kept");

    practice.leave(&maya, &ana).await;

    desk.no_longer_sees(&maya).await;
    let removed = ClientEvent::ConversationRemoved { conversation_id, reason: RemovalReason::LeftCareTeam };
    eventually("the screens to be told", || async { desk.events().contains(&removed).then_some(()) }).await;
    assert!(desk.client().open_conversation(conversation_id).await.is_err());
    assert!(desk.client().search_messages("private", 10).await.expect("the store").is_empty());
    assert!(desk.list("maya").await.is_empty());
    let not_sent = desk.client().not_sent().await.expect("the journal");
    assert_eq!(not_sent.len(), 1);
    assert_eq!(not_sent[0].message.text.expose(), "I was about to say");
    let reason = NotSentReason::NoLongerOnCareTeam;
    assert_eq!(not_sent[0].message.status, Some(DeliveryStatus::NotSent { reason, can_retry: false }));
    desk.client().discard_message(not_sent[0].message.message_id).await.expect("discarded");
    assert!(desk.client().not_sent().await.expect("the journal").is_empty());
}

#[tokio::test]
async fn a_removal_while_the_program_was_off_is_honoured_at_its_next_contact() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    phone.write("Private matter").await.expect("written");
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.reads(&maya, "Private matter").await;
    line.cut();
    desk.is_offline().await;

    practice.leave(&maya, &ana).await;
    line.mend();

    desk.no_longer_sees(&maya).await;
}

#[tokio::test]
async fn a_deactivated_patient_leaves_the_list() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    desk.sees(&maya).await;

    practice.deactivate(&maya).await;

    desk.no_longer_sees(&maya).await;
}

#[tokio::test]
async fn one_who_rejoins_finds_the_history_again() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    phone.write("Before").await.expect("written");
    let desk = practice.desk(&ana).await;
    let before = desk.sees(&maya).await;
    desk.reads(&maya, "Before").await;

    practice.leave(&maya, &ana).await;
    desk.no_longer_sees(&maya).await;
    practice.join(&maya, &ana).await;

    assert_eq!(desk.sees(&maya).await, before);
    phone.write("After").await.expect("written");
    desk.reads(&maya, "After").await;
    eventually_equal("the whole history", vec!["Before".to_owned(), "After".to_owned()], || {
        desk.texts(&maya)
    })
    .await;
}
