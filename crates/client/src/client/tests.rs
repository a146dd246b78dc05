mod files;
mod keys;
mod locking;
mod opening;
mod policing;
mod rehearsing;
mod signing;
mod wanting;

use super::*;
use crate::clock::SystemClock;
use crate::fixture::clinic::Clinic;
use crate::fixture::desk::Board;
use crate::fixture::peer::{Answer, PATIENCE, Peer, eventually};
use crate::key::{EntryKind, entry_name};
use crate::key_store::{KeyStoreError, MemoryKeyStore};
use crate::profile::AccountFiles;
use crate::seal::SealCost;
use crate::view::{CommandErrorCode, Recovery, RecoveryCause, SignInForm, StorageMode};
use allia_protocol::Secret;
use allia_protocol::id::ConversationId;
use allia_protocol::session::UserKind;
use std::path::Path;
use std::sync::Condvar;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A keyring whose mood a test sets.
#[derive(Default)]
struct MoodyKeyring {
    inner: MemoryKeyStore,
    /// How often something was asked of it.
    asked: AtomicUsize,
    mood: Mutex<Option<KeyStoreError>>,
    /// Nothing is answered while it is silent.
    silent: Mutex<bool>,
    speaks: Condvar,
    backend: Mutex<Option<String>>,
}

impl MoodyKeyring {
    fn set(&self, mood: Option<KeyStoreError>) {
        *lock(&self.mood) = mood;
    }

    fn fall_silent(&self) {
        *lock(&self.silent) = true;
    }

    fn speak(&self) {
        *lock(&self.silent) = false;
        self.speaks.notify_all();
    }

    fn check(&self) -> Result<(), KeyStoreError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        drop(self.speaks.wait_while(lock(&self.silent), |silent| *silent).unwrap());
        lock(&self.mood).clone().map_or(Ok(()), Err)
    }
}

impl KeyStore for MoodyKeyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        self.check().and_then(|()| self.inner.read(name))
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), KeyStoreError> {
        self.check().and_then(|()| self.inner.write(name, value))
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        self.check().and_then(|()| self.inner.delete(name))
    }

    fn backend(&self) -> Option<String> {
        lock(&self.backend).clone()
    }
}

/// A computer with a profile folder and a keyring.
struct Computer {
    folder: tempfile::TempDir,
    keyring: Arc<MoodyKeyring>,
    board: Arc<Board>,
    policy: PolicyStack,
}

impl Computer {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            keyring: Arc::default(),
            board: Arc::default(),
            policy: PolicyStack::default(),
        }
    }

    async fn start(&self) -> Result<Client, ClientError> {
        let config = ClientConfig {
            profile: self.folder.path().join("allia"),
            device_name: "Front desk".to_owned(),
            default_server: None,
            seal_cost: SealCost::for_tests(),
            policy: self.policy.clone(),
            system_language: "en_US.UTF-8".to_owned(),
        };
        let ports = Ports {
            clock: Arc::new(SystemClock),
            key_store: Arc::clone(&self.keyring) as Arc<dyn KeyStore>,
            notifier: Arc::clone(&self.board) as Arc<dyn Notifier>,
            network: None,
        };
        Client::open(config, ports).await
    }

    /// Where the clinician's files lie.
    fn account_files(&self, clinic: &Clinic, peer: &Peer) -> AccountFiles {
        let profile = Profile::new(self.folder.path().join("allia"));
        profile.files_of(peer.address.as_str(), clinic.me)
    }

    /// All files of the profile, by name.
    fn files(&self) -> Vec<String> {
        fn walk(folder: &Path, names: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, names);
                } else {
                    names.push(path.file_name().unwrap().to_string_lossy().into_owned());
                }
            }
        }
        let mut names = Vec::new();
        walk(self.folder.path(), &mut names);
        names.sort();
        names
    }
}

fn form(peer: &Peer) -> SignInForm {
    SignInForm {
        server_address: peer.address.to_string(),
        username: "rvega".to_owned().into(),
        password: Secret::new("correct horse"),
    }
}

async fn names(client: &Client) -> Vec<String> {
    let list = client.list_conversations("", 0, 100).await.unwrap();
    list.rows.iter().map(|row| row.patient.display_name.expose().clone()).collect()
}

async fn await_names(client: &Client, expected: &[&str]) {
    let mut events = client.subscribe();
    while names(client).await != expected {
        events.next().await.unwrap();
    }
}

/// A clinician with one patient, signed in at a new computer.
async fn at_work() -> (Arc<Clinic>, Peer, Computer, Client) {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    (clinic, peer, computer, client)
}

