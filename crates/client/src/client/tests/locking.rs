//! Locking and unlocking, with the program killed in between.

use super::*;
use crate::database::connect_to_salvage;
use crate::key::DatabaseKey;
use crate::key::{EntryKind, entry_name};
use crate::seal::{Seal, SealCost};

fn entry(clinic: &Clinic, peer: &Peer, kind: EntryKind) -> String {
    entry_name(kind, peer.address.as_str(), clinic.me)
}

fn is_locked(client: &Client, attempts: u32) -> bool {
    matches!(client.app_state(), AppState::Locked { attempts_left, .. } if attempts_left == attempts)
}

fn password(text: &str) -> Secret {
    Secret::new(text)
}

#[tokio::test]
async fn a_locked_program_has_only_the_seal_and_the_password_opens_it_without_a_network() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    lock_now(&client).await;

    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    assert_eq!(code(client.open_conversation(id).await), Some(CommandErrorCode::Locked));
    assert_eq!(code(client.sign_in(form(&peer)).await), Some(CommandErrorCode::Locked));
    assert_eq!(computer.keyring.inner.read(&entry(&clinic, &peer, EntryKind::Database)).unwrap(), None);
    client.close().await;
    drop(peer);

    let client = computer.start().await.unwrap();
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    assert_eq!(code(client.unlock(password("correct")).await), Some(CommandErrorCode::WrongPassword));
    assert!(is_locked(&client, 9), "{:?}", client.app_state());
    client.unlock(password("correct horse")).await.unwrap();
    assert!(is_signed_in(&client, false), "{:?}", client.app_state());
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
    let client = computer.start().await.unwrap();
    assert!(is_signed_in(&client, false), "the key is back: {:?}", client.app_state());
    client.close().await;
}

#[tokio::test]
async fn a_program_killed_while_locking_starts_locked_and_finishes() {
    let (clinic, peer, computer, client) = at_work().await;
    lock_now(&client).await;
    let seal = entry(&clinic, &peer, EntryKind::Sealed);
    let seal_entry = computer.keyring.inner.read(&seal).unwrap().unwrap();
    let opened = Seal::from_entry(&seal_entry).unwrap().open(&seal, &password("correct horse")).unwrap();
    client.close().await;
    // As if it had been killed before the key was deleted.
    let plain = entry(&clinic, &peer, EntryKind::Database);
    computer.keyring.inner.write(&plain, &opened.to_entry(&plain)).unwrap();

    let client = computer.start().await.unwrap();
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    assert_eq!(computer.keyring.inner.read(&plain).unwrap(), None);
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(names(&client).await, ["Ada Novak"]);
    client.close().await;
}

#[tokio::test]
async fn a_seal_of_another_key_does_not_cost_the_key() {
    let (clinic, peer, computer, client) = at_work().await;
    let name = entry(&clinic, &peer, EntryKind::Sealed);
    let other = crate::key::DatabaseKey::generate().unwrap();
    let stale = Seal::make(&other, &name, &password("correct horse"), SealCost::for_tests()).unwrap();
    computer.keyring.inner.write(&name, &stale.to_entry()).unwrap();
    lock_now(&client).await;
    client.close().await;

    let client = computer.start().await.unwrap();
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(names(&client).await, ["Ada Novak"]);
    // The key is sealed anew, so the next lock leaves the seal alone.
    lock_now(&client).await;
    let plain = entry(&clinic, &peer, EntryKind::Database);
    assert_eq!(computer.keyring.inner.read(&plain).unwrap(), None);
    client.close().await;
}

#[tokio::test]
async fn without_the_service_a_seal_of_another_key_opens_nothing_and_costs_nothing() {
    let (clinic, peer, computer, client) = at_work().await;
    let (plain, name) = (database_entry(&clinic, &peer), entry(&clinic, &peer, EntryKind::Sealed));
    let key = computer.keyring.inner.read(&plain).unwrap();
    let other = crate::key::DatabaseKey::generate().unwrap();
    let stale = Seal::make(&other, &name, &password("an older one"), SealCost::for_tests()).unwrap();
    computer.keyring.inner.write(&name, &stale.to_entry()).unwrap();
    lock_now(&client).await;
    drop(peer);
    for typed in ["correct horse", "an older one"] {
        let refused = client.unlock(password(typed)).await;
        assert_eq!(code(refused), Some(CommandErrorCode::ServerUnreachable), "{typed}");
        assert!(is_locked(&client, 10), "{:?}", client.app_state());
    }
    assert_eq!(computer.keyring.inner.read(&plain).unwrap(), key);
    client.close().await;
}

