//! One practice in the storm: a clinician, three patients (one of whom comes and goes), and an administrator.

use super::desk::Storming;
use super::service::Service;
use super::tally::Tally;
use allia_protocol::conversation::{Conversation, ConversationPage, Message, MessagePage, SendMessage};
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp, path};
use allia_tests::api::Api;
use allia_tests::headless::{Order, Report, ReportedConversation, ReportedMessage, Start};
use allia_tests::practice::PASSWORD;
use allia_tests::{ClinicianAccount, PatientRecord, Phone, Practice, seed};
use futures_util::future::{join, join_all};
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;
use reqwest::{Method, StatusCode};
use std::collections::HashMap;
use std::time::Duration;
use tempfile::TempDir;

pub(super) struct World {
    randomness: Xoshiro256PlusPlus,
    service: Service,
    desk: Storming,
    practice: Practice,
    /// The clinician's own look at the service.
    clinician: Api,
    ana: ClinicianAccount,
    patients: Vec<Patient>,
    kills: u64,
    _folder: TempDir,
}

struct Patient {
    record: PatientRecord,
    phone: Phone,
    conversation: ConversationId,
    is_removable: bool,
    /// What the phone is trying to send: it goes on with the same message until the service has answered.
    writing: (MessageId, String),
    written: u64,
    acknowledged: Vec<String>,
    /// Everything that the phone has read so far, in order.
    read: Vec<Message>,
}

