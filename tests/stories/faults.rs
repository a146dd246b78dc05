//! What can go wrong with the key and the two files, in every combination, over a profile with fifty unsent texts:
//! every text that is still in a file comes back, and what does not is named.

mod fault;
mod office;

use allia_client::Client;
use allia_client::view::{AppState, CommandErrorCode, KeyFault, Recovery, RecoveryCause, SignOutReason};
use allia_tests::keyring::Mood;
use allia_tests::{eventually, marker};
use fault::{FileState, KeyState};
use futures_util::StreamExt;
use office::{Office, list, start};

/// Combinations that are tried at the same time.
const AT_ONCE: usize = 6;

/// What came of one combination.
struct Outcome {
    key: KeyState,
    journal: FileState,
    cache: FileState,
    /// How many of the texts are there again.
    found: usize,
    recovery: Option<Recovery>,
    refusal: Option<CommandErrorCode>,
    faults: Vec<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_fault_of_the_key_or_the_files_loses_a_text_that_is_still_there_or_resets_in_silence() {
    let office = Office::open().await;
    assert_eq!(office.texts.len(), 50);
    let outcomes: Vec<Outcome> = futures_util::stream::iter(combinations())
        .map(|(key, journal, cache)| try_one(&office, key, journal, cache))
        .buffered(AT_ONCE)
        .collect()
        .await;
    print_table(&outcomes);
    let bad: Vec<String> = outcomes
        .iter()
        .filter(|outcome| !outcome.faults.is_empty())
        .map(|outcome| format!("{} {:?}", outcome.name(), outcome.faults))
        .collect();
    assert!(bad.is_empty(), "{} of {} combinations:\n{}", bad.len(), outcomes.len(), bad.join("\n"));
}

fn combinations() -> Vec<(KeyState, FileState, FileState)> {
    let mut all = Vec::new();
    for key in KeyState::ALL {
        for journal in FileState::OF_JOURNAL {
            all.extend(FileState::OF_CACHE.map(|cache| (key, journal, cache)));
        }
    }
    all
}

async fn try_one(office: &Office, key: KeyState, journal: FileState, cache: FileState) -> Outcome {
    let mut outcome =
        Outcome { key, journal, cache, found: 0, recovery: None, refusal: None, faults: Vec::new() };
    let (profile, keyring) = office.spoilt(key, journal, cache);
    let newer = journal == FileState::NewerVersion;
    let client = match start(profile.path(), &keyring).await {
        Ok(client) => client,
        Err(error) => {
            outcome.refusal = Some(error.command_error().code);
            outcome.judge_refusal(newer && key == KeyState::Here, profile.path());
            return outcome;
        }
    };
    outcome.judge_start(&client.app_state());
    keyring.set_mood(Mood::Open);
    match key {
        KeyState::Locked | KeyState::Denied | KeyState::Missing => {
            outcome.refusal = client.retry_key().await.err().map(|error| error.command_error().code);
        }
        KeyState::Slow => {
            eventually("the program to go on by itself", || async {
                let slow = AppState::KeyUnavailable { fault: KeyFault::Slow };
                (client.app_state() != slow).then_some(())
            })
            .await;
        }
        _ => {}
    }
    if outcome.refusal.is_none() {
        outcome.refusal = office.sign_in(&client).await.err().map(|error| error.command_error().code);
    }
    if outcome.refusal.is_some() {
        outcome.judge_refusal(newer && !key.is_lost(), profile.path());
    } else {
        let texts = read_all(office, &client).await;
        outcome.recovery = recovery(&client);
        outcome.judge(office, &texts, profile.path());
    }
    client.close().await;
    outcome
}

/// Every unsent text that the screens show, once all conversations can be read.
async fn read_all(office: &Office, client: &Client) -> Vec<String> {
    eventually("the list to be filled again", || list(client)).await;
    eventually("all chats to be readable", || async {
        let mut texts = Vec::new();
        for id in &office.conversations {
            let chat = client.open_conversation(*id).await.ok()?;
            texts.extend(chat.slice.messages.into_iter().map(|message| message.text.into_exposed()));
            texts.push(chat.draft.into_exposed());
        }
        texts.retain(|text| !text.is_empty());
        Some(texts)
    })
    .await
}

fn recovery(client: &Client) -> Option<Recovery> {
    match client.app_state() {
        AppState::SignedIn { recovery, .. } => recovery,
        _ => None,
    }
}

impl Outcome {
    fn name(&self) -> String {
        format!("key {:?}, journal {:?}, cache {:?}:", self.key, self.journal, self.cache)
    }

    fn fault(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.faults.push(what.into());
        }
    }

