//! Notifications: M15.

use allia_client::view::{NotificationContent, Settings};
use allia_tests::{Practice, eventually, eventually_equal};

#[tokio::test]
async fn m15_a_new_message_raises_a_notification_without_name_and_text() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    let conversation_id = desk.sees(&maya).await;

    phone.write("It hurts").await.expect("written");

    let shown = eventually("a notification", || async {
        let shown = desk.notices.shown();
        (!shown.is_empty()).then_some(shown)
    })
    .await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].conversation_id, Some(conversation_id));
    assert_eq!(shown[0].text.expose(), "New message");
}

#[tokio::test]
async fn m15_the_name_is_shown_only_when_the_setting_allows_it() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    desk.sees(&maya).await;
    let settings = Settings { notification_content: NotificationContent::Name, ..Settings::default() };
    desk.client().change_settings(&settings).await.expect("kept");

    phone.write("It hurts").await.expect("written");

    eventually("a notification with the name", || async {
        let shown = desk.notices.shown();
        let text = shown.first()?.text.expose().clone();
        text.contains("Maya Okafor").then_some(())
    })
    .await;
}

#[tokio::test]
async fn m15_the_chat_in_front_raises_none_and_a_read_chat_withdraws_its_own() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, mayas_phone) = practice.active_patient("Maya Okafor", &ana).await;
    let (omar, omars_phone) = practice.active_patient("Omar Haddad", &ana).await;
    let desk = practice.desk(&ana).await;
    let with_maya = desk.sees(&maya).await;
    let with_omar = desk.sees(&omar).await;
    desk.client().chat_in_front(Some(with_maya));

    mayas_phone.write("In front").await.expect("written");
    desk.reads(&maya, "In front").await;
    let written = omars_phone.write("Not in front").await.expect("written");
    eventually_equal("a notification for Omar alone", vec![Some(with_omar)], || async {
        desk.notices.shown().iter().map(|notification| notification.conversation_id).collect()
    })
    .await;

    desk.client().mark_read(with_omar, written.position).await.expect("kept");
    eventually_equal("no notification", 0, || async { desk.notices.shown().len() }).await;
}
