//! Keys that are lost, altered, late or elsewhere, and what was written under them.

use super::*;
use crate::view::{DeliveryStatus, NotSentReason};
use allia_protocol::id::UserId;

#[tokio::test]
async fn a_lost_key_costs_a_sign_in_and_nothing_that_was_written() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let computer = Computer { keyring: Arc::default(), ..computer };
    let client = computer.start().await.unwrap();
    assert_eq!(reason(&client), Some(SignOutReason::KeyLost));
    client.sign_in(form(&peer)).await.unwrap();
    let told = Recovery {
        cause: RecoveryCause::KeyLost,
        recovered_texts: 2,
        unreadable_texts: Some(0),
        kept_as: None,
    };
    assert_eq!(recovery(&client), Some(told));
    await_names(&client, &["Ada Novak"]).await;
    holds_both(&client, id).await;
    assert!(!computer.files().iter().any(|name| name.contains("aside")), "{:?}", computer.files());

    clinic.behave();
    client.wake();
    eventually("the message to go out", || Some(()).filter(|()| lock(&clinic.messages).len() == 1)).await;
    protected(&computer, &clinic, &peer).await;
    client.close().await;
    let client = computer.start().await.unwrap();
    assert_eq!(recovery(&client), None, "it is told once");
    client.close().await;
}

#[tokio::test]
async fn an_altered_entry_and_another_users_are_told_from_a_missing_one_and_cost_no_more() {
    for other_user in [false, true] {
        let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
        let computer = Computer::new();
        let id = written_and_closed(&computer, &clinic, &peer).await;
        let name = database_entry(&clinic, &peer);
        let theirs = entry_name(EntryKind::Database, peer.address.as_str(), UserId::generate());
        let entry = match other_user {
            true => crate::key::DatabaseKey::generate().unwrap().to_entry(&theirs),
            false => Secret::new("not a key"),
        };
        computer.keyring.write(&name, &entry).unwrap();
        let sealed = entry_name(EntryKind::Sealed, peer.address.as_str(), clinic.me);
        computer.keyring.delete(&sealed).unwrap();
        let client = computer.start().await.unwrap();
        assert_eq!(reason(&client), Some(SignOutReason::KeyAltered));
        client.sign_in(form(&peer)).await.unwrap();
        assert_eq!(recovery(&client).map(|recovery| recovery.recovered_texts), Some(2));
        await_names(&client, &["Ada Novak"]).await;
        holds_both(&client, id).await;
        client.close().await;
    }
}

#[tokio::test]
async fn a_journal_that_was_never_protected_is_kept_aside_and_the_person_is_told() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|seen| seen.target.contains("recovery_share").then(|| Answer::problem(409, "conflict")));
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    client.save_draft(clinic.conversation(0).conversation_id, "Have you tried").await.unwrap();
    client.close().await;
    let computer = Computer { keyring: Arc::default(), ..computer };
    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    let told = recovery(&client).unwrap();
    assert_eq!((told.cause, told.unreadable_texts), (RecoveryCause::KeyLost, None));
    assert!(computer.files().contains(told.kept_as.as_ref().unwrap()), "{:?}", computer.files());
    client.close().await;
}

#[tokio::test]
async fn what_the_service_could_not_give_back_at_the_sign_in_comes_at_a_later_contact() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let computer = Computer { keyring: Arc::default(), ..computer };
    clinic.misbehave(|seen| {
        let barred = seen.target.contains("recovery_share") || seen.target.starts_with("PUT");
        barred.then(|| Answer::problem(503, "unavailable"))
    });
    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    let told = recovery(&client).unwrap();
    assert_eq!((told.recovered_texts, told.unreadable_texts), (0, None));
    assert!(computer.files().contains(told.kept_as.as_ref().unwrap()), "{:?}", computer.files());
    await_names(&client, &["Ada Novak"]).await;
    client.save_draft(id, "Newer words").await.unwrap();

    hold_messages(&clinic);
    eventually("the journal to come back", || recovery(&client).filter(|told| told.kept_as.is_none())).await;
    let chat = client.open_conversation(id).await.unwrap();
    assert_eq!(chat.draft.expose(), "Have you tried\n\nNewer words", "neither text is lost");
    let statuses: Vec<_> = chat.slice.messages.iter().map(|message| message.status).collect();
    let reason = NotSentReason::OlderCopy;
    assert_eq!(
        statuses,
        [Some(DeliveryStatus::NotSent { reason, can_retry: true })],
        "others may have gone since"
    );
    client.close().await;
}

