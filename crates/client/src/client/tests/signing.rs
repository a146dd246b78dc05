//! Signing in as another person, after a while, and out.

use super::*;
use crate::fixture::clinic::strange_page;
use crate::key::DatabaseKey;
use crate::policy::Document;
use crate::proxy::ProxyCredentials;
use crate::store::Cache;
use allia_protocol::change::{Change, RemovalReason};
use std::time::Duration;

#[tokio::test]
async fn another_persons_sign_in_takes_the_former_ones_notifications_and_count_away() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let (_other, elsewhere) = Clinic::open(&["Bo Lind"]).await;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    clinic.patient_writes(0, "It itches again");
    client.wake();
    eventually("the notification", || lock(&computer.board.shown).first().cloned()).await;
    let mut events = client.subscribe();
    client.sign_in(form(&elsewhere)).await.unwrap();
    assert_eq!(*lock(&computer.board.withdrawn), [Some(id)]);
    let count =
        async { while !matches!(events.next().await, Some(ClientEvent::NotSentChanged { count: 0 })) {} };
    tokio::time::timeout(PATIENCE, count).await.unwrap();
    client.close().await;
}

#[tokio::test]
async fn a_removal_that_happened_meanwhile_is_applied_before_a_new_sign_in_shows_anything() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    *lock(&clinic.session_millis) = 0;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    eventually("being up to date", || {
        Some(()).filter(|()| client.connection().state == crate::view::ConnectionState::Online)
    })
    .await;
    clinic.misbehave(|_| Some(Answer::problem(401, "unauthenticated")));
    client.wake();
    eventually("the end", || Some(()).filter(|()| is_signed_in(&client, true))).await;
    client.close().await;
    let conversation_id = clinic.conversation(0).conversation_id;
    lock(&clinic.conversations).clear();
    let removed = Change::ConversationRemoved { conversation_id, reason: RemovalReason::LeftCareTeam };
    let page = serde_json::json!({ "changes": [removed], "cursor": "1", "more": false });
    clinic.misbehave(move |seen| {
        let slow = Answer::After(Duration::from_millis(500), Box::new(Answer::json(&page)));
        seen.target.starts_with("GET /v1/changes").then_some(slow)
    });

    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    assert!(names(&client).await.is_empty());
    client.close().await;
}

#[tokio::test]
async fn while_signing_out_no_command_begins_and_what_is_under_way_is_kept() {
    let (clinic, peer, _computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    let under_way = client.signed_in().unwrap();
    let told = Arc::new(tokio::sync::Notify::new());
    let (tell, Answer::Bytes(gone)) = (Arc::clone(&told), Answer::no_content()) else { panic!() };
    clinic.misbehave(move |seen| {
        let held = Answer::WhenTold(Vec::new(), Arc::clone(&tell), gone.clone());
        seen.target.starts_with("DELETE /v1/sessions/current").then_some(held)
    });
    let leaving = client.clone();
    let left = tokio::spawn(async move { leaving.sign_out().await });
    peer.await_seen("DELETE /v1/sessions/current", 1).await;
    assert_eq!(code(client.save_draft(id, "Too late").await), Some(CommandErrorCode::SignedOut));
    under_way.save_draft(id, "Have you tried").await.unwrap();
    told.notify_one();
    left.await.unwrap().unwrap();
    clinic.behave();
    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn the_key_stays_while_a_journal_that_was_set_aside_lies_there() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let entry = entry_name(EntryKind::Database, peer.address.as_str(), clinic.me);
    let folder = computer.account_files(&clinic, &peer).journal.parent().unwrap().to_owned();
    let aside = folder.join("journal.db.aside-20261103T140205Z");

    let client = signed_in(&computer, &peer).await;
    std::fs::write(&aside, "damaged").unwrap();
    client.sign_out().await.unwrap();
    assert!(computer.keyring.read(&entry).unwrap().is_some());
    assert!(aside.exists() && !folder.join("journal.db").exists());

    client.sign_in(form(&peer)).await.unwrap();
    // What could be read of it was carried over when the files were opened.
    std::fs::remove_file(folder.join("journal.db.read-20261103T140205Z")).unwrap();
    client.sign_out().await.unwrap();
    assert!(computer.keyring.read(&entry).unwrap().is_none());
}

#[tokio::test]
async fn a_sign_in_after_the_lease_stays_while_catching_up_takes_its_time() {
    let (clinic, peer, computer, client) = at_work().await;
    // Nothing asks for changes any more that could come between.
    clinic.misbehave(|seen| seen.target.starts_with("GET").then(|| Answer::ThenSilence(Vec::new())));
    client.close().await;
    let lapsed = SystemClock.now().plus_millis(-8 * 24 * 60 * 60 * 1_000);
    let found = computer.keyring.read(&database_entry(&clinic, &peer)).unwrap().unwrap();
    let key = DatabaseKey::from_entry(&found, &database_entry(&clinic, &peer)).unwrap();
    let cache = Cache::open(&computer.account_files(&clinic, &peer).cache, &key, clinic.me).unwrap();
    cache.mark_up_to_date(lapsed).await.unwrap();
    cache.close().await.unwrap();
    let client = computer.start().await.unwrap();
    assert_eq!(reason(&client), Some(SignOutReason::LeaseExpired));
    clinic.misbehave(|seen| {
        let slow = Answer::After(Duration::from_secs(7), Box::new(strange_page(0)));
        seen.target.starts_with("GET /v1/changes").then_some(slow)
    });

    client.sign_in(form(&peer)).await.unwrap();

    // Who found the lease over meanwhile has had the turn after this.
    drop(client.inner.turn.lock().await);
    assert!(is_signed_in(&client, false), "{:?}", client.app_state());
    eventually("the end of catching up", || client.connection().up_to_date_as_of.filter(|now| *now > lapsed))
        .await;
    assert!(is_signed_in(&client, false), "{:?}", client.app_state());
    client.close().await;
}

#[tokio::test]
async fn what_could_not_be_deleted_without_a_keyring_bars_nobody_and_does_not_cost_a_later_sign_in() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let (_other, elsewhere) = Clinic::open(&["Bo Lind"]).await;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    computer.keyring.set(Some(KeyStoreError::Missing));
    assert!(client.sign_out().await.is_err(), "the key is still there");

    client.sign_in(form(&peer)).await.unwrap();
    assert!(matches!(client.app_state(), AppState::SignedIn { storage: StorageMode::MemoryOnly, .. }));
    client.sign_out().await.unwrap();
    computer.keyring.set(Some(KeyStoreError::Locked));
    assert!(client.sign_in(form(&peer)).await.is_err(), "the former key would be used again");
    client.sign_in(form(&elsewhere)).await.unwrap_err();

    computer.keyring.set(None);
    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    client.close().await;
    let client = computer.start().await.unwrap();
    assert_eq!(names(&client).await, ["Ada Novak"]);
    assert!(computer.account_files(&clinic, &peer).cache.exists());
    client.close().await;
}