impl World {
    pub(super) async fn open(seed: u64) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let service = Service::found(&folder.path().join("service")).await;
        let practice = Practice::elsewhere(service.address()).await;
        let ana = practice.clinician("Ana Rivera").await;
        let clinician = practice.api_of(&ana).await;
        let start = Start {
            profile: folder.path().join("profile"),
            key_store: folder.path().join("keys"),
            server_address: service.server_address(),
            username: ana.username.clone(),
            password: PASSWORD.to_owned(),
        };
        let mut patients = Vec::new();
        for (name, is_removable) in [("Maya Okafor", false), ("Omar Haddad", false), ("Lena Fisk", true)] {
            let (record, phone) = practice.active_patient(name, &ana).await;
            let conversation = phone.conversation().await.expect("the conversation");
            patients.push(Patient::new(record, phone, conversation, is_removable));
        }
        let mut desk = Storming::start(start).await;
        for patient in &patients {
            desk.model.add(patient.conversation, patient.is_removable);
        }
        let mut world = Self {
            randomness: seed::randomness(seed),
            service,
            desk,
            practice,
            clinician,
            ana,
            patients,
            kills: 0,
            _folder: folder,
        };
        world.complete_report().await;
        world
    }

    /// A while of storm, a kill in the middle of it, the start after it.
    pub(super) async fn storm_and_kill(&mut self, tally: &mut Tally) {
        self.kills += 1;
        let steps = self.randomness.random_range(4..40);
        for _ in 0..steps {
            self.step(tally).await;
        }
        let (kills_desk, kills_service) = match self.randomness.random_range(0..10) {
            0..5 => (true, false),
            5..9 => (false, true),
            _ => (true, true),
        };
        let place = format!("kill {} (desk: {kills_desk}, service: {kills_service})", self.kills);
        tally.incoming += self.kill(kills_desk, kills_service, tally).await;
        match (kills_desk, kills_service) {
            (true, true) => tally.both_kills += 1,
            (true, false) => tally.desk_kills += 1,
            _ => tally.service_kills += 1,
        }
        if kills_service {
            self.service.check(tally).await;
            // Sometimes the desk starts before the service is there.
            if kills_desk && self.randomness.random_bool(0.5) {
                self.desk.restart(&place).await;
                self.service.restart().await;
            } else {
                self.service.restart().await;
                if kills_desk {
                    self.desk.restart(&place).await;
                }
            }
            for patient in &mut self.patients {
                patient.look(&place).await;
            }
            self.desk.wake().await;
        } else {
            self.desk.restart(&place).await;
        }
    }

    /// Kills somewhere within what the last steps have set going, while all phones write.
    async fn kill(&mut self, kills_desk: bool, kills_service: bool, tally: &mut Tally) -> u64 {
        for _ in 0..4 {
            self.desk.go_on(&mut self.randomness, tally).await;
        }
        let longest = if self.randomness.random_bool(0.5) { 2_000 } else { 20_000 };
        let pause = Duration::from_micros(self.randomness.random_range(0..longest));
        let (service, desk) = (&mut self.service, &mut self.desk);
        let killing = async {
            tokio::time::sleep(pause).await;
            if kills_service {
                service.kill().await;
            }
            if kills_desk {
                desk.kill(tally).await;
            }
        };
        let writing = join_all(self.patients.iter_mut().map(Patient::write_on));
        let ((), written) = join(killing, writing).await;
        written.iter().sum()
    }

    async fn step(&mut self, tally: &mut Tally) {
        self.desk.go_on(&mut self.randomness, tally).await;
        match self.randomness.random_range(0..20) {
            0..6 => {
                let patient = self.randomness.random_range(0..self.patients.len());
                tally.incoming += u64::from(self.patients[patient].write().await);
            }
            6 => self.come_or_go(tally).await,
            7..10 => {
                let patient = self.randomness.random_range(0..self.patients.len());
                self.patients[patient].look("in the storm").await;
            }
            _ => tokio::time::sleep(Duration::from_millis(self.randomness.random_range(0..8))).await,
        }
    }

    /// The clinician leaves the third patient's care team, or joins it.
    async fn come_or_go(&mut self, tally: &mut Tally) {
        let leaves = self.randomness.random_bool(0.5);
        let patient = &self.comes_and_goes().record;
        if leaves {
            self.practice.leave(patient, &self.ana).await;
        } else {
            self.practice.join(patient, &self.ana).await;
        }
        tally.removals += u64::from(leaves);
    }

    fn comes_and_goes(&self) -> &Patient {
        self.patients.iter().find(|patient| patient.is_removable).expect("one of them")
    }

    /// Waits until everything has arrived, and compares both sides.
    pub(super) async fn settle_and_compare(mut self, tally: &mut Tally) {
        self.practice.join(&self.comes_and_goes().record, &self.ana).await;
        self.desk.finish(tally).await;
        let place = "at the end";
        let report = self.complete_report().await;
        self.desk.model.compare(&report, place);
        tally.not_sent += self.desk.model.shown_not_sent.len() as u64;
        for patient in &mut self.patients {
            patient.look(place).await;
        }
        for shown in &report.conversations {
            let patient = self.patients.iter().find(|patient| patient.conversation == shown.conversation_id);
            let patient = patient.expect("a patient of the practice");
            tally.messages_compared += patient.read.len() as u64;
            tally.not_sent_and_there += self.compare_with_service(patient);
        }
        self.desk.quit(tally).await;
        self.service.kill().await;
        self.service.check(tally).await;
    }

    /// Nothing lost, doubled, out of order, or from nowhere. Says how many texts arrived that the desk called not sent.
    fn compare_with_service(&self, patient: &Patient) -> u64 {
        let writing = &self.desk.model.conversations[&patient.conversation];
        let texts: Vec<&str> = patient.read.iter().map(|message| message.text.expose().as_str()).collect();
        let mut times: HashMap<&str, u64> = HashMap::new();
        texts.iter().for_each(|text| *times.entry(*text).or_default() += 1);
        for (text, times) in &times {
            assert_eq!(*times, 1, "on the service {times} times: {text}");
            let is_known = writing.ordered.contains(*text) || *text == patient.writing.1;
            assert!(is_known || patient.acknowledged.iter().any(|own| own == text), "from nowhere: {text}");
        }
        let not_sent = &self.desk.model.shown_not_sent;
        for text in &writing.sent {
            let is_kept = times.contains_key(text.as_str()) || not_sent.contains(text);
            assert!(is_kept, "acknowledged by the desk and gone: {text}");
        }
        for text in &patient.acknowledged {
            assert!(times.contains_key(text.as_str()), "acknowledged by the service and gone: {text}");
        }
        assert_in_order(&texts, &writing.sent, "the desk's");
        assert_in_order(&texts, &patient.acknowledged, "the phone's");
        texts.iter().filter(|text| not_sent.contains(**text)).count() as u64
    }

    /// What the desk shows once the line is up, nothing waits, and it is what the service has.
    async fn complete_report(&mut self) -> Report {
        let start = tokio::time::Instant::now();
        loop {
            self.desk.process().tell(Order::Wake).await;
            let report = self.desk.process().report().await;
            let difference = self.difference(&report).await;
            let Some(difference) = difference else { return report };
            let patience = 2 * allia_tests::wait::PATIENCE;
            assert!(start.elapsed() < patience, "the local copy is not what the service has: {difference}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// How the local copy differs from a fresh look at the service, by the clinician's own eyes.
    async fn difference(&self, report: &Report) -> Option<String> {
        if report.is_signed_out || !report.is_online || !report.has_history {
            return Some("it is not complete".to_owned());
        }
        let page = match self.clinician.get::<ConversationPage>(path::CONVERSATIONS).await {
            Ok(page) => page,
            Err(error) => return Some(format!("{error:#}")),
        };
        if page.conversations.len() != report.conversations.len() {
            return Some(format!("{} conversations", report.conversations.len()));
        }
        for fresh in &page.conversations {
            let id = fresh.conversation_id;
            let shown = report.conversations.iter().find(|shown| shown.conversation_id == id);
            let Some(shown) = shown else { return Some(format!("{id} is missing")) };
            let difference = match history(&self.clinician, id).await {
                Ok(messages) => difference_in(shown, &report.not_sent, fresh, &messages),
                Err(error) => Some(format!("{error:#}")),
            };
            if let Some(difference) = difference {
                return Some(format!("{id}: {difference}"));
            }
        }
        None
    }
}

/// A text not sent stands in the chat as well, for good; what waits has still to go.
fn difference_in(
    shown: &ReportedConversation,
    not_sent: &[String],
    fresh: &Conversation,
    messages: &[Message],
) -> Option<String> {
    let is_done =
        |message: &&ReportedMessage| message.position.is_some() || !not_sent.contains(&message.text);
    let here = shown.messages.iter().filter(is_done).map(|message| {
        (message.message_id.clone(), message.position.unwrap_or_default(), message.text.clone())
    });
    let there = messages.iter().map(|message| {
        (message.message_id.to_string(), message.position.get(), message.text.expose().clone())
    });
    let (here, there): (Vec<_>, Vec<_>) = (here.collect(), there.collect());
    if here != there {
        let odd = here.iter().find(|message| !there.contains(message));
        return Some(format!("{} messages, {} on the service; {odd:?}", here.len(), there.len()));
    }
    if (shown.unread, shown.read_position) != (fresh.unread_count, fresh.my_read_position.get()) {
        return Some(format!("{} unread, {} on the service", shown.unread, fresh.unread_count));
    }
    None
}

fn assert_in_order(there: &[&str], written: &[String], whose: &str) {
    let places = written.iter().filter_map(|text| there.iter().position(|other| other == text));
    let places: Vec<usize> = places.collect();
    assert!(places.is_sorted(), "{whose} messages are out of order: {places:?}");
}

async fn history(api: &Api, id: ConversationId) -> anyhow::Result<Vec<Message>> {
    let mut all = Vec::new();
    loop {
        let after = all.last().map_or(0, |last: &Message| last.position.get());
        let path = format!("{}?after={after}&limit=500", path::messages(id));
        let page: MessagePage = api.get(&path).await?;
        all.extend(page.messages);
        if !page.more {
            return Ok(all);
        }
    }
}

impl Patient {
    fn new(record: PatientRecord, phone: Phone, conversation: ConversationId, is_removable: bool) -> Self {
        let writing = (MessageId::generate(), format!("from {}, 0", record.name));
        Self {
            record,
            phone,
            conversation,
            is_removable,
            writing,
            written: 0,
            acknowledged: Vec::new(),
            read: Vec::new(),
        }
    }

    /// Sends a few, one after the other. Says how many the service has taken.
    async fn write_on(&mut self) -> u64 {
        let mut taken = 0;
        while taken < 4 && self.write().await {
            taken += 1;
        }
        taken
    }

    /// Tries to send. Says whether the service has taken it.
    async fn write(&mut self) -> bool {
        let (id, text) = &self.writing;
        let composed_at = Timestamp::from_millis(1_790_000_000_000);
        let body = SendMessage { text: Sensitive::new(text.clone()), composed_at };
        let path = path::message(self.conversation, *id);
        let Ok(answer) = self.phone.api().call(Method::PUT, &path, Some(&body)).await else { return false };
        if !answer.status.is_success() {
            let may = [StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
            assert!(may.contains(&answer.status), "{} {}", answer.status, answer.body);
            return false;
        }
        self.acknowledged.push(text.clone());
        self.written += 1;
        self.writing = (MessageId::generate(), format!("from {}, {}", self.record.name, self.written));
        true
    }

    /// Reads the conversation: what was read before is still there, unaltered.
    async fn look(&mut self, place: &str) {
        let Ok(now) = history(self.phone.api(), self.conversation).await else {
            assert!(self.is_removable, "{place}: the phone cannot read");
            return;
        };
        let before = self.read.len();
        assert!(now.len() >= before && now[..before] == self.read[..], "{place}: what was read has changed");
        let positions: Vec<u64> = now.iter().map(|message| message.position.get()).collect();
        assert!(positions.iter().copied().eq(1..=now.len() as u64), "{place}: {positions:?}");
        self.read = now;
    }
}
