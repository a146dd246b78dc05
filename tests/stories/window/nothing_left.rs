//! Nothing readable stays outside the two encrypted files, however the program ends; and after a lock nothing stays
//! in its memory either. A thousand words are taken through a session in the real window, then looked for everywhere.
//!
//! `ALLIA_ROUNDS` says how often (1 if it is not set), `ALLIA_SEED` with which words.

use super::clinic::{Clinic, THOUSAND};
use allia_tests::marker::{Hit, Scanner, files, seed};
use allia_tests::practice::PASSWORD;
use allia_tests::process::Process;
use allia_tests::window::{Computer, Window};
use allia_tests::{eventually, eventually_equal};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::Key;

const ROW: &str = "[data-part=conversation-row]";
const MESSAGE: &str = "[data-part=message]";
const COMPOSER: &str = "[data-part=composer]";
const SEARCH: &str = "[data-part=search]";
/// What a screen reader says of the lock screen.
const LOCK_SCREEN: &str = "Signed in as";
/// How long after a lock the memory must be clean, at the latest.
const AFTER_THE_LOCK: Duration = Duration::from_secs(5);
/// Patients visited before each ending: together about a quarter of a short run's drafts and searches.
const VISITS: usize = 6;
/// Visited in a long run, which types every draft and search that there is.
const ALL_VISITS: usize = 25;
/// Hits that are shown of a place in which there are many.
const SHOWN: usize = 20;

/// How the program comes to an end, or to rest.
#[derive(Clone, Copy, Debug)]
enum Ending {
    Exit,
    Kill,
    SegmentationFault,
    Lock,
}