    /// Each state of the key has a stage of its own.
    fn judge_start(&mut self, state: &AppState) {
        let fits = match (self.key, state) {
            (KeyState::Here, AppState::SignedIn { .. }) => true,
            (KeyState::Absent, AppState::SignedOut { reason: Some(SignOutReason::KeyLost), .. }) => true,
            (KeyState::Altered | KeyState::OtherUsers, AppState::SignedOut { reason, .. }) => {
                *reason == Some(SignOutReason::KeyAltered)
            }
            (KeyState::Locked, AppState::KeyUnavailable { fault: KeyFault::Locked }) => true,
            (KeyState::Denied, AppState::KeyUnavailable { fault: KeyFault::Denied }) => true,
            (KeyState::Slow, AppState::KeyUnavailable { fault: KeyFault::Slow }) => true,
            (KeyState::Missing, AppState::KeyUnavailable { fault: KeyFault::Missing }) => true,
            (KeyState::OtherBackend, AppState::KeyUnavailable { fault: KeyFault::OtherBackend }) => true,
            _ => false,
        };
        self.fault(fits, format!("starts with {state:?}"));
    }

    /// A file from a newer version is left alone, and that is said.
    fn judge_refusal(&mut self, expected: bool, profile: &std::path::Path) {
        let code = self.refusal;
        self.fault(
            expected && code == Some(CommandErrorCode::StorageTooNew),
            format!("refused with {code:?}"),
        );
        let untouched = marker::files(profile).iter().any(|file| file.ends_with("journal.db"));
        self.fault(untouched, "the journal was moved");
        self.found = if untouched { 50 } else { 0 };
    }

    fn judge(&mut self, office: &Office, texts: &[String], profile: &std::path::Path) {
        let times = |text: &String| texts.iter().filter(|found| *found == text).count();
        self.found = office.texts.iter().filter(|text| times(text) == 1).count();
        self.fault(office.texts.iter().all(|text| times(text) <= 1), "a text stands there twice");
        self.fault(texts.len() == self.found, "a text was altered");
        if self.journal.keeps_everything() {
            self.fault(self.found == office.texts.len(), format!("{} texts", self.found));
        }
        let told = self.recovery.clone();
        let cause = told.as_ref().map(|told| told.cause);
        self.fault(self.expected_causes().contains(&cause), format!("told {cause:?}"));
        let Some(told) = told else { return };
        self.fault(told.recovered_texts as usize == self.found, format!("told {}", told.recovered_texts));
        let lost = office.texts.len() - self.found;
        let named = told.unreadable_texts.is_none_or(|count| count as usize == lost);
        self.fault(named, format!("{lost} lost, told {:?}", told.unreadable_texts));
        let kept = told
            .kept_as
            .as_ref()
            .is_some_and(|name| marker::files(profile).iter().any(|file| file.ends_with(name)));
        let must_be_kept = lost > 0 && self.journal != FileState::Missing;
        self.fault(kept || (!must_be_kept && told.kept_as.is_none()), "the old file is not where it is said");
    }

    fn expected_causes(&self) -> Vec<Option<RecoveryCause>> {
        match self.journal {
            FileState::Missing | FileState::ZeroBytes => vec![self.journal.cause()],
            // The number that tells an older copy is in the keyring: another keyring has it not.
            FileState::OlderCopy if self.key == KeyState::OtherBackend => vec![Some(RecoveryCause::KeyLost)],
            FileState::OlderCopy => vec![Some(RecoveryCause::OlderCopy)],
            _ if self.key.is_lost() => vec![Some(RecoveryCause::KeyLost)],
            fault => vec![fault.cause()],
        }
    }
}

fn print_table(outcomes: &[Outcome]) {
    println!("| key | journal | cache | texts of 50 | told | kept aside | refused | result |");
    println!("|---|---|---|---|---|---|---|---|");
    for outcome in outcomes {
        let told = outcome.recovery.as_ref();
        println!(
            "| {:?} | {:?} | {:?} | {} | {} | {} | {} | {} |",
            outcome.key,
            outcome.journal,
            outcome.cache,
            outcome.found,
            told.map_or("-".to_owned(), |told| format!("{:?}", told.cause)),
            told.map_or("-", |told| if told.kept_as.is_some() { "yes" } else { "no" }),
            outcome.refusal.map_or("-".to_owned(), |code| format!("{code:?}")),
            if outcome.faults.is_empty() { "ok" } else { "BAD" },
        );
    }
    let bad = outcomes.iter().filter(|outcome| !outcome.faults.is_empty()).count();
    println!("{} combinations, {bad} bad", outcomes.len());
}
