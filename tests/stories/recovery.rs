//! Cursors, sessions and files that are no longer good: I5 and the bad input of everyday life.

use allia_client::view::{AppState, DeliveryStatus};
use allia_tests::practice::PASSWORD;
use allia_tests::{Practice, eventually, eventually_equal};
use std::time::Duration;

#[tokio::test]
async fn an_expired_cursor_gives_a_fresh_list_and_keeps_drafts_and_unsent_messages() {
    let mut practice = Practice::open_with(|config| config.feed_retention = Duration::ZERO).await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let (omar, _phone) = practice.active_patient("Omar Haddad", &ana).await;
    let line = practice.line().await;
    let desk = practice.desk_over(&ana, &line.server_address()).await;
    let with_maya = desk.sees(&maya).await;
    desk.sees(&omar).await;
    line.cut();
    desk.is_offline().await;
    desk.client().save_draft(with_maya, "Half a thought").await.expect("kept");
    desk.send(&omar, "Whole thought").await;
    phone.write("Meanwhile").await.expect("written");
    practice.stop().await;
    practice.start().await;

    line.mend();

    desk.reads(&maya, "Meanwhile").await;
    desk.status_becomes(&omar, "Whole thought", DeliveryStatus::Sent).await;
    let chat = desk.client().open_conversation(with_maya).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Half a thought");
}

#[tokio::test]
async fn a_session_at_its_end_asks_for_the_password_and_loses_nothing_that_was_typed() {
    // So near its end nobody is said to have ended it.
    let practice = Practice::open_with(|config| config.session_life = Duration::from_secs(100)).await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;

    end_every_session(&practice, &ana).await;
    eventually("the program to notice", || async {
        desk.client().wake();
        matches!(desk.client().app_state(), AppState::SignedIn { session_ended: true, .. }).then_some(())
    })
    .await;
    desk.send(&maya, "Waits for the password").await;
    desk.client().save_draft(conversation, "While signed out").await.expect("kept");
    desk.enter_password(&practice.server_address(), &ana.username, PASSWORD).await.expect("the sign-in");

    phone.receives("Waits for the password").await;
    let chat = desk.client().open_conversation(conversation).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "While signed out");
}

#[tokio::test]
async fn tokens_are_renewed_silently_through_a_restart_of_the_service() {
    let mut practice = Practice::open_with(|config| config.access_token_life = Duration::from_secs(2)).await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    desk.sees(&maya).await;

    practice.stop().await;
    desk.is_offline().await;
    practice.start().await;
    desk.is_online().await;
    desk.send(&maya, "Still here").await;

    desk.status_becomes(&maya, "Still here", DeliveryStatus::Sent).await;
    assert!(matches!(desk.client().app_state(), AppState::SignedIn { session_ended: false, .. }));
}

#[tokio::test]
async fn a_lost_cache_is_filled_again_and_the_draft_is_still_there() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    phone.write("Kept on the service").await.expect("written");
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    desk.client().save_draft(conversation, "Kept in the journal").await.expect("kept");
    desk.client().close().await;
    let cache = allia_tests::marker::files(desk.profile())
        .into_iter()
        .find(|file| file.file_name().is_some_and(|name| name == "cache.db"))
        .expect("the cache");
    std::fs::write(&cache, b"not a database at all, and long enough to be looked at twice")
        .expect("overwritten");

    let desk = desk.restart().await;
    if !matches!(desk.client().app_state(), AppState::SignedIn { .. }) {
        desk.enter_password(&practice.server_address(), &ana.username, PASSWORD).await.expect("the sign-in");
    }

    desk.reads(&maya, "Kept on the service").await;
    let chat = desk.client().open_conversation(conversation).await.expect("the chat");
    assert_eq!(chat.draft.expose(), "Kept in the journal");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_shows_nothing_more() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    desk.sees(&maya).await;

    desk.client().sign_out().await.expect("signed out");

    assert!(matches!(desk.client().app_state(), AppState::SignedOut { .. }));
    assert!(desk.client().list_conversations("", 0, 50).await.is_err());
    let api = practice.api_of(&ana).await;
    eventually_equal("the session to be gone", 1, || async {
        let list: allia_protocol::session::SessionList =
            api.get(allia_protocol::path::SESSIONS).await.expect("the list");
        list.sessions.len()
    })
    .await;
}

async fn end_every_session(practice: &Practice, clinician: &allia_tests::ClinicianAccount) {
    use allia_protocol::{path, session::SessionList};
    let api = practice.api_of(clinician).await;
    let list: SessionList = api.get(path::SESSIONS).await.expect("the list");
    for session in list.sessions.iter().filter(|session| !session.current) {
        let path = path::session(session.session_id);
        api.order(reqwest::Method::DELETE, &path, allia_tests::api::NOTHING).await.expect("ended");
    }
}
