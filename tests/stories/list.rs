//! Who is in the list: M2, M6, M8, M11.

use allia_client::view::{MessageRange, OlderMessages};
use allia_protocol::conversation::MessagePage;
use allia_protocol::path;
use allia_tests::Practice;
use jiff::civil::date;

#[tokio::test]
async fn m2_the_list_holds_exactly_the_activated_patients_of_ones_care_teams() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let ben = practice.clinician("Ben Otieno").await;
    let (_, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let (_, _phone) = practice.active_patient("Somebody Else's", &ben).await;
    let invited = practice.patient("Not Activated", date(1970, 1, 1)).await;
    practice.join(&invited, &ana).await;
    practice.invite(&invited).await;
    let teamless = practice.patient("On No Team", date(1971, 1, 1)).await;
    practice.activate(&teamless).await;

    let desk = practice.desk(&ana).await;

    assert_eq!(desk.list("").await, ["Maya Okafor"]);
}

#[tokio::test]
async fn m6_a_patient_who_never_wrote_is_in_the_list_without_a_message() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;

    let desk = practice.desk(&ana).await;

    let row = desk.row(&maya).await.expect("Maya is in the list");
    assert_eq!(row.last_message, None);
    assert_eq!(row.unread_count, 0);
}

#[tokio::test]
async fn m8_every_message_shows_when_it_was_sent_and_the_history_is_complete() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let written: Vec<String> = (1..=620).map(|number| format!("message {number}")).collect();
    for text in &written {
        phone.write(text).await.expect("written");
    }

    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    let mut seen = desk.client().open_conversation(conversation).await.expect("the chat").slice;
    while seen.older == OlderMessages::Available {
        let first = seen.messages.first().and_then(|message| message.position).expect("a position");
        let range = MessageRange::Before { position: first, limit: 100 };
        let older = desk.client().messages(conversation, range).await.expect("older messages");
        seen.messages.splice(..0, older.messages);
        seen.older = older.older;
    }

    let api = practice.api_of(&ana).await;
    let mut on_the_service = Vec::new();
    for after in [0, 500] {
        let page: MessagePage = api
            .get(&format!("{}?after={after}&limit=500", path::messages(conversation)))
            .await
            .expect("a page");
        on_the_service.extend(page.messages);
    }
    let shown: Vec<_> =
        seen.messages.iter().map(|message| (message.text.expose().clone(), message.sent_at)).collect();
    let kept: Vec<_> =
        on_the_service.iter().map(|message| (message.text.expose().clone(), Some(message.sent_at))).collect();
    assert_eq!(shown, kept);
    assert_eq!(shown.into_iter().map(|(text, _)| text).collect::<Vec<_>>(), written);
}

#[tokio::test]
async fn m11_a_patient_appears_in_the_list_the_moment_they_activate() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let maya = practice.patient("Maya Okafor", date(1984, 2, 11)).await;
    practice.join(&maya, &ana).await;
    let code = practice.invite(&maya).await;
    let desk = practice.desk(&ana).await;
    assert!(desk.list("").await.is_empty());

    let _phone = practice.activate_with(&maya, code).await;

    desk.sees(&maya).await;
}

#[tokio::test]
async fn m11_a_patient_appears_in_the_list_the_moment_one_joins_their_team() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let maya = practice.patient("Maya Okafor", date(1984, 2, 11)).await;
    let _phone = practice.activate(&maya).await;
    let desk = practice.desk(&ana).await;
    assert!(desk.list("").await.is_empty());

    practice.join(&maya, &ana).await;

    desk.sees(&maya).await;
}
