//! Two computers of one clinician.

use allia_client::key::EntryKind;
use allia_client::view::{AppState, DeliveryStatus, DeviceView, SignOutReason};
use allia_protocol::id::SessionId;
use allia_tests::practice::PASSWORD;
use allia_tests::{Desk, Practice, eventually_equal};

/// The session of the other computer.
async fn the_other(desk: &Desk) -> SessionId {
    let devices = desk.client().devices().await.expect("the list");
    let others: Vec<_> = devices.iter().filter(|device| !device.current).collect();
    assert_eq!(others.len(), 1, "{devices:?}");
    others[0].session_id
}

fn current(devices: &[DeviceView]) -> Vec<bool> {
    devices.iter().map(|device| device.current).collect()
}

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

#[tokio::test]
async fn a_sign_out_from_elsewhere_wipes_the_device_and_unsent_text_comes_back_with_its_owner() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let office = practice.desk(&ana).await;
    let conversation = office.sees(&maya).await;
    office.client().save_draft(conversation, "Half a thought").await.expect("kept");
    office.is_protected().await;
    let home = practice.desk(&ana).await;

    let left = home.client().sign_out_device(the_other(&home).await).await.expect("signed out");

    assert_eq!(current(&left), [true]);
    office.becomes_signed_out(SignOutReason::EndedElsewhere).await;
    let address = practice.server_address();
    eventually_equal("the cache and the key to be gone", (1, 0), || async {
        (office.encrypted_files().len(), office.entries(&address, ana.user_id).len())
    })
    .await;
    assert_eq!(office.encrypted_files(), ["journal.db"]);
    office.enter_password(&address, &ana.username, PASSWORD).await.expect("the sign-in");
    office.sees(&maya).await;
    let chat = office.client().open_conversation(conversation).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Half a thought");
}

#[tokio::test]
async fn a_device_that_was_off_when_it_was_signed_out_shows_nothing_at_its_next_contact() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let office = practice.desk(&ana).await;
    office.sees(&maya).await;
    office.client().close().await;
    let home = practice.desk(&ana).await;
    home.client().sign_out_device(the_other(&home).await).await.expect("signed out");

    let office = office.restart().await;

    let state = office.client().app_state();
    let ended = Some(SignOutReason::EndedElsewhere);
    assert!(matches!(&state, AppState::SignedOut { reason, .. } if *reason == ended), "{state:?}");
    assert_eq!(office.encrypted_files(), Vec::<String>::new());
    assert_eq!(office.entries(&practice.server_address(), ana.user_id), []);
}

#[tokio::test]
async fn a_locked_device_that_is_signed_out_from_elsewhere_is_wiped_too() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let office = practice.desk(&ana).await;
    office.sees(&maya).await;
    office.lock().await;
    let home = practice.desk(&ana).await;

    home.client().sign_out_device(the_other(&home).await).await.expect("signed out");

    office.becomes_signed_out(SignOutReason::EndedElsewhere).await;
    let address = practice.server_address();
    eventually_equal("files and seal to be gone", (Vec::new(), Vec::<EntryKind>::new()), || async {
        (office.encrypted_files(), office.entries(&address, ana.user_id))
    })
    .await;
}

#[tokio::test]
async fn a_removed_device_knows_nobody_any_more() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let office = practice.desk(&ana).await;
    office.sees(&maya).await;
    let home = practice.desk(&ana).await;

    office.client().remove_this_device().await.expect("removed");

    let state = office.client().app_state();
    assert!(matches!(state, AppState::SignedOut { username: None, server_address: None, .. }), "{state:?}");
    assert_eq!(office.encrypted_files(), Vec::<String>::new());
    assert_eq!(office.entries(&practice.server_address(), ana.user_id), []);
    let devices = home.client().devices().await.expect("the list");
    assert_eq!(current(&devices), [true]);
}
