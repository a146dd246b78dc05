//! The dot: M7, and that it says *unknown* when we cannot know.

use allia_client::view::{ClientEvent, PresenceKnown};
use allia_tests::{Practice, eventually};
use std::time::Duration;

#[tokio::test]
async fn m7_the_dot_is_green_while_the_patient_is_there_and_gray_after() {
    let practice = Practice::open_with(|config| config.presence_lapse = Duration::from_millis(200)).await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    desk.dot_becomes(&maya, PresenceKnown::Offline).await;

    let there = phone.come_online().await.expect("a stream");
    desk.dot_becomes(&maya, PresenceKnown::Online).await;
    drop(there);
    desk.dot_becomes(&maya, PresenceKnown::Offline).await;

    let row = desk.row(&maya).await.expect("Maya is in the list");
    assert!(row.presence.last_seen_at.is_some());
}

#[tokio::test]
async fn the_dot_says_unknown_while_we_are_offline_ourselves() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let _there = phone.come_online().await.expect("a stream");
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.dot_becomes(&maya, PresenceKnown::Online).await;

    line.cut();
    desk.dot_becomes(&maya, PresenceKnown::Unknown).await;
    line.mend();
    desk.client().wake();
    desk.dot_becomes(&maya, PresenceKnown::Online).await;
}

#[tokio::test]
async fn the_clinician_is_told_that_the_patient_is_writing() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    let conversation_id = desk.sees(&maya).await;

    eventually("the typing event", || async {
        phone.types().await.expect("accepted");
        desk.events().contains(&ClientEvent::Typing { conversation_id }).then_some(())
    })
    .await;
}
