//! The lease: a local copy cannot be read for ever without asking the service.

use allia_client::view::{AppState, SignOutReason};
use allia_tests::practice::PASSWORD;
use allia_tests::{Desk, Line, PatientRecord, Practice};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A desk that was in contact and is offline now, with a draft in it.
async fn offline(practice: &Practice) -> (Desk, Line, PatientRecord, String) {
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    let conversation = desk.sees(&maya).await;
    desk.client().save_draft(conversation, "Half a thought").await.expect("kept");
    line.cut();
    desk.is_offline().await;
    (desk, line, maya, ana.username)
}

#[tokio::test]
async fn after_seven_days_without_contact_only_a_sign_in_opens_the_copy_and_drafts_stay() {
    let practice = Practice::open().await;
    let (desk, line, maya, username) = offline(&practice).await;
    desk.lock().await;
    desk.clock.forward(6 * DAY);
    desk.unlock(PASSWORD).await.expect("unlocked");
    assert_eq!(desk.list("").await, ["Maya Okafor"]);
    desk.lock().await;

    desk.clock.forward(2 * DAY);
    desk.unlock(PASSWORD).await.expect("the password is right");
    desk.becomes_signed_out(SignOutReason::LeaseExpired).await;
    assert!(desk.client().list_conversations("", 0, 50).await.is_err());
    assert_eq!(desk.encrypted_files(), ["cache.db", "journal.db"]);

    line.mend();
    desk.enter_password(&line.server_address(), &username, PASSWORD).await.expect("the sign-in");
    let conversation = desk.sees(&maya).await;
    let chat = desk.client().open_conversation(conversation).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Half a thought");
}

#[tokio::test]
async fn the_lease_ends_while_somebody_works_without_contact() {
    let practice = Practice::open().await;
    let (desk, _line, _maya, _username) = offline(&practice).await;

    for _ in 0..8 * 24 * 6 {
        desk.clock.forward(DAY / (24 * 6));
        desk.client().note_activity();
    }

    desk.becomes_signed_out(SignOutReason::LeaseExpired).await;
}

#[tokio::test]
async fn a_clock_put_back_does_not_prolong_the_lease() {
    let practice = Practice::open().await;
    let (desk, _line, _maya, _username) = offline(&practice).await;
    desk.lock().await;

    desk.clock.back(2 * DAY);
    desk.unlock(PASSWORD).await.expect("the password is right");

    desk.becomes_signed_out(SignOutReason::LeaseExpired).await;
}

#[tokio::test]
async fn with_the_service_in_reach_a_copy_of_any_age_opens_with_the_password() {
    let practice = Practice::open().await;
    let (desk, line, maya, _username) = offline(&practice).await;
    desk.lock().await;
    desk.clock.forward(20 * DAY);
    line.mend();

    desk.unlock(PASSWORD).await.expect("unlocked");

    assert!(matches!(desk.client().app_state(), AppState::SignedIn { .. }));
    desk.sees(&maya).await;
}
