//! Without a network: M14.

use allia_client::view::{AppState, DeliveryStatus};
use allia_tests::Practice;

#[tokio::test]
async fn m14_offline_one_reads_searches_and_writes_and_it_goes_out_after_a_restart() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    phone.write("Good morning").await.expect("written");
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.reads(&maya, "Good morning").await;

    line.cut();
    desk.is_offline().await;
    desk.send(&maya, "Written on the train").await;
    desk.status_becomes(&maya, "Written on the train", DeliveryStatus::Queued).await;
    let desk = desk.restart().await;

    assert!(matches!(desk.client().app_state(), AppState::SignedIn { session_ended: false, .. }));
    assert_eq!(desk.list("oka").await, ["Maya Okafor"]);
    assert_eq!(desk.texts(&maya).await, ["Good morning", "Written on the train"]);
    desk.status_becomes(&maya, "Written on the train", DeliveryStatus::Queued).await;
    let hits = desk.client().search_messages("morning", 10).await.expect("the store");
    assert_eq!(hits.len(), 1);

    line.mend();
    desk.client().wake();
    phone.receives("Written on the train").await;
    desk.status_becomes(&maya, "Written on the train", DeliveryStatus::Sent).await;
}

#[tokio::test]
async fn m14_what_happened_meanwhile_is_there_when_the_network_is_back() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.sees(&maya).await;

    line.cut();
    desk.is_offline().await;
    phone.write("Are you there?").await.expect("written");
    let (omar, _phone) = practice.active_patient("Omar Haddad", &ana).await;
    line.mend();

    desk.reads(&maya, "Are you there?").await;
    desk.sees(&omar).await;
    desk.is_online().await;
}

#[tokio::test]
async fn the_cache_on_the_disk_is_encrypted() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Quetzalcoatl Marker", &ana).await;
    phone.write("kaleidoscope-marker-text").await.expect("written");
    let desk = practice.desk(&ana).await;
    desk.reads(&maya, "kaleidoscope-marker-text").await;
    let conversation = desk.sees(&maya).await;
    desk.client().save_draft(conversation, "zeppelin-marker-draft").await.expect("kept");

    let open =
        allia_tests::marker::find(desk.profile(), &["Quetzalcoatl", "kaleidoscope", "zeppelin", "Maya"]);
    let profile = desk.quit().await;
    let closed = allia_tests::marker::find(profile.path(), &["Quetzalcoatl", "kaleidoscope", "zeppelin"]);

    assert_eq!(open, Vec::<String>::new());
    assert_eq!(closed, Vec::<String>::new());
}

#[tokio::test]
async fn a_draft_belongs_to_its_patient_and_survives_a_restart() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let (omar, _phone) = practice.active_patient("Omar Haddad", &ana).await;
    let desk = practice.desk(&ana).await;
    let with_maya = desk.sees(&maya).await;
    let with_omar = desk.sees(&omar).await;

    desk.client().save_draft(with_maya, "Dear Maya, about").await.expect("kept");
    let desk = desk.restart().await;

    let chat = desk.client().open_conversation(with_maya).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Dear Maya, about");
    let other = desk.client().open_conversation(with_omar).await.expect("the chat");
    assert_eq!(other.draft.expose(), "");
}
