//! Nothing readable stays outside the two encrypted files, however the program ends; and after a lock nothing stays
//! in its memory either. A thousand words are taken through a session in the real window, then looked for everywhere.
//!
//! `ALLIA_ROUNDS` says how often (1 if it is not set), `ALLIA_SEED` with which words.

use super::clinic::{Clinic, THOUSAND};
use allia_tests::eventually_equal;
use allia_tests::marker::{Hit, Scanner, files, seed};
use allia_tests::practice::PASSWORD;
use allia_tests::window::Window;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::Key;

const ROW: &str = "[data-part=conversation-row]";
const MESSAGE: &str = "[data-part=message]";
const COMPOSER: &str = "[data-part=composer]";
const SEARCH: &str = "[data-part=search]";
const UNLOCK_PASSWORD: &str = "[data-part=unlock-password]";
/// How long after a lock the memory must be clean, at the latest.
const AFTER_THE_LOCK: Duration = Duration::from_secs(5);
/// Patients visited before each ending: together a quarter of a short run's drafts and searches.
const VISITS: usize = 8;
/// Visited in a long run, which types every draft and search that there is.
const ALL_VISITS: usize = 25;
/// Hits that are shown of a place in which there are many.
const SHOWN: usize = 20;

/// How the program comes to an end, or to rest.
#[derive(Clone, Copy, Debug)]
enum Ending {
    Lock,
    Exit,
    Kill,
    SegmentationFault,
}

const ENDINGS: [Ending; 4] = [Ending::Lock, Ending::Exit, Ending::Kill, Ending::SegmentationFault];

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
    let mut window = stay.start().await;
    window.sign_in_as(&stay.clinic.clinician.username, PASSWORD).await;
    let mut found = BTreeSet::new();
    for ending in ENDINGS {
        window.find(ROW).await;
        stay.work(&window, visits).await;
        stay.clinic.note_key().await;
        let memory = window.memory_kib() >> 10;
        let mut hits = stay.starts(&window);
        window = match ending {
            Ending::Lock => {
                window.press(COMPOSER, Key::Control + "l").await;
                window.find(UNLOCK_PASSWORD).await;
                tokio::time::sleep(AFTER_THE_LOCK).await;
                hits.extend(stay.memory(&window));
                hits.extend(stay.everywhere());
                unlock(&window).await;
                window
            }
            Ending::Exit => {
                window.close_by_key().await;
                hits.extend(stay.everywhere());
                stay.start().await
            }
            Ending::Kill => {
                window.program().signal("KILL");
                window.has_ended().await;
                hits.extend(stay.everywhere());
                stay.start().await
            }
            Ending::SegmentationFault => {
                window.processes().iter().for_each(|process| process.signal("SEGV"));
                window.has_ended().await;
                hits.extend(stay.everywhere());
                stay.start().await
            }
        };
        let files = files(stay.folder.path()).len();
        eprintln!("{seed:>20}  {:18}{:>8}{files:>8}{memory:>14}", format!("{ending:?}"), hits.len());
        found.extend(hits);
    }
    window.close().await;
    found
}

async fn unlock(window: &Window) {
    window.fill(UNLOCK_PASSWORD, PASSWORD).await;
    window.click("[data-part=unlock-submit]").await;
    window.find(ROW).await;
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
        Window::open_in(Some(&self.surroundings()), &profile, &self.clinic.server_address()).await
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