async fn signed_in(computer: &Computer, peer: &Peer) -> Client {
    let client = computer.start().await.unwrap();
    client.sign_in(form(peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    client
}

/// Locks, the screens having nothing to keep.
async fn lock_now(client: &Client) {
    let mut events = client.subscribe();
    let locking = client.clone();
    let locking = tokio::spawn(async move { locking.lock().await });
    while events.next().await != Some(ClientEvent::Locking) {}
    client.drafts_kept();
    locking.await.unwrap();
}

fn is_signed_in(client: &Client, ended: bool) -> bool {
    matches!(client.app_state(), AppState::SignedIn { session_ended, .. } if session_ended == ended)
}

fn code<T>(outcome: Result<T, ClientError>) -> Option<CommandErrorCode> {
    outcome.err().map(|error| error.command_error().code)
}

/// Messages do not go out.
fn hold_messages(clinic: &Clinic) {
    clinic.misbehave(|seen| seen.target.starts_with("PUT").then(|| Answer::problem(503, "unavailable")));
}

/// A draft and a waiting message in one journal whose key is wrapped, and then the program ends.
async fn written_and_closed(computer: &Computer, clinic: &Clinic, peer: &Peer) -> ConversationId {
    hold_messages(clinic);
    let client = signed_in(computer, peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.send_message(id, "On my way").await.unwrap();
    client.save_draft(id, "Have you tried").await.unwrap();
    protected(computer, clinic, peer).await;
    client.close().await;
    id
}

/// Waits until the journal's key lies wrapped beside it.
async fn protected(computer: &Computer, clinic: &Clinic, peer: &Peer) {
    let AccountFiles { journal, .. } = computer.account_files(clinic, peer);
    let wrapped = journal.with_file_name("journal.db.wrapped-key");
    eventually("the wrapped key", || Some(()).filter(|()| wrapped.exists())).await;
}

fn database_entry(clinic: &Clinic, peer: &Peer) -> String {
    entry_name(EntryKind::Database, peer.address.as_str(), clinic.me)
}

fn recovery(client: &Client) -> Option<Recovery> {
    let AppState::SignedIn { recovery, .. } = client.app_state() else { panic!("{:?}", client.app_state()) };
    recovery
}

fn reason(client: &Client) -> Option<SignOutReason> {
    let AppState::SignedOut { reason, .. } = client.app_state() else { panic!("{:?}", client.app_state()) };
    reason
}

/// Both texts are there, each once.
async fn holds_both(client: &Client, id: ConversationId) {
    let chat = client.open_conversation(id).await.unwrap();
    assert_eq!(chat.draft.expose(), "Have you tried");
    let messages: Vec<_> = chat.slice.messages.iter().map(|message| message.text.expose().as_str()).collect();
    assert_eq!(messages, ["On my way"]);
}

#[tokio::test]
async fn after_a_restart_without_a_network_everything_can_be_read() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    client.close().await;
    drop(peer);

    let client = computer.start().await.unwrap();
    assert!(is_signed_in(&client, false));
    assert_eq!(names(&client).await, ["Ada Novak"]);
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    let AppState::SignedIn { account, storage, .. } = client.app_state() else { panic!() };
    assert_eq!((account.display_name.expose().as_str(), storage), ("Robin Vega", StorageMode::Encrypted));
    client.close().await;
}

#[tokio::test]
async fn what_is_remembered_unencrypted_is_the_account_and_nothing_else() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    let state = std::fs::read(computer.folder.path().join("allia/state.json")).unwrap();
    let state: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&state).unwrap();
    let mut keys: Vec<_> = state.keys().map(String::as_str).collect();
    keys.sort_unstable();
    let expected = [
        "device_id",
        "key_backend",
        "lock",
        "proxy_password_goes",
        "sent_session",
        "server_address",
        "settings",
        "user_id",
        "username",
        "wipes",
    ];
    assert_eq!(keys, expected);
}

#[tokio::test]
async fn many_may_remember_something_at_once_and_the_file_has_all_of_it() {
    let computer = Computer::new();
    let client = computer.start().await.unwrap();
    let remembering = (0..50).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.remember(|state| state.lock.failed_unlocks += 1).await })
    });
    for remembered in remembering.collect::<Vec<_>>() {
        remembered.await.unwrap().unwrap();
    }
    let state = Profile::new(computer.folder.path().join("allia")).load().unwrap();
    assert_eq!(state.lock.failed_unlocks, 50);
}