const ENDINGS: [Ending; 4] = [Ending::Exit, Ending::Kill, Ending::SegmentationFault, Ending::Lock];

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn nothing_readable_is_left_however_the_program_ends() {
    let rounds = std::env::var("ALLIA_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let visits = if rounds > 1 { ALL_VISITS } else { VISITS };
    let first = seed();
    eprintln!("{:>20}  {:18}{:>8}{:>8}{:>14}", "seed", "ending", "hits", "files", "memory, MiB");
    let mut found = BTreeSet::new();
    for round in 0..rounds {
        found.extend(one_round(first.wrapping_add(round), visits).await);
    }
    let shown: Vec<_> = found.iter().take(SHOWN).collect();
    assert!(found.is_empty(), "{} hits, among them {shown:#?}", found.len());
}

async fn one_round(seed: u64, visits: usize) -> BTreeSet<Hit> {
    let mut stay =
        Stay { clinic: Clinic::open(seed, THOUSAND).await, folder: TempDir::new().expect("a folder") };
    let mut found = BTreeSet::new();
    for ending in ENDINGS {
        let window = stay.start().await;
        if matches!(ending, Ending::Exit) {
            window.sign_in_as(&stay.clinic.clinician.username, PASSWORD).await;
        }
        window.find(ROW).await;
        stay.work(&window, visits).await;
        stay.clinic.note_key().await;
        let memory = window.memory_kib() >> 10;
        let mut hits = stay.starts(&window);
        match ending {
            Ending::Exit => window.close_by_key().await,
            Ending::Kill => {
                window.program().signal("KILL");
                window.has_ended().await;
            }
            Ending::SegmentationFault => {
                fault(&window).await;
                window.has_ended().await;
            }
            Ending::Lock => hits.extend(stay.lock_and_unlock(window).await),
        }
        hits.extend(stay.everywhere());
        let files = files(stay.folder.path()).len();
        eprintln!("{seed:>20}  {:18}{:>8}{files:>8}{memory:>14}", format!("{ending:?}"), hits.len());
        found.extend(hits);
    }
    found
}

/// A fault of a program's own happens again as long as its handler returns. One that comes from outside has to be sent
/// again: the first only makes Rust's handler, which looks for an overflown stack, give way to the system's.
async fn fault(window: &Window) {
    eventually("the program to end with a segmentation fault", || async {
        let running: Vec<_> = window.processes().into_iter().filter(Process::runs).collect();
        running.iter().for_each(|process| process.signal("SEGV"));
        running.is_empty().then_some(())
    })
    .await;
}

/// The one secret that stays in memory: while the stream with the number of unread messages is open, the HTTP library
/// keeps the request that opened it, with an access token that is good for minutes.
fn is_token_of_open_stream(hit: &Hit) -> bool {
    hit.secret == "access_token, as it is" && hit.context.contains("accept: text/event-stream")
}

/// The clinician's stay at one computer.
struct Stay {
    clinic: Clinic,
    folder: TempDir,
}

impl Stay {
    fn surroundings(&self) -> PathBuf {
        self.folder.path().join("surroundings")
    }

    async fn start(&self) -> Window {
        let profile = self.folder.path().join("profile");
        let computer = Computer::default().with_surroundings(&self.surroundings());
        computer.open(&profile, &self.clinic.server_address()).await
    }

    fn scanner(&self) -> Scanner {
        self.clinic.scanner()
    }

    /// Finds, reads, types and sends, with so many patients.
    async fn work(&mut self, window: &Window, patients: usize) {
        for _ in 0..patients {
            self.clinic.patients.rotate_left(1);
            self.visit(window).await;
        }
    }

    async fn visit(&mut self, window: &Window) {
        let clinic = &mut self.clinic;
        if let Some(word) = clinic.searches.pop_front() {
            window.fill(SEARCH, &word).await;
            window.no_longer_shows(ROW).await;
        }
        let patient = &clinic.patients[0];
        let word = patient.name.split(' ').next_back().expect("a name");
        window.fill(SEARCH, word).await;
        window.find_saying(ROW, word).await;
        eventually_equal("the row of the search to be the only one", 1, || window.count(ROW)).await;
        window.press(SEARCH, Key::Enter).await;
        window.find_saying("[data-part=chat-header]", word).await;
        if let Some(word) = clinic.messages.pop_front() {
            patient
                .phone
                .write(&format!("It is me again {word} as I said"))
                .await
                .expect("the phone may write");
            window.find_saying(MESSAGE, &word).await;
        }
        if let Some(word) = clinic.messages.pop_front() {
            window.press(COMPOSER, format!("See you then {word} at nine")).await;
            window.press(COMPOSER, Key::Enter).await;
            window.find_saying(MESSAGE, &word).await;
        }
        if let Some(word) = clinic.drafts.pop_front() {
            window.press(COMPOSER, format!("Perhaps {word} as well")).await;
        }
    }

    /// Locks, looks through what is left, unlocks, and closes the window. The driver loses the window with the lock,
    /// which ends the process that it speaks to: from there on it goes by the keyboard and a screen reader.
    async fn lock_and_unlock(&self, window: Window) -> BTreeSet<Hit> {
        assert!(!self.memory(&window).is_empty(), "the memory of an open program cannot be looked through");
        window.press_on_keyboard("ctrl+l");
        eventually("the key to leave the keyring", || async {
            self.clinic.key_entry().await.is_none().then_some(())
        })
        .await;
        tokio::time::sleep(AFTER_THE_LOCK).await;
        let (open_stream, mut hits): (BTreeSet<_>, BTreeSet<_>) =
            self.memory(&window).into_iter().partition(is_token_of_open_stream);
        assert!(open_stream.len() <= 1, "more than one stream is open: {open_stream:?}");
        hits.extend(self.everywhere());
        window.can_be_read(LOCK_SCREEN).await;
        hits.extend(self.scanner().bytes("a screen reader", window.read_aloud().as_bytes()));
        window.type_and_enter(PASSWORD);
        eventually("the key to be in the keyring again", || async { self.clinic.key_entry().await }).await;
        eventually("the patients to be readable again", || async {
            let read = window.read_aloud();
            self.clinic.patients.iter().any(|patient| read.contains(&patient.name)).then_some(())
        })
        .await;
        window.close_by_key().await;
        hits
    }

    /// Looks through the command lines and environments of the program's processes.
    fn starts(&self, window: &Window) -> BTreeSet<Hit> {
        let scanner = self.scanner();
        window.processes().iter().flat_map(|process| scanner.start_of(process)).collect()
    }

    /// Looks through the memory of the program's processes.
    fn memory(&self, window: &Window) -> BTreeSet<Hit> {
        let scanner = self.scanner();
        window.processes().iter().flat_map(|process| scanner.memory_of(process)).collect()
    }

    /// Looks through everything that the program may have written.
    fn everywhere(&self) -> BTreeSet<Hit> {
        let scanner = self.scanner();
        let desktop = std::env::var_os("ALLIA_DESKTOP").expect("the virtual desktop");
        let places = [self.folder.path(), Path::new(&desktop), Path::new("/dev/shm")];
        let cores = files(&self.surroundings())
            .into_iter()
            .filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("core")));
        assert_eq!(cores.collect::<Vec<_>>(), Vec::<PathBuf>::new(), "the program wrote a core file");
        places.into_iter().flat_map(|place| scanner.folder(place)).collect()
    }
}
