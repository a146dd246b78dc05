//! The lock, with the real service.

use allia_client::key::EntryKind;
use allia_client::view::{AppState, ClientEvent, SignOutReason};
use allia_protocol::{path, session::SessionList};
use allia_tests::practice::PASSWORD;
use allia_tests::{ClinicianAccount, PatientRecord, Phone, Practice, eventually, eventually_equal};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// A practice with one clinician, who has one patient.
async fn clinic() -> (Practice, ClinicianAccount, PatientRecord, Phone) {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    (practice, ana, maya, phone)
}

#[tokio::test]
async fn a_locked_program_gives_nothing_and_the_password_gives_everything_back() {
    let (practice, ana, maya, phone) = clinic().await;
    phone.write("Private matter").await.expect("written");
    let desk = practice.desk(&ana).await;
    desk.reads(&maya, "Private matter").await;
    let conversation = desk.sees(&maya).await;
    desk.client().save_draft(conversation, "Half a thought").await.expect("kept");

    desk.lock().await;
    assert!(desk.client().list_conversations("", 0, 50).await.is_err());
    let entries = desk.entries(&practice.server_address(), ana.user_id);
    assert!(!entries.contains(&EntryKind::Database) && entries.contains(&EntryKind::Sealed), "{entries:?}");
    let desk = desk.restart().await;
    assert!(desk.is_locked(), "{:?}", desk.client().app_state());
    assert!(desk.unlock("not the password").await.is_err());
    desk.unlock(PASSWORD).await.expect("unlocked");

    assert_eq!(desk.texts(&maya).await, ["Private matter"]);
    let chat = desk.client().open_conversation(conversation).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Half a thought");
    let api = practice.api_of(&ana).await;
    eventually_equal("the session from before the lock to be over", 2, || async {
        let list: SessionList = api.get(path::SESSIONS).await.expect("the list");
        list.sessions.len()
    })
    .await;
}

#[tokio::test]
async fn without_the_service_the_seal_decides() {
    let (practice, ana, maya, phone) = clinic().await;
    phone.write("Private matter").await.expect("written");
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    desk.reads(&maya, "Private matter").await;
    desk.lock().await;

    line.cut();
    assert!(desk.unlock("not the password").await.is_err());
    desk.unlock(PASSWORD).await.expect("unlocked");
    assert_eq!(desk.texts(&maya).await, ["Private matter"]);
    desk.send(&maya, "Written offline").await;
    line.mend();

    phone.receives("Written offline").await;
}

#[tokio::test]
async fn a_desk_that_nobody_uses_warns_and_locks_and_one_that_somebody_uses_stays_open() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let desk = practice.desk(&ana).await;

    desk.clock.forward(14 * MINUTE + MINUTE / 4);
    eventually("the warning", || async {
        let warned = |event: &ClientEvent| matches!(event, ClientEvent::LockSoon { seconds: 1..=60 });
        desk.events().iter().any(warned).then_some(())
    })
    .await;
    desk.client().note_activity();
    desk.clock.forward(10 * MINUTE);
    desk.client().note_activity();
    desk.clock.forward(10 * MINUTE);
    assert!(!desk.is_locked());
    desk.clock.forward(5 * MINUTE);

    desk.becomes_locked().await;
    assert!(desk.events().contains(&ClientEvent::Locking));
}

#[tokio::test]
async fn a_program_that_is_started_long_after_it_was_closed_is_locked() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let desk = practice.desk(&ana).await;
    let desk = desk.restart().await;
    assert!(matches!(desk.client().app_state(), AppState::SignedIn { .. }));

    desk.client().close().await;
    desk.clock.forward(16 * MINUTE);
    let desk = desk.restart().await;

    assert!(desk.is_locked(), "{:?}", desk.client().app_state());
    let entries = desk.entries(&practice.server_address(), ana.user_id);
    assert!(!entries.contains(&EntryKind::Database), "{entries:?}");
}

