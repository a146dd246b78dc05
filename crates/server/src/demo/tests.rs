//! The demo as a whole, over its own port.

use super::patient_api::{Account, PatientApi};
use super::people::{CLINICIAN, Colleague, HAND_PATIENT, PATIENTS, PROMPT_PATIENT};
use super::*;
use allia_protocol::Timestamp;
use allia_protocol::change::Change;
use allia_protocol::conversation::{Conversation, Message};
use allia_protocol::id::{Cursor, Position};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// However slow and busy the machine, by then it must have happened.
const DEADLINE: Duration = Duration::from_secs(90);

/// A demo that runs in the background.
struct Running {
    ready: serde_json::Value,
    stop: oneshot::Sender<()>,
    demo: JoinHandle<Result<(), DemoError>>,
}

impl Running {
    async fn start(options: Options) -> Self {
        let (said, mut heard) = mpsc::unbounded_channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let demo = tokio::spawn(async move {
            let shutdown = async { drop(stopped.await) };
            run(options, &mut Lines { said, line: Vec::new() }, shutdown).await
        });
        let ready = async {
            loop {
                let line = heard.recv().await.expect("the demo says when it is ready");
                if let Some(ready) = line.strip_prefix("ready ") {
                    return serde_json::from_str(ready).unwrap();
                }
            }
        };
        let ready = tokio::time::timeout(DEADLINE, ready).await.expect("ready in time");
        Self { ready, stop, demo }
    }

    fn sign_in(&self, colleague: Colleague) -> PatientApi {
        let account = Account { username: colleague.username, password: colleague.password };
        PatientApi::new(reqwest::Client::new(), self.ready["address"].as_str().unwrap().to_owned(), account)
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.demo.await.unwrap().unwrap();
    }
}

/// Hands over what is written, line by line.
struct Lines {
    said: mpsc::UnboundedSender<String>,
    line: Vec<u8>,
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            match byte {
                b'\n' => {
                    let line = String::from_utf8(std::mem::take(&mut self.line)).unwrap();
                    self.said.send(line).ok();
                }
                other => self.line.push(*other),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn options(data: Option<PathBuf>, quiet: bool) -> Options {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    Options { data, listen, pace: Pace::new(20.0).unwrap(), answers_only: !quiet, quiet }
}

async fn conversation_with(api: &mut PatientApi, name: &str) -> (Conversation, Cursor) {
    let page = api.conversations().await.unwrap();
    let found = page.conversations.into_iter().find(|each| each.patient.display_name.expose() == name);
    (found.unwrap(), page.cursor)
}

/// Reads a live stream until it has said all of this.
async fn heard(mut stream: reqwest::Response, wanted: [String; 2]) {
    let mut text = String::new();
    while !wanted.iter().all(|each| text.contains(each)) {
        let chunk = stream.chunk().await.unwrap().expect("the stream goes on");
        text.push_str(&String::from_utf8_lossy(&chunk));
    }
}

/// The changes after `cursor` up to and with the first message that the patient wrote.
async fn changes_until_answered(
    api: &mut PatientApi,
    conversation: &Conversation,
    cursor: Cursor,
) -> Vec<Change> {
    let is_answer = |change: &Change| match change {
        Change::Message { message } => message.sender_id == conversation.patient.user_id,
        _ => false,
    };
    let answered = async {
        let mut cursor = cursor;
        let mut seen = Vec::new();
        while !seen.iter().any(is_answer) {
            let page = api.changes(&cursor).await.unwrap();
            cursor = page.cursor;
            if page.changes.is_empty() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            seen.extend(page.changes);
        }
        seen
    };
    tokio::time::timeout(DEADLINE, answered).await.expect("an answer in time")
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

#[tokio::test]
async fn the_prompt_patient_comes_reads_types_and_answers() {
    let demo = Running::start(options(None, false)).await;
    let mut clinician = demo.sign_in(CLINICIAN);
    let (conversation, cursor) = conversation_with(&mut clinician, PROMPT_PATIENT.name).await;
    let patient_id = conversation.patient.user_id;
    let comes = format!(r#""user_id":"{patient_id}","state":"online""#);
    let types = format!(r#""user_id":"{patient_id}"}}"#);
    let stream = clinician.open_live().await.unwrap();
    let stream = tokio::spawn(heard(stream, [comes, types]));
    let text = "Good morning, does Thursday at 10:30 suit you?";
    let sent = clinician.send(conversation.conversation_id, text, now()).await.unwrap();

    let changes = changes_until_answered(&mut clinician, &conversation, cursor).await;
    let read = |change: &Change| {
        matches!(change, Change::Receipt { user_id, read_position, .. }
            if *user_id == conversation.patient.user_id && *read_position >= sent.position)
    };
    assert!(changes.iter().any(read), "read before it was answered");
    tokio::time::timeout(DEADLINE, stream).await.expect("came and typed").unwrap();
    demo.stop().await;
}

#[tokio::test]
async fn the_clinician_sees_the_activated_patients_of_their_team_and_nobody_else() {
    let demo = Running::start(options(None, true)).await;
    let page = demo.sign_in(CLINICIAN).conversations().await.unwrap();
    let mut seen: Vec<String> =
        page.conversations.iter().map(|each| each.patient.display_name.expose().clone()).collect();
    let mut expected: Vec<String> = PATIENTS
        .iter()
        .filter(|person| person.standing.is_activated() && person.standing.is_on_clinicians_team())
        .map(|person| person.name.to_owned())
        .collect();
    seen.sort();
    expected.sort();
    assert_eq!(seen, expected);
    assert!(page.conversations.iter().filter(|each| each.last_message.is_none()).count() >= 4);
    assert!(page.conversations.iter().any(|each| each.unread_count > 0));
    demo.stop().await;
}

#[tokio::test]
async fn running_it_again_on_the_same_directory_goes_on_with_what_was_said() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    let demo = Running::start(options(Some(data.clone()), true)).await;
    let first_code = demo.ready["activation_code"].as_str().unwrap().to_owned();
    let mut clinician = demo.sign_in(CLINICIAN);
    let (conversation, _) = conversation_with(&mut clinician, HAND_PATIENT.name).await;
    let sent: Message =
        clinician.send(conversation.conversation_id, "See you next week.", now()).await.unwrap();
    demo.stop().await;

    let demo = Running::start(options(Some(data), true)).await;
    let (again, _) = conversation_with(&mut demo.sign_in(CLINICIAN), HAND_PATIENT.name).await;
    assert_eq!(again.last_message, Some(sent));
    assert_ne!(again.my_read_position, Position::ZERO);
    assert_ne!(demo.ready["activation_code"].as_str().unwrap(), first_code, "a code is made for each run");
    demo.stop().await;
}

#[tokio::test]
async fn a_directory_that_holds_something_else_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("practice.db"), "somebody's practice").unwrap();
    let options = options(Some(directory.path().to_owned()), true);
    let outcome = run(options, &mut Vec::new(), std::future::pending()).await;
    assert!(matches!(outcome, Err(DemoError::NotADemo(_))), "{outcome:?}");
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
}