#[tokio::test]
async fn each_way_in_that_is_barred_has_its_word_and_leaves_nobody_signed_in() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let client = computer.start().await.unwrap();

    let public = SignInForm { server_address: "http://clinic.example".to_owned(), ..form(&peer) };
    assert_eq!(code(client.sign_in(public).await), Some(CommandErrorCode::InsecureAddress));
    let nonsense = SignInForm { server_address: "two words".to_owned(), ..form(&peer) };
    assert_eq!(code(client.sign_in(nonsense).await), Some(CommandErrorCode::InvalidAddress));
    clinic.misbehave(|_| Some(Answer::problem(401, "unauthenticated")));
    assert_eq!(code(client.sign_in(form(&peer)).await), Some(CommandErrorCode::WrongPassword));
    clinic.misbehave(|_| Some(Answer::problem_with(429, "rate_limited", "retry-after: 9\r\n")));
    let error = client.sign_in(form(&peer)).await.unwrap_err().command_error();
    assert_eq!((error.code, error.retry_after_seconds), (CommandErrorCode::TooManyAttempts, Some(9)));
    clinic.misbehave(|_| Some(Answer::web_page()));
    assert_eq!(code(client.sign_in(form(&peer)).await), Some(CommandErrorCode::NotOurServer));
    clinic.misbehave(|_| Some(Answer::with(404, "content-type: text/html\r\n", "nothing here")));
    assert_eq!(code(client.sign_in(form(&peer)).await), Some(CommandErrorCode::NotOurServer));
    clinic.behave();
    *lock(&clinic.kind) = UserKind::Patient;
    assert_eq!(code(client.sign_in(form(&peer)).await), Some(CommandErrorCode::NotAClinician));
    assert_eq!(peer.seen("DELETE /v1/sessions/current").len(), 1, "the patient's session is not left open");

    assert!(matches!(client.app_state(), AppState::SignedOut { .. }));
    assert_eq!(code(client.list_conversations("", 0, 1).await), Some(CommandErrorCode::SignedOut));
}

#[tokio::test]
async fn without_a_keyring_everything_stays_in_memory_and_no_file_is_made() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    computer.keyring.set(Some(KeyStoreError::Missing));
    let client = signed_in(&computer, &peer).await;
    assert!(matches!(client.app_state(), AppState::SignedIn { storage: StorageMode::MemoryOnly, .. }));
    client.close().await;
    assert_eq!(computer.files(), ["state.json"]);
    let client = computer.start().await.unwrap();
    assert!(matches!(client.app_state(), AppState::SignedOut { username: Some(_), .. }));
}

#[tokio::test]
async fn a_locked_keyring_is_waited_for_and_then_everything_is_there() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    computer.keyring.set(Some(KeyStoreError::Locked));
    let client = computer.start().await.unwrap();
    assert_eq!(client.app_state(), AppState::KeyUnavailable { fault: KeyFault::Locked });
    assert_eq!(code(client.sign_in(form(&peer)).await), Some(CommandErrorCode::KeyringLocked));
    computer.keyring.set(None);
    client.retry_key().await.unwrap();
    assert!(is_signed_in(&client, false), "{:?}", client.app_state());
    assert_eq!(names(&client).await, ["Ada Novak"]);
    client.close().await;
}

#[tokio::test]
async fn a_damaged_cache_is_filled_again_and_the_draft_is_still_there() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    client.close().await;
    let cache = computer.account_files(&clinic, &peer).cache;
    std::fs::write(&cache, vec![7_u8; 40_000]).unwrap();
    let client = computer.start().await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn signing_out_leaves_nothing_unless_text_was_never_sent() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = clinic.conversation(0).conversation_id;

    let client = signed_in(&computer, &peer).await;
    client.save_draft(id, "Have you tried").await.unwrap();
    client.sign_out().await.unwrap();
    assert_eq!(peer.seen("DELETE /v1/sessions/current").len(), 1);
    assert!(matches!(client.app_state(), AppState::SignedOut { reason: Some(SignOutReason::ByUser), .. }));
    assert!(!computer.files().contains(&"cache.db".to_owned()), "{:?}", computer.files());
    assert!(computer.files().contains(&"journal.db".to_owned()));

    client.sign_in(form(&peer)).await.unwrap();
    await_names(&client, &["Ada Novak"]).await;
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.save_draft(id, "").await.unwrap();
    client.sign_out().await.unwrap();
    let left = computer.files();
    assert!(left.iter().all(|name| name.ends_with(".lock") || name == "state.json"), "{left:?}");
}