#[tokio::test]
async fn without_a_keyring_a_locked_program_keeps_its_files_in_memory_and_asks_the_service() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    computer.keyring.set(Some(KeyStoreError::Missing));
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    lock_now(&client).await;
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    clinic.misbehave(|seen| seen.target.starts_with("POST").then(|| Answer::problem(401, "unauthenticated")));
    assert_eq!(code(client.unlock(password("correct")).await), Some(CommandErrorCode::WrongPassword));
    clinic.behave();
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn ten_wrong_passwords_in_a_row_end_the_session_across_restarts_and_keep_what_was_written() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    lock_now(&client).await;
    let refuse = |seen: &crate::fixture::peer::Seen| {
        (seen.target == "POST /v1/sessions").then(|| Answer::problem(401, "unauthenticated"))
    };
    clinic.misbehave(refuse);
    for left in (5..10).rev() {
        assert_eq!(code(client.unlock(password("guess")).await), Some(CommandErrorCode::WrongPassword));
        assert!(is_locked(&client, left), "{:?}", client.app_state());
    }
    client.close().await;
    let client = computer.start().await.unwrap();
    for _ in 0..5 {
        assert_eq!(code(client.unlock(password("guess")).await), Some(CommandErrorCode::WrongPassword));
    }
    let AppState::SignedOut { reason, .. } = client.app_state() else { panic!("{:?}", client.app_state()) };
    assert_eq!(reason, Some(SignOutReason::TooManyAttempts));
    assert!(!peer.seen("DELETE /v1/sessions/current").is_empty(), "the session is ended at the service");
    let files = computer.account_files(&clinic, &peer);
    assert!(!files.cache.exists());
    assert!(files.journal.exists(), "text that never went out stays");
    assert_eq!(computer.keyring.inner.read(&entry(&clinic, &peer, EntryKind::Database)).unwrap(), None);

    clinic.behave();
    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn a_right_password_makes_ten_new_attempts() {
    let (_clinic, peer, _computer, client) = at_work().await;
    lock_now(&client).await;
    drop(peer);
    assert_eq!(code(client.unlock(password("guess")).await), Some(CommandErrorCode::WrongPassword));
    client.unlock(password("correct horse")).await.unwrap();
    lock_now(&client).await;
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    client.close().await;
}

#[tokio::test]
async fn drafts_that_the_screens_keep_when_told_are_in_the_journal() {
    let (clinic, _peer, _computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    let mut events = client.subscribe();
    let screen = client.clone();
    let screen = tokio::spawn(async move {
        while events.next().await != Some(ClientEvent::Locking) {}
        screen.save_draft(id, "Typed in the last second").await.unwrap();
        screen.drafts_kept();
    });
    client.lock().await;
    screen.await.unwrap();
    client.unlock(password("correct horse")).await.unwrap();
    let chat = client.open_conversation(id).await.unwrap();
    assert_eq!(chat.draft.expose(), "Typed in the last second");
    client.close().await;
}

#[tokio::test]
async fn a_password_changed_at_the_service_opens_like_a_lost_key_and_brings_what_was_written_back() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    let wrapped = computer.account_files(&clinic, &peer).journal.with_extension("db.wrapped-key");
    eventually("the wrapped key", || Some(()).filter(|()| wrapped.exists())).await;
    lock_now(&client).await;
    // This service accepts any password; the seal opens only with the one it was made with.
    client.unlock(password("a new one")).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    lock_now(&client).await;
    drop(peer);
    client.unlock(password("a new one")).await.unwrap();
    client.close().await;
}

#[tokio::test]
async fn closing_gives_up_a_sign_in_that_waits_for_the_service() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    clinic.misbehave(|_| Some(Answer::ThenSilence(Vec::new())));
    let computer = Computer::new();
    let client = computer.start().await.unwrap();
    let (entering, typed) = (client.clone(), form(&peer));
    let entering = tokio::spawn(async move { entering.sign_in(typed).await });
    peer.await_seen("POST /v1/sessions", 1).await;
    client.close().await;
    assert_eq!(code(entering.await.unwrap()), Some(CommandErrorCode::SignedOut));
}

#[tokio::test]
async fn a_sign_out_without_the_keyring_forgets_the_person_and_is_finished_when_the_keyring_answers() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    computer.keyring.set(Some(KeyStoreError::Locked));
    let client = computer.start().await.unwrap();
    assert_eq!(code(client.sign_out().await), Some(CommandErrorCode::KeyringLocked));
    assert!(matches!(client.app_state(), AppState::SignedOut { .. }));
    assert!(!computer.account_files(&clinic, &peer).cache.exists());
    client.close().await;

    computer.keyring.set(None);
    let client = computer.start().await.unwrap();
    assert!(matches!(client.app_state(), AppState::SignedOut { reason: None, .. }));
    assert_eq!(computer.keyring.inner.read(&entry(&clinic, &peer, EntryKind::Session)).unwrap(), None);
    client.close().await;
}

