//! A clinician with three patients, each of whose names and texts can be told from all others.

use super::dump::Dump;
use allia_client::view::AppState;
use allia_protocol::id::ConversationId;
use allia_tests::practice::{ClinicianAccount, PatientRecord, Practice};
use allia_tests::{Desk, Line, Phone, eventually, eventually_equal};
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

/// A name no word of which stands anywhere else; each patient's texts begin with the same word in small letters.
const PATIENTS: [(&str, &str); 3] = [
    ("Vexiquorum Plath", "vexiquorum"),
    ("Jabberhaut Orne", "jabberhaut"),
    ("Kwistledown Mab", "kwistledown"),
];

pub(super) struct Clinic {
    practice: Practice,
    line: Line,
    is_cut: bool,
    ana: ClinicianAccount,
    /// `None` only while it is restarted.
    desk: Option<Desk>,
    patients: Vec<Patient>,
    written: u32,
}

struct Patient {
    record: PatientRecord,
    phone: Phone,
    conversation: ConversationId,
    word: &'static str,
    is_on_team: bool,
}

impl Clinic {
    pub(super) async fn open() -> Self {
        let practice = Practice::open().await;
        let ana = practice.clinician("Ana Rivera").await;
        let line = practice.line().await;
        let mut patients = Vec::new();
        for (name, word) in PATIENTS {
            let (record, phone) = practice.active_patient(name, &ana).await;
            let conversation = phone.conversation().await.expect("the conversation");
            patients.push(Patient { record, phone, conversation, word, is_on_team: true });
        }
        let desk = practice.desk_over(&ana, &line.server_address()).await;
        for patient in &patients {
            desk.sees(&patient.record).await;
        }
        Self { practice, line, is_cut: false, ana, desk: Some(desk), patients, written: 0 }
    }

    fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("it is on")
    }

    fn text(&mut self, patient: usize) -> String {
        self.written += 1;
        let word = self.patients[patient].word;
        format!(
            "{word}{} {}",
            self.written,
            format!("{word} speaks. ").repeat(self.written as usize * 7 % 40)
        )
        .trim()
        .to_owned()
    }

    fn any(&self, randomness: &mut Xoshiro256PlusPlus) -> usize {
        randomness.random_range(0..self.patients.len())
    }

    /// Everything that can hold a text: history, a draft, an outbox.
    pub(super) async fn fill(&mut self) {
        for patient in 0..self.patients.len() {
            for _ in 0..8 {
                let text = self.text(patient);
                self.patients[patient].phone.write(&text).await.expect("written");
                self.desk().reads(&self.patients[patient].record, &text).await;
            }
            let conversation = self.patients[patient].conversation;
            let (draft, sent) = (self.text(patient), self.text(patient));
            self.desk().client().send_message(conversation, &sent).await.expect("kept");
            self.desk().client().save_draft(conversation, &draft).await.expect("kept");
        }
    }

    pub(super) async fn patient_writes(&mut self, randomness: &mut Xoshiro256PlusPlus) {
        let patient = self.any(randomness);
        let text = self.text(patient);
        if self.patients[patient].is_on_team {
            self.patients[patient].phone.write(&text).await.expect("written");
        }
    }

    /// The desk may not know the patient any more, or again; then it refuses.
    pub(super) async fn clinician_sends(&mut self, randomness: &mut Xoshiro256PlusPlus) {
        let patient = self.any(randomness);
        let text = self.text(patient);
        let _ = self.desk().client().send_message(self.patients[patient].conversation, &text).await;
    }

    pub(super) async fn clinician_drafts(&mut self, randomness: &mut Xoshiro256PlusPlus) {
        let patient = self.any(randomness);
        let text = self.text(patient);
        let _ = self.desk().client().save_draft(self.patients[patient].conversation, &text).await;
    }

    /// The third patient always stays: its strings show that the search would find something.
    pub(super) async fn leave(&mut self, randomness: &mut Xoshiro256PlusPlus) {
        let patient = randomness.random_range(0..2);
        self.practice.leave(&self.patients[patient].record, &self.ana).await;
        self.patients[patient].is_on_team = false;
    }

    pub(super) async fn rejoin(&mut self, randomness: &mut Xoshiro256PlusPlus) {
        let patient = randomness.random_range(0..2);
        self.practice.join(&self.patients[patient].record, &self.ana).await;
        self.patients[patient].is_on_team = true;
    }

    pub(super) async fn cut_or_mend(&mut self) {
        if self.is_cut {
            self.line.mend()
        } else {
            self.line.cut()
        }
        self.is_cut = !self.is_cut;
    }

    pub(super) async fn restart(&mut self) {
        let desk = self.desk.take().expect("it is on").restart().await;
        assert!(matches!(desk.client().app_state(), AppState::SignedIn { .. }), "it is still signed in");
        self.desk = Some(desk);
    }

    /// Sees that everything is found, ends the access to the first two patients, and sees that nothing of them is left.
    /// Says in how many places it was before.
    pub(super) async fn remove_all_but_one_and_look(mut self) -> usize {
        self.line.mend();
        for patient in 0..2 {
            self.practice.join(&self.patients[patient].record, &self.ana).await;
            self.patients[patient].is_on_team = true;
        }
        for patient in 0..self.patients.len() {
            self.desk().client().wake();
            self.desk().sees(&self.patients[patient].record).await;
            let text = self.text(patient);
            self.patients[patient].phone.write(&text).await.expect("written");
            self.desk().reads(&self.patients[patient].record, &text).await;
        }
        let found = self.look_before();
        for patient in &self.patients[..2] {
            self.practice.leave(&patient.record, &self.ana).await;
        }
        for patient in &self.patients[..2] {
            self.desk().no_longer_sees(&patient.record).await;
        }
        self.discard_all().await;
        let gone = || async { self.left_over() };
        eventually_equal("every trace to be gone while the program runs", Vec::new(), gone).await;
        assert!(self.dump().count(PATIENTS[2].1.as_bytes()).0 > 0, "the search finds the one who stayed");
        self.restart().await;
        assert_eq!(self.left_over(), Vec::<String>::new(), "after a restart");
        found
    }

    fn dump(&self) -> Dump {
        Dump::of(self.desk(), &self.line.server_address(), self.ana.user_id)
    }

    fn look_before(&self) -> usize {
        let dump = self.dump();
        let mut found = 0;
        for patient in &self.patients {
            let (word, name) = (patient.word.as_bytes(), patient.record.name.as_bytes());
            for sought in [word, name, patient.conversation.as_uuid().as_bytes().as_slice()] {
                let (cache, journal) = dump.count(sought);
                assert!(cache > 0, "the dump finds {} while the patient is here", patient.record.name);
                found += cache + journal;
            }
        }
        found
    }

    /// What was written and not sent is shown once, and given up.
    async fn discard_all(&self) {
        eventually("what was not sent to be given up", || async {
            let not_sent = self.desk().client().not_sent().await.expect("the journal");
            for entry in &not_sent {
                // It may have been purged as shown already.
                let _ = self.desk().client().discard_message(entry.message.message_id).await;
            }
            let kept =
                self.patients[..2].iter().any(|patient| self.dump().count(patient.word.as_bytes()).1 > 0);
            (!kept).then_some(())
        })
        .await;
    }

    /// Every string of the removed patients that is still somewhere.
    fn left_over(&self) -> Vec<String> {
        let dump = self.dump();
        let mut left = Vec::new();
        for patient in &self.patients[..2] {
            let id = patient.conversation.as_uuid().as_bytes();
            let family = patient.record.name.rsplit(' ').next().unwrap_or_default();
            let strings = [("word", patient.word.as_bytes()), ("name", patient.record.name.as_bytes())];
            let others = [("id", id.as_slice()), ("user", patient.record.user_id.as_uuid().as_bytes())];
            let padded = format!(" {family}");
            for (what, sought) in
                strings.into_iter().chain(others).chain([("family name", padded.as_bytes())])
            {
                if dump.count(sought) != (0, 0) {
                    left.push(format!("{} of {}: {:?}", what, patient.record.name, dump.count(sought)));
                }
            }
        }
        left
    }
}
