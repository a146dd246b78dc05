//! A clinic in which every name and every text is a word that stands nowhere else.

use allia_client::key::{EntryKind, entry_name};
use allia_client::key_store::{KeyStore, OsKeyring};
use allia_protocol::Secret;
use allia_protocol::session::Me;
use allia_tests::marker::{Scanner, Words};
use allia_tests::practice::PASSWORD;
use allia_tests::tap::Tap;
use allia_tests::{ClinicianAccount, Phone, Practice};
use futures_util::StreamExt;
use std::collections::VecDeque;

/// Calls to the service at a time while the clinic is set up.
const AT_A_TIME: usize = 8;
/// The parts of a database's key that are looked for are at least this long.
const KEY_CHARACTERS: usize = 32;

/// How many words of each kind there are.
#[derive(Clone, Copy)]
pub(super) struct Counts {
    pub(super) names: usize,
    pub(super) messages: usize,
    pub(super) drafts: usize,
    pub(super) searches: usize,
}

/// A thousand words, as many as a run types in the time it has.
pub(super) const THOUSAND: Counts = Counts { names: 300, messages: 500, drafts: 100, searches: 100 };

/// A patient of the clinic.
pub(super) struct Patient {
    pub(super) name: String,
    pub(super) phone: Phone,
}

/// The clinic, the line to it, and its words.
pub(super) struct Clinic {
    pub(super) clinician: ClinicianAccount,
    pub(super) patients: Vec<Patient>,
    /// Texts that nobody has written yet.
    pub(super) messages: VecDeque<String>,
    pub(super) drafts: VecDeque<String>,
    pub(super) searches: VecDeque<String>,
    words: Vec<(&'static str, String)>,
    keys: Vec<(&'static str, Vec<u8>)>,
    tap: Tap,
    practice: Practice,
}

impl Clinic {
    /// Opens the clinic. Two fifths of the messages are left for the window; the rest comes from phones.
    pub(super) async fn open(seed: u64, counts: Counts) -> Self {
        let practice = Practice::open().await;
        let clinician = practice.clinician("Leah Stone").await;
        let mut words = Words::new(seed);
        let names = words.take(counts.names);
        let mut messages = words.take(counts.messages);
        let (drafts, searches) = (words.take(counts.drafts), words.take(counts.searches));
        let kinds = [("name", &names), ("message", &messages), ("draft", &drafts), ("search", &searches)];
        let known =
            kinds.into_iter().flat_map(|(kind, words)| words.iter().map(move |word| (kind, word.clone())));
        let known = known.collect();
        let patients = admit(&practice, &clinician, names).await;
        let kept_back = messages.split_off(messages.len() * 3 / 5);
        write_from_phones(&patients, messages).await;
        let tap = Tap::to(practice.address()).await.expect("a relay");
        Self {
            clinician,
            patients,
            messages: kept_back.into(),
            drafts: drafts.into(),
            searches: searches.into(),
            words: known,
            keys: Vec::new(),
            tap,
            practice,
        }
    }

    /// Where the window signs in.
    pub(super) fn server_address(&self) -> String {
        self.tap.server_address()
    }

    /// Remembers the key that is in the keyring now.
    pub(super) async fn note_key(&mut self) {
        let entry = self.key_entry().await.expect("there is a key while the program is open");
        let known = self.keys.iter().any(|(_, key)| entry.expose().as_bytes().starts_with(key));
        if !known {
            self.keys.extend(key_forms(entry.expose()));
        }
    }

    /// The keyring's entry with the key of the files. While the program is locked there is none.
    pub(super) async fn key_entry(&self) -> Option<Secret> {
        let me: Me = self.practice.api_of(&self.clinician).await.get("/v1/me").await.expect("the account");
        let name = entry_name(EntryKind::Database, &self.server_address(), me.user.user_id);
        let read =
            tokio::task::spawn_blocking(move || OsKeyring.read(&name)).await.expect("the keyring is asked");
        read.expect("the keyring answers")
    }

    /// A scanner for all words, the password, the keys, and every token handed out so far.
    pub(super) fn scanner(&self) -> Scanner {
        let words = self.words.iter().map(|(kind, word)| (*kind, word.clone().into_bytes()));
        let mut secrets: Vec<(&str, Vec<u8>)> = words.chain(self.keys.iter().cloned()).collect();
        assert!(!self.keys.is_empty(), "the key is not known");
        secrets.push(("password", PASSWORD.as_bytes().to_vec()));
        for field in ["access_token", "refresh_token"] {
            let tokens = self.tap.answered(field);
            assert!(!tokens.is_empty(), "nobody has signed in over the tapped line");
            secrets.extend(tokens.into_iter().map(|token| (field, token.into_bytes())));
        }
        Scanner::new(secrets.iter().map(|(kind, bytes)| (*kind, bytes.as_slice())))
    }
}

/// The key as it stands in the entry, and its bytes.
fn key_forms(entry: &str) -> Vec<(&'static str, Vec<u8>)> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let parts = entry.split('.').filter(|part| part.len() >= KEY_CHARACTERS);
    parts
        .flat_map(|part| [part.as_bytes().to_vec()].into_iter().chain(STANDARD.decode(part)))
        .map(|key| ("key", key))
        .collect()
}

async fn admit(practice: &Practice, clinician: &ClinicianAccount, names: Vec<String>) -> Vec<Patient> {
    let admissions = names.into_iter().map(|word| async move {
        let name = format!("Ana {word}");
        let (_, phone) = practice.active_patient(&name, clinician).await;
        Patient { name, phone }
    });
    futures_util::stream::iter(admissions).buffered(AT_A_TIME).collect().await
}

async fn write_from_phones(patients: &[Patient], words: Vec<String>) {
    let writing = words.into_iter().zip(patients.iter().cycle()).map(|(word, patient)| async move {
        patient
            .phone
            .write(&format!("Good morning {word} and thank you"))
            .await
            .expect("the phone may write");
    });
    futures_util::stream::iter(writing).buffer_unordered(AT_A_TIME).collect::<Vec<()>>().await;
}
