//! What IT fixes holds.

use super::*;
use crate::event::EventListener;
use crate::policy::{Document, PolicyStack};
use crate::view::{NotificationContent, Settings};
use serde_json::{Value, json};

fn policy(values: &Value) -> PolicyStack {
    let document = Document::from_json("/etc/policy.json", values.to_string().as_bytes());
    PolicyStack { machine: vec![document], user: Vec::new() }
}

async fn settings_change(events: &mut EventListener) {
    while events.next().await.expect("the engine runs") != ClientEvent::SettingsChanged {}
}

#[tokio::test]
async fn what_a_person_set_comes_back_when_the_policy_goes() {
    let (_clinic, _peer, _computer, client) = at_work().await;
    let own = Settings {
        lock_after_minutes: 20,
        notification_content: NotificationContent::Name,
        ..Settings::default()
    };
    client.change_settings(&own).await.unwrap();
    let mut events = client.subscribe();
    client.set_policy(&policy(
        &json!({ "LockAfterMinutes": 5, "NotificationContent": "nothing", "Notifications": false }),
    ));
    settings_change(&mut events).await;
    let held = client.settings().await.unwrap();
    assert_eq!((held.lock_after_minutes, held.notifications), (5, false));
    assert_eq!(held.notification_content, NotificationContent::Nothing);
    assert_eq!(client.settings_in_force(), held);
    let view = client.settings_view().await.unwrap();
    assert_eq!(view.managed.len(), 3);
    assert!(view.managed.iter().all(|managed| managed.source == "/etc/policy.json"));
    client.change_settings(&Settings { text_size_percent: 150, ..held }).await.unwrap();
    client.set_policy(&PolicyStack::default());
    assert_eq!(client.settings().await.unwrap(), Settings { text_size_percent: 150, ..own });
    client.close().await;
}

#[tokio::test]
async fn a_policy_locks_at_the_start_what_was_left_for_longer_than_it_allows() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    let earlier = SystemClock.now().plus_millis(-6 * 60 * 1_000);
    client.close().await;
    client.remember(|state| state.lock.last_active_at = Some(earlier)).await.unwrap();
    let client = computer.start().await.unwrap();
    assert!(is_signed_in(&client, false), "six minutes are less than the default");
    client.close().await;
    client.remember(|state| state.lock.last_active_at = Some(earlier)).await.unwrap();
    computer.policy = policy(&json!({ "LockAfterMinutes": 5 }));
    let client = computer.start().await.unwrap();
    assert!(matches!(client.app_state(), AppState::Locked { .. }));
    client.close().await;
}

#[tokio::test]
async fn a_sign_in_goes_to_the_service_that_is_fixed_whatever_was_typed() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut computer = Computer::new();
    computer.policy = policy(&json!({ "ServerAddress": peer.address.as_str() }));
    let client = computer.start().await.unwrap();
    let AppState::SignedOut { server_address, .. } = client.app_state() else { panic!() };
    assert_eq!(server_address.as_deref(), Some(peer.address.as_str()));
    let elsewhere = SignInForm { server_address: "https://elsewhere.example".to_owned(), ..form(&peer) };
    client.sign_in(elsewhere).await.unwrap();
    let AppState::SignedIn { account, .. } = client.app_state() else { panic!() };
    assert_eq!(account.server_address, peer.address.as_str());
    client.close().await;
}

#[tokio::test]
async fn who_is_signed_in_at_another_service_than_the_one_that_is_fixed_is_signed_out_and_keeps_unsent_text()
{
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    client.close().await;
    computer.policy = policy(&json!({ "ServerAddress": "https://messages.example" }));
    let client = computer.start().await.unwrap();
    let AppState::SignedOut { server_address, reason, .. } = client.app_state() else { panic!() };
    assert_eq!(server_address.as_deref(), Some("https://messages.example"));
    assert_eq!(reason, Some(crate::view::SignOutReason::ServerChanged));
    let files = computer.account_files(&clinic, &peer);
    assert!(!files.cache.exists() && files.journal.exists());
    client.close().await;
    computer.policy = PolicyStack::default();
    let client = signed_in(&computer, &peer).await;
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn a_broken_policy_is_named_and_changes_nothing() {
    let computer = Computer::new();
    let client = computer.start().await.unwrap();
    let broken = Document::from_json("/etc/broken.json", b"{\"LockAfterMinutes\": 300}");
    client.set_policy(&PolicyStack { machine: vec![broken], user: Vec::new() });
    let view = client.settings_view().await.unwrap();
    assert_eq!(view.settings, Settings::default());
    assert_eq!(view.managed, []);
    assert_eq!(view.problems[0].source, "/etc/broken.json");
    client.close().await;
}

#[tokio::test]
async fn what_was_left_out_before_comes_back_with_a_fresh_copy() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let mut computer = Computer::new();
    computer.policy = policy(&json!({ "CacheDays": 1 }));
    // It blocks, which no thread of the runtime may.
    let left_out = |client: &Client| {
        let cache = client.signed_in().unwrap().cache.clone();
        std::thread::spawn(move || cache.kept_since().unwrap()).join().unwrap()
    };
    let client = signed_in(&computer, &peer).await;
    let since = eventually("the limit", || left_out(&client)).await;
    client.close().await;
    let client = computer.start().await.unwrap();
    assert!(left_out(&client) >= Some(since), "the copy stays while the policy does");
    client.close().await;
    computer.policy = PolicyStack::default();
    let client = computer.start().await.unwrap();
    assert_eq!(left_out(&client), None);
    await_names(&client, &["Ada Novak"]).await;
    client.close().await;
}