#[tokio::test]
async fn a_session_at_its_end_leaves_the_person_reading_and_the_same_sign_in_goes_on() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    *lock(&clinic.session_millis) = 0;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    clinic.misbehave(|_| Some(Answer::problem(401, "unauthenticated")));
    client.wake();
    eventually("the end", || Some(()).filter(|()| is_signed_in(&client, true))).await;
    client.save_draft(id, "Still typing").await.unwrap();
    client.close().await;

    let client = computer.start().await.unwrap();
    assert!(is_signed_in(&client, true), "{:?}", client.app_state());
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Still typing");
    clinic.behave();
    client.sign_in(form(&peer)).await.unwrap();
    assert!(is_signed_in(&client, false));
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Still typing");
    client.close().await;
}

#[tokio::test]
async fn a_second_copy_of_the_program_is_told_that_the_first_has_the_files() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let first = signed_in(&computer, &peer).await;
    assert_eq!(code(computer.start().await), Some(CommandErrorCode::AlreadyRunning));
    first.close().await;
    computer.start().await.unwrap().close().await;
}

#[tokio::test]
async fn an_engine_that_is_dropped_without_being_closed_lets_go_of_its_files() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    drop(signed_in(&computer, &peer).await);
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let again = loop {
        match computer.start().await {
            Ok(client) => break client,
            Err(error) => assert!(tokio::time::Instant::now() < deadline, "{error}"),
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };
    assert_eq!(names(&again).await, ["Ada Novak"]);
    again.close().await;
}

#[tokio::test]
async fn another_person_signs_in_on_the_same_computer_and_sees_only_their_own() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let (_other, elsewhere) = Clinic::open(&["Bo Lind"]).await;
    let computer = Computer::new();
    let client = signed_in(&computer, &peer).await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, "Have you tried").await.unwrap();
    client.sign_in(form(&elsewhere)).await.unwrap();
    await_names(&client, &["Bo Lind"]).await;
    assert_eq!(code(client.open_conversation(id).await), Some(CommandErrorCode::NotFound));
    client.sign_in(form(&peer)).await.unwrap();
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");
    client.close().await;
}

#[tokio::test]
async fn a_text_that_is_no_message_is_refused_before_anything_is_written() {
    let (clinic, _peer, _computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    let long = "x".repeat(allia_protocol::limits::MESSAGE_TEXT_BYTES + 1);
    assert_eq!(code(client.send_message(id, &long).await), Some(CommandErrorCode::TextTooLong));
    assert_eq!(code(client.send_message(id, " \n").await), Some(CommandErrorCode::TextEmpty));
    assert_eq!(code(client.send_message(id, "a\0b").await), Some(CommandErrorCode::TextInvalid));
    let stranger = allia_protocol::id::ConversationId::generate();
    assert_eq!(code(client.send_message(stranger, "hello").await), Some(CommandErrorCode::NotFound));
    assert!(client.open_conversation(id).await.unwrap().slice.messages.is_empty());
    client.close().await;
}

/// Overwrites everything of a file but its first pages, so that it opens and then shows bad pages.
fn spoil(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    let kept = 2 * 4096;
    assert!(bytes.len() > kept, "the file is too small to be spoilt: {}", bytes.len());
    bytes[kept..].fill(0x5a);
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn a_bad_page_in_the_cache_is_noticed_while_reading_and_everything_comes_back() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    spoil(&computer.account_files(&clinic, &peer).cache);
    let client = computer.start().await.unwrap();
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        let listed = client.list_conversations("", 0, 10).await;
        if listed.as_ref().is_ok_and(|list| list.total == 1) {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "{listed:?}");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    client.close().await;
}

#[tokio::test]
async fn a_bad_page_in_the_journal_is_salvaged_and_the_person_is_told() {
    let (clinic, peer, computer, client) = at_work().await;
    let id = clinic.conversation(0).conversation_id;
    client.save_draft(id, &"Have you tried? ".repeat(2_000)).await.unwrap();
    client.close().await;
    spoil(&computer.account_files(&clinic, &peer).journal);
    let client = computer.start().await.unwrap();
    let recovery = eventually("the recovery", || {
        let reading = client.clone();
        tokio::spawn(async move { reading.open_conversation(id).await.map(drop) });
        let AppState::SignedIn { recovery, .. } = client.app_state() else { return None };
        recovery
    })
    .await;
    assert_eq!(recovery.cause, RecoveryCause::FileDamaged);
    assert!(computer.files().contains(recovery.kept_as.as_ref().unwrap()), "{:?}", computer.files());
    client.close().await;
}
