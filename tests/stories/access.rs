//! Who may message whom: M3, M9, M10, and that the unknown and the forbidden answer alike.

use allia_protocol::admin::AccessLevel;
use allia_protocol::conversation::SendMessage;
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp, path};
use allia_tests::Practice;
use allia_tests::api::NOTHING;
use jiff::civil::date;
use reqwest::{Method, StatusCode};

fn a_message() -> SendMessage {
    let composed_at = Timestamp::from_millis(1_790_000_000_000);
    SendMessage { text: Sensitive::new("Hello".to_owned()), composed_at }
}

#[tokio::test]
async fn m3_view_and_supervisory_access_give_no_row_and_no_messages() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let ben = practice.clinician("Ben Otieno").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let conversation = phone.conversation().await.expect("Maya's conversation with Ana");
    let desk = practice.desk(&ben).await;

    for level in [AccessLevel::View, AccessLevel::Supervisory] {
        practice.grant(&maya, &ben, level).await;
        assert!(desk.list("").await.is_empty());
        let ben_api = practice.api_of(&ben).await;
        let read =
            ben_api.call(Method::GET, &path::messages(conversation), NOTHING).await.expect("an answer");
        assert_eq!(read.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn m9_a_patient_who_is_not_in_the_list_cannot_be_messaged_by_any_route() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let ben = practice.clinician("Ben Otieno").await;
    let (_, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let conversation = phone.conversation().await.expect("Maya's conversation with Ana");
    let desk = practice.desk(&ben).await;

    assert!(desk.client().send_message(conversation, "Hello").await.is_err());
    let ben_api = practice.api_of(&ben).await;
    let foreign = path::message(conversation, MessageId::generate());
    let unknown = path::message(ConversationId::generate(), MessageId::generate());
    let refused = ben_api.call(Method::PUT, &foreign, Some(&a_message())).await.expect("an answer");
    let missing = ben_api.call(Method::PUT, &unknown, Some(&a_message())).await.expect("an answer");
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!((refused.status, refused.body), (missing.status, missing.body));
    assert!(phone.texts().await.expect("the chat").is_empty());
}

#[tokio::test]
async fn m9_a_patient_who_is_invited_and_not_activated_cannot_be_messaged() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let invited = practice.patient("Not Activated", date(1970, 1, 1)).await;
    practice.join(&invited, &ana).await;
    practice.invite(&invited).await;

    let desk = practice.desk(&ana).await;

    assert!(desk.list("Not").await.is_empty());
}

#[tokio::test]
async fn m10_a_patient_gets_the_emergency_notice_every_time_and_the_clinician_sees_its_text() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (_, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;

    let first = phone.notice().await.expect("the list").expect("a notice");
    let again = phone.notice().await.expect("the list").expect("a notice");
    let shown = desk.client().notice().await.expect("the store").expect("a notice");

    assert_eq!(first, again);
    assert_eq!((shown.title, shown.text, shown.phone), (first.title, first.text.clone(), first.phone));
    assert!(first.text.contains("911"), "{}", first.text);
}