#[tokio::test]
async fn a_wipe_that_was_cut_short_is_finished_at_the_next_start() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    let profile = Profile::new(computer.folder.path().join("allia"));
    let mut state = profile.load().unwrap();
    state.user_id = None;
    state.wipes.push(crate::profile::Wipe {
        server_address: peer.address.to_string(),
        user_id: clinic.me,
        unsent_text: false,
        keeps: crate::profile::KeptForText::Nothing,
    });
    profile.save(&state).unwrap();

    computer.start().await.unwrap().close().await;

    let files = computer.account_files(&clinic, &peer);
    assert!(!files.cache.exists() && !files.journal.exists());
    for kind in [EntryKind::Database, EntryKind::Sealed, EntryKind::Session, EntryKind::Generation] {
        assert_eq!(computer.keyring.inner.read(&entry(&clinic, &peer, kind)).unwrap(), None);
    }
    assert_eq!(profile.load().unwrap().wipes, []);
}

#[tokio::test]
async fn text_that_is_written_down_while_the_program_locks_counts_as_there() {
    let (clinic, peer, computer, client) = at_work().await;
    let plain = entry(&clinic, &peer, EntryKind::Database);
    let key = DatabaseKey::from_entry(&computer.keyring.read(&plain).unwrap().unwrap(), &plain).unwrap();
    let file = computer.account_files(&clinic, &peer).journal;
    let other = connect_to_salvage(&file, &key.of_file("allia messages: journal")).unwrap();
    // The draft waits for its turn in the file as long as this.
    other.execute_batch("PRAGMA query_only = 0; BEGIN IMMEDIATE").unwrap();
    let (journal, id) = (client.signed_in().unwrap().journal.clone(), clinic.conversation(0).conversation_id);
    let saving =
        tokio::spawn(async move { journal.save_draft(id, "Have you tried", SystemClock.now()).await });
    let letting_go = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(500)).await;
        drop(other);
    });

    lock_now(&client).await;

    letting_go.await.unwrap();
    saving.await.unwrap().unwrap();
    assert_eq!(lock(&client.inner.remembered).lock.unsent_text, Some(true));
    client.close().await;
}

#[tokio::test]
async fn a_lock_while_the_key_cannot_be_had_holds_when_it_is_given() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    computer.keyring.set(Some(KeyStoreError::Locked));
    let client = computer.start().await.unwrap();
    assert!(matches!(client.app_state(), AppState::KeyUnavailable { .. }), "{:?}", client.app_state());

    client.lock().await;
    computer.keyring.set(None);
    client.retry_key().await.unwrap();

    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(names(&client).await, ["Ada Novak"]);
    client.close().await;
}

#[tokio::test]
async fn an_unlock_that_cannot_be_written_down_unlocks_and_leaves_nothing_open_behind_a_lock() {
    let (clinic, _peer, computer, client) = at_work().await;
    lock_now(&client).await;
    // The attempt is counted; from the service's answer on, nothing can be written any more.
    let fresh = computer.folder.path().join("allia").join("state.json.new");
    let barred = fresh.clone();
    clinic.misbehave(move |seen| {
        if seen.target == "POST /v1/sessions" {
            std::fs::create_dir_all(barred.join("in the way")).unwrap();
        }
        None
    });
    client.unlock(password("correct horse")).await.unwrap();
    assert!(is_signed_in(&client, false), "{:?}", client.app_state());
    std::fs::remove_dir_all(fresh).unwrap();
    lock_now(&client).await;
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(names(&client).await, ["Ada Novak"]);
    client.close().await;
}

#[tokio::test]
async fn an_unlock_that_fails_ends_the_session_that_it_opened() {
    let (clinic, peer, computer, client) = at_work().await;
    lock_now(&client).await;
    let cache = computer.account_files(&clinic, &peer).cache;
    std::fs::remove_file(&cache).unwrap();
    std::fs::create_dir(&cache).unwrap();
    let ended = peer.seen("DELETE /v1/sessions/current").len();
    assert!(client.unlock(password("correct horse")).await.is_err());
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    assert_eq!(peer.seen("DELETE /v1/sessions/current").len(), ended + 1);
    client.close().await;
}