#[tokio::test]
async fn another_persons_sign_in_leaves_only_the_seal_of_the_formers_key_and_their_password_opens_it() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let (_other, elsewhere) = Clinic::open(&["Bo Lind"]).await;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    let plain = database_entry(&clinic, &peer);
    assert!(computer.keyring.read(&plain).unwrap().is_some());
    client.sign_in(form(&elsewhere)).await.unwrap();
    assert!(computer.keyring.read(&plain).unwrap().is_none(), "the former one's key has gone");

    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    assert_eq!(recovery(&client), None);
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

const PROXY: &str = "proxy.clinic.example:3128";

fn robin() -> ProxyCredentials {
    ProxyCredentials { user_name: "robin".to_owned().into(), password: Secret::new("sesame") }
}

fn sign_in_at_proxy(client: &Client) {
    client.inner.proxies.keep(PROXY.to_owned(), robin()).unwrap();
}

/// Whether the keyring has the password for the proxy.
fn keeps_proxy_password(computer: &Computer) -> bool {
    let keyring = Arc::clone(&computer.keyring) as Arc<dyn KeyStore>;
    Proxies::new(Policies::default(), keyring).recall(PROXY)
}

#[tokio::test]
async fn a_computer_that_is_removed_forgets_the_password_for_the_proxy_and_a_sign_out_does_not() {
    let (_clinic, peer, computer, client) = at_work().await;
    sign_in_at_proxy(&client);
    client.sign_out().await.unwrap();
    assert!(keeps_proxy_password(&computer), "the next sign-in goes through the same proxy");

    client.sign_in(form(&peer)).await.unwrap();
    client.remove_this_device().await.unwrap();
    assert!(!keeps_proxy_password(&computer));
    client.close().await;
}

/// A computer that is removed while its keyring lets go of nothing.
async fn removed_with_a_locked_keyring() -> Computer {
    let mut computer = Computer::new();
    let policy = format!("{{ \"ProxyMode\": \"fixed\", \"ProxyAddress\": \"{PROXY}\" }}");
    computer.policy.machine = vec![Document::from_json("/etc/policy.json", policy.as_bytes())];
    let client = computer.start().await.unwrap();
    sign_in_at_proxy(&client);
    computer.keyring.set(Some(KeyStoreError::Locked));
    assert_eq!(code(client.remove_this_device().await), Some(CommandErrorCode::KeyringLocked));
    client.close().await;
    computer.keyring.set(None);
    assert!(keeps_proxy_password(&computer));
    computer
}

#[tokio::test]
async fn a_password_for_the_proxy_that_the_keyring_held_on_to_goes_at_the_next_start() {
    let computer = removed_with_a_locked_keyring().await;
    computer.start().await.unwrap().close().await;
    assert!(!keeps_proxy_password(&computer));
}

#[tokio::test]
async fn a_password_for_the_proxy_that_was_typed_since_stays() {
    let computer = removed_with_a_locked_keyring().await;
    computer.keyring.set(Some(KeyStoreError::Locked));
    let client = computer.start().await.unwrap();
    computer.keyring.set(None);
    client.set_proxy_credentials(Some("https://messages.clinic.example"), robin()).await.unwrap();
    client.close().await;
    computer.start().await.unwrap().close().await;
    assert!(keeps_proxy_password(&computer));
}

#[tokio::test]
async fn without_a_keyring_a_computer_can_be_removed() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    computer.keyring.set(Some(KeyStoreError::Missing));
    let client = signed_in(&computer, &peer).await;
    client.remove_this_device().await.unwrap();
    client.close().await;
}
