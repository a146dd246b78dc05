//! Writing and being answered: M5, and honest delivery.

use allia_client::view::{DeliveryStatus, NotSentReason};
use allia_protocol::limits::MESSAGE_TEXT_BYTES;
use allia_tests::{Practice, eventually};

#[tokio::test]
async fn m5_a_message_arrives_and_its_status_tells_how_far_it_has_come() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;

    let text = "Your results are in.\nNothing to worry about.";
    desk.send(&maya, text).await;
    desk.status_becomes(&maya, text, DeliveryStatus::Sent).await;
    let position = phone.receives(text).await;
    phone.has_received(position).await.expect("a receipt");
    desk.status_becomes(&maya, text, DeliveryStatus::Delivered).await;
    phone.has_read(position).await.expect("a receipt");
    desk.status_becomes(&maya, text, DeliveryStatus::Read).await;
}

#[tokio::test]
async fn an_answer_stands_in_the_chat_with_its_time_and_counts_as_unread_until_read() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;

    let written = phone.write("Thank you, doctor").await.expect("written");

    let line = desk.reads(&maya, "Thank you, doctor").await;
    assert_eq!(line.sent_at, Some(written.sent_at));
    assert!(!line.from_me);
    desk.unread_becomes(&maya, 1).await;
    let conversation = desk.sees(&maya).await;
    desk.client().mark_read(conversation, written.position).await.expect("kept");
    desk.unread_becomes(&maya, 0).await;
    eventually("the patient to see that it was read", || async {
        let conversations = phone.conversations().await.ok()?;
        (conversations.first()?.peer_read_position == written.position).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_retry_after_a_lost_answer_sends_once() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.sees(&maya).await;

    line.lose_answers();
    desk.send(&maya, "Only once").await;
    phone.receives("Only once").await;
    line.cut();
    line.mend();

    desk.status_becomes(&maya, "Only once", DeliveryStatus::Sent).await;
    assert_eq!(phone.texts().await.expect("the chat"), ["Only once"]);
    assert_eq!(desk.texts(&maya).await, ["Only once"]);
}

#[tokio::test]
async fn messages_to_one_patient_arrive_in_the_order_they_were_written() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;

    let written: Vec<String> = (1..=30).map(|number| format!("part {number}")).collect();
    for text in &written {
        desk.send(&maya, text).await;
    }

    phone.receives("part 30").await;
    assert_eq!(phone.texts().await.expect("the chat"), written);
    desk.status_becomes(&maya, "part 30", DeliveryStatus::Sent).await;
    assert_eq!(desk.texts(&maya).await, written);
}

#[tokio::test]
async fn a_text_at_the_limit_arrives_and_one_byte_more_is_refused_before_it_is_queued() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    let longest = "ü".repeat(MESSAGE_TEXT_BYTES / 2);

    let refused = desk.client().send_message(conversation, &format!("{longest}x")).await;
    desk.send(&maya, &longest).await;

    assert!(refused.is_err());
    phone.receives(&longest).await;
    assert_eq!(phone.texts().await.expect("the chat").len(), 1);
}

#[tokio::test]
async fn a_text_of_markup_arrives_letter_for_letter() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("<img src=x onerror=alert(1)>", &ana).await;
    let desk = practice.desk(&ana).await;
    let text = "<script>alert('x')</script> & \u{202e}gnp.exe\u{202c} 👩‍⚕️";

    desk.send(&maya, text).await;

    phone.receives(text).await;
    assert_eq!(desk.list("").await, ["<img src=x onerror=alert(1)>"]);
}

#[tokio::test]
async fn a_message_that_cannot_go_out_blocks_no_other_patient() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let (omar, omars_phone) = practice.active_patient("Omar Haddad", &ana).await;
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.sees(&maya).await;
    desk.sees(&omar).await;

    line.cut();
    desk.is_offline().await;
    desk.send(&maya, "Will not go").await;
    desk.send(&omar, "Will go").await;
    practice.leave(&maya, &ana).await;
    line.mend();

    omars_phone.receives("Will go").await;
    let not_sent = eventually("the list of what was not sent", || async {
        let list = desk.client().not_sent().await.expect("the journal");
        (!list.is_empty()).then_some(list)
    })
    .await;
    assert_eq!(not_sent.len(), 1);
    assert_eq!(not_sent[0].message.text.expose(), "Will not go");
    let reason = NotSentReason::NoLongerOnCareTeam;
    assert_eq!(not_sent[0].message.status, Some(DeliveryStatus::NotSent { reason, can_retry: false }));
}
