//! Two computers of one clinician.

use allia_client::view::DeliveryStatus;
use allia_tests::Practice;

#[tokio::test]
async fn what_is_sent_on_one_computer_stands_on_the_other_with_its_status() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let office = practice.desk(&ana).await;
    let home = practice.desk(&ana).await;
    office.sees(&maya).await;
    home.sees(&maya).await;

    office.send(&maya, "See you on Tuesday").await;

    let line = home.reads(&maya, "See you on Tuesday").await;
    assert!(line.from_me);
    let position = phone.receives("See you on Tuesday").await;
    phone.has_read(position).await.expect("a receipt");
    for desk in [&office, &home] {
        desk.status_becomes(&maya, "See you on Tuesday", DeliveryStatus::Read).await;
    }
    assert!(home.notices.shown().is_empty());
}

#[tokio::test]
async fn what_is_read_on_one_computer_is_read_on_the_other() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let office = practice.desk(&ana).await;
    let home = practice.desk(&ana).await;
    let written = phone.write("Hello").await.expect("written");
    office.unread_becomes(&maya, 1).await;
    home.unread_becomes(&maya, 1).await;

    let conversation = office.sees(&maya).await;
    office.client().mark_read(conversation, written.position).await.expect("kept");

    home.unread_becomes(&maya, 0).await;
}
