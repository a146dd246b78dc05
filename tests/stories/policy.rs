//! What IT fixes, while the program runs.

use allia_client::policy::{Document, PolicyStack};
use allia_client::view::{NotificationContent, Settings};
use allia_tests::{Practice, eventually};
use serde_json::{Value, json};

fn policy(values: Value) -> PolicyStack {
    let document = Document::from_json("/etc/policy.json", values.to_string().as_bytes());
    PolicyStack { machine: vec![document], user: Vec::new() }
}

#[tokio::test]
async fn a_policy_stands_over_the_setting_when_a_message_comes() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    desk.sees(&maya).await;
    let named = Settings { notification_content: NotificationContent::Name, ..Settings::default() };
    desk.client().change_settings(&named).await.expect("kept");

    desk.client().set_policy(&policy(json!({ "Notifications": false })));
    phone.write("It hurts").await.expect("written");
    desk.reads(&maya, "It hurts").await;
    // When the second message is here, everything was done about the first.
    phone.write("Very much").await.expect("written");
    desk.reads(&maya, "Very much").await;
    assert!(desk.notices.shown().is_empty());

    desk.client().set_policy(&policy(json!({ "NotificationContent": "nothing" })));
    phone.write("Still").await.expect("written");

    let shown = eventually("a notification", || async {
        let shown = desk.notices.shown();
        (!shown.is_empty()).then_some(shown)
    })
    .await;
    assert!(shown.iter().all(|notice| !notice.title.expose().contains("Maya")));
}