#[tokio::test]
async fn while_locked_only_the_number_of_new_messages_is_told() {
    let (practice, ana, maya, phone) = clinic().await;
    let desk = practice.desk(&ana).await;
    desk.sees(&maya).await;
    desk.lock().await;
    let unread = || async {
        let AppState::Locked { unread, .. } = desk.client().app_state() else { return None };
        unread
    };
    eventually_equal("the count", Some(0), unread).await;

    phone.write("It hurts").await.expect("written");
    phone.write("It still hurts").await.expect("written");

    eventually_equal("the notification", vec!["2 new messages".to_owned()], || async {
        desk.notices.shown().into_iter().map(|shown| shown.title.into_exposed()).collect()
    })
    .await;
    assert!(desk.notices.shown().iter().all(|shown| shown.conversation_id.is_none()));
    eventually_equal("the count", Some(2), unread).await;
    desk.unlock(PASSWORD).await.expect("unlocked");
    assert!(desk.notices.shown().iter().all(|shown| shown.conversation_id.is_some()), "the count is gone");
    desk.unread_becomes(&maya, 2).await;
}

#[tokio::test]
async fn a_removal_while_the_program_was_locked_or_off_is_applied_before_anything_is_drawn() {
    let (practice, ana, maya, _phone) = clinic().await;
    let (omar, _omars_phone) = practice.active_patient("Omar Haddad", &ana).await;
    let (lena, _lenas_phone) = practice.active_patient("Lena Fischer", &ana).await;
    let desk = practice.desk(&ana).await;
    for patient in [&maya, &omar, &lena] {
        desk.sees(patient).await;
    }

    desk.lock().await;
    practice.leave(&maya, &ana).await;
    desk.unlock(PASSWORD).await.expect("unlocked");
    let listed = desk.list("").await;
    assert!(!listed.contains(&"Maya Okafor".to_owned()) && listed.len() == 2, "{listed:?}");

    desk.client().close().await;
    practice.leave(&omar, &ana).await;
    let desk = desk.restart().await;
    assert_eq!(desk.list("").await, ["Lena Fischer"]);
}

#[tokio::test]
async fn text_for_a_lost_care_team_is_shown_once_and_is_gone_after_the_lock() {
    let (practice, ana, maya, _phone) = clinic().await;
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    desk.client().save_draft(conversation, "I was about to say").await.expect("kept");
    practice.leave(&maya, &ana).await;
    desk.no_longer_sees(&maya).await;

    // The window asks for them also to count them.
    desk.client().note_activity();
    assert_eq!(desk.client().not_sent().await.expect("the journal").len(), 1);
    desk.lock().await;
    desk.unlock(PASSWORD).await.expect("unlocked");
    let shown = desk.client().not_sent().await.expect("the journal");
    assert_eq!(shown.len(), 1, "nobody had seen it yet");
    desk.client().not_sent_shown(vec![shown[0].message.message_id]).await.expect("noted");
    desk.lock().await;
    desk.unlock(PASSWORD).await.expect("unlocked");

    assert!(desk.client().not_sent().await.expect("the journal").is_empty());
}

#[tokio::test]
async fn ten_wrong_passwords_end_the_session_and_what_was_written_comes_back_with_the_next_sign_in() {
    let (practice, ana, maya, _phone) = clinic().await;
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    desk.client().save_draft(conversation, "Half a thought").await.expect("kept");
    desk.is_protected().await;
    desk.lock().await;

    for _ in 0..10 {
        assert!(desk.unlock("guess").await.is_err());
    }

    desk.becomes_signed_out(SignOutReason::TooManyAttempts).await;
    assert_eq!(desk.encrypted_files(), ["journal.db"]);
    assert_eq!(desk.entries(&practice.server_address(), ana.user_id), []);
    let desk = desk.restart().await;
    // After so many failures the service makes the account wait.
    eventually("the sign-in", || async {
        desk.enter_password(&practice.server_address(), &ana.username, PASSWORD).await.ok()
    })
    .await;
    desk.sees(&maya).await;
    let chat = desk.client().open_conversation(conversation).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Half a thought");
}