#[tokio::test]
async fn what_comes_back_later_of_a_conversation_that_has_ended_meanwhile_is_shown_as_not_sent() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let computer = Computer { keyring: Arc::default(), ..computer };
    *lock(&clinic.conversations) = vec![crate::fixture::conversation("Bo Lind")];
    clinic.misbehave(|seen| {
        seen.target.contains("recovery_share").then(|| Answer::problem(503, "unavailable"))
    });
    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Bo Lind"]).await;

    let mut events = client.subscribe();
    hold_messages(&clinic);
    let named = async {
        loop {
            let not_sent = client.not_sent().await.unwrap();
            if not_sent.len() == 2 {
                return not_sent;
            }
            events.next().await.unwrap();
        }
    };
    let not_sent = tokio::time::timeout(PATIENCE, named).await.expect("both texts are named");
    let texts: Vec<_> = not_sent.iter().map(|entry| entry.message.text.expose().as_str()).collect();
    assert_eq!(texts, ["On my way", "Have you tried"]);
    assert!(not_sent.iter().all(|entry| entry.conversation_id == id));
    client.close().await;
}

#[tokio::test]
async fn a_keyring_that_was_put_back_to_an_older_key_loses_nothing_either() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let name = database_entry(&clinic, &peer);
    let older = crate::key::DatabaseKey::generate().unwrap().to_entry(&name);
    computer.keyring.write(&name, &older).unwrap();
    let client = computer.start().await.unwrap();
    eventually("the journal to come back", || recovery(&client).filter(|told| told.recovered_texts == 2))
        .await;
    await_names(&client, &["Ada Novak"]).await;
    holds_both(&client, id).await;
    client.close().await;
}

#[tokio::test]
async fn another_keyring_without_the_key_is_named_and_the_right_one_opens_everything_again() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    *lock(&computer.keyring.backend) = Some("gnome-keyring-d".to_owned());
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let first = Arc::clone(&computer.keyring);
    let computer = Computer { keyring: Arc::default(), ..computer };
    *lock(&computer.keyring.backend) = Some("keepassxc".to_owned());
    let client = computer.start().await.unwrap();
    assert_eq!(client.app_state(), AppState::KeyUnavailable { fault: KeyFault::OtherBackend });
    drop(client);
    let computer = Computer { keyring: first, ..computer };
    let client = computer.start().await.unwrap();
    assert_eq!(recovery(&client), None);
    holds_both(&client, id).await;
    client.close().await;
}

#[tokio::test]
async fn in_another_keyring_a_sign_in_makes_a_new_key_and_going_back_is_noticed() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    *lock(&computer.keyring.backend) = Some("gnome-keyring-d".to_owned());
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let first = Arc::clone(&computer.keyring);
    let computer = Computer { keyring: Arc::default(), ..computer };
    *lock(&computer.keyring.backend) = Some("keepassxc".to_owned());
    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    holds_both(&client, id).await;
    client.close().await;

    let computer = Computer { keyring: first, ..computer };
    let client = computer.start().await.unwrap();
    assert_eq!(client.app_state(), AppState::KeyUnavailable { fault: KeyFault::OtherBackend });
    assert!(!computer.files().iter().any(|name| name.contains("aside")), "nothing was touched");
}

#[tokio::test]
async fn a_slow_keyring_is_named_and_the_program_goes_on_by_itself_when_it_answers() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    computer.keyring.fall_silent();
    let client = computer.start().await.unwrap();
    assert_eq!(client.app_state(), AppState::KeyUnavailable { fault: KeyFault::Slow });
    let asked = computer.keyring.asked.load(Ordering::SeqCst);
    client.retry_key().await.unwrap();
    assert_eq!(computer.keyring.asked.load(Ordering::SeqCst), asked, "it is being asked already");
    computer.keyring.speak();
    eventually("the program to go on", || Some(()).filter(|()| is_signed_in(&client, false))).await;
    holds_both(&client, id).await;
    client.close().await;
}

#[tokio::test]
async fn a_slow_keyring_that_answers_after_the_program_was_closed_opens_nothing() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    written_and_closed(&computer, &clinic, &peer).await;
    computer.keyring.fall_silent();
    let client = computer.start().await.unwrap();
    client.close().await;
    computer.keyring.speak();
    let again = computer.start().await.unwrap();
    assert!(is_signed_in(&again, false), "{:?}", again.app_state());
    assert!(matches!(client.app_state(), AppState::SignedOut { .. }));
    again.close().await;
}

#[tokio::test]
async fn a_renewal_while_the_keyring_takes_nothing_is_not_taken_for_an_end_from_elsewhere_afterwards() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    computer.keyring.set(Some(KeyStoreError::Locked));
    let renewed = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&renewed);
    clinic.misbehave(move |seen| {
        if seen.target.starts_with("POST /v1/sessions/refresh") {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        (counted.load(Ordering::SeqCst) == 0).then(|| Answer::problem(401, "unauthenticated"))
    });
    client.wake();
    peer.await_seen("POST /v1/sessions/refresh", 1).await;
    client.close().await;
    computer.keyring.set(None);
    // The token in the keyring has served, so it looks stolen, and the service ends the session.
    clinic.misbehave(|_| Some(Answer::problem(401, "unauthenticated")));

    let client = computer.start().await.unwrap();

    let is_locked = || matches!(client.app_state(), AppState::Locked { .. });
    eventually("the lock", || Some(()).filter(|()| is_locked())).await;
    assert!(computer.account_files(&clinic, &peer).cache.exists());
    clinic.behave();
    client.unlock(Secret::new("correct horse")).await.unwrap();
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}