#[tokio::test]
async fn another_keyring_is_not_taken_for_a_changed_password() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    *lock(&computer.keyring.backend) = Some("gnome-keyring-d".to_owned());
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    lock_now(&client).await;
    let sealed = entry(&clinic, &peer, EntryKind::Sealed);
    let seal = computer.keyring.inner.read(&sealed).unwrap().unwrap();
    computer.keyring.inner.delete(&sealed).unwrap();
    *lock(&computer.keyring.backend) = Some("keepassxc".to_owned());
    let refused = client.unlock(password("correct horse")).await;
    assert_eq!(code(refused), Some(CommandErrorCode::KeyringDenied));
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    assert!(computer.account_files(&clinic, &peer).cache.exists(), "nothing was touched");

    // A keyring that has the seal is as good as the first.
    computer.keyring.inner.write(&sealed, &seal).unwrap();
    client.close().await;
    let client = computer.start().await.unwrap();
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(recovery(&client), None);
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn a_sign_in_that_finds_an_altered_entry_takes_the_key_out_of_its_seal() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    let plain = entry(&clinic, &peer, EntryKind::Database);
    let key = computer.keyring.inner.read(&plain).unwrap();
    computer.keyring.inner.write(&plain, &Secret::new("not a key")).unwrap();
    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    assert_eq!(computer.keyring.inner.read(&plain).unwrap(), key);
    assert_eq!(recovery(&client), None);
    client.close().await;
}

#[tokio::test]
async fn a_session_refused_after_an_answer_was_lost_while_locked_locks_again_and_deletes_nothing() {
    let (clinic, peer, computer, client) = at_work().await;
    lock_now(&client).await;
    let Stage::Locked(locked) = client.stage() else { panic!("{:?}", client.app_state()) };
    locked.stop().await;
    locked.set_unclear(true);
    let renewed = peer.seen("POST /v1/sessions/refresh").len();
    clinic.misbehave(|seen| match seen.target.as_str() {
        "POST /v1/sessions" => Some(Answer::problem(503, "unavailable")),
        _ => Some(Answer::problem(401, "unauthenticated")),
    });
    client.unlock(password("correct horse")).await.unwrap();
    peer.await_seen("POST /v1/sessions/refresh", renewed + 1).await;
    eventually("the lock", || Some(()).filter(|()| is_locked(&client, 10))).await;
    assert!(computer.account_files(&clinic, &peer).cache.exists());
    client.close().await;
}

#[tokio::test]
async fn a_keyring_that_was_locked_with_the_program_lets_go_of_the_key_later() {
    let (clinic, peer, computer, client) = at_work().await;
    computer.keyring.set(Some(KeyStoreError::Locked));
    lock_now(&client).await;
    let plain = database_entry(&clinic, &peer);
    assert!(computer.keyring.inner.read(&plain).unwrap().is_some());
    computer.keyring.set(None);
    let key = || computer.keyring.inner.read(&plain).unwrap();
    eventually("the key to go", || Some(()).filter(|()| key().is_none())).await;
    assert!(is_locked(&client, 10), "{:?}", client.app_state());
    client.close().await;
}

#[tokio::test]
async fn what_waits_unsent_is_known_from_the_files_as_they_close_whatever_the_keyring_does() {
    for draft in ["", "Have you tried"] {
        let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
        let computer = Computer::new();
        let client = signed_in(&computer, &peer).await;
        client.save_draft(clinic.conversation(0).conversation_id, draft).await.unwrap();
        computer.keyring.set(Some(KeyStoreError::Locked));
        lock_now(&client).await;
        assert_eq!(lock(&client.inner.remembered).lock.unsent_text, Some(!draft.is_empty()));
        client.close().await;
    }
}

#[tokio::test]
async fn an_older_seal_in_another_keyring_opens_nothing_and_the_journal_stays_as_it_is() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    *lock(&computer.keyring.backend) = Some("gnome-keyring-d".to_owned());
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    lock_now(&client).await;
    let name = entry(&clinic, &peer, EntryKind::Sealed);
    let seal = computer.keyring.inner.read(&name).unwrap().unwrap();
    let (older, cost) = (DatabaseKey::generate().unwrap(), SealCost::for_tests());
    let stale = Seal::make(&older, &name, &password("correct horse"), cost).unwrap();
    computer.keyring.inner.write(&name, &stale.to_entry()).unwrap();
    *lock(&computer.keyring.backend) = Some("keepassxc".to_owned());
    let bytes = std::fs::read(computer.account_files(&clinic, &peer).journal).unwrap();
    for service_answers in [true, false] {
        clinic.misbehave(move |seen| {
            let is_silent = seen.target == "POST /v1/sessions" && !service_answers;
            is_silent.then(|| Answer::problem(503, "unavailable"))
        });
        assert_eq!(
            code(client.unlock(password("correct horse")).await),
            Some(CommandErrorCode::KeyringDenied),
            "{service_answers}"
        );
        assert!(is_locked(&client, 10), "{:?}", client.app_state());
    }
    assert_eq!(std::fs::read(computer.account_files(&clinic, &peer).journal).unwrap(), bytes);
    assert!(!computer.files().iter().any(|name| name.contains("aside")), "{:?}", computer.files());

    computer.keyring.inner.write(&name, &seal).unwrap();
    *lock(&computer.keyring.backend) = Some("gnome-keyring-d".to_owned());
    clinic.behave();
    client.unlock(password("correct horse")).await.unwrap();
    assert_eq!(recovery(&client), None);
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}
