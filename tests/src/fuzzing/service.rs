//! The whole service, in memory but for its database: requests go in as bytes, answers come out as bytes.

use super::runtime;
use allia_protocol::id::{ConversationId, MessageId, UserId};
use allia_protocol::{Secret, Sensitive, admin::CreateUser};
use allia_server::origin::Actor;
use allia_server::{Config, Founding, Listener, Practice, initialize, serve_practice};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::runtime::Runtime;
use tokio::sync::{Mutex, mpsc};

const PASSWORD: &str = "correct horse battery";
/// Longer ones do not fit into a request's first line, whatever they say.
const LONGEST_CURSOR: usize = 8 * 1024;

struct Service {
    runtime: Runtime,
    dial: mpsc::UnboundedSender<DuplexStream>,
    clinician: Session,
    administrator: Session,
    conversation: ConversationId,
    patient: UserId,
    clinician_id: UserId,
    _folder: TempDir,
}

/// Whose it is, and its access token, which runs out long before the fuzzing ends.
struct Session {
    username: &'static str,
    token: RefCell<String>,
}

impl Session {
    fn of(username: &'static str) -> Self {
        Self { username, token: RefCell::default() }
    }
}

thread_local! {
    static SERVICE: Service = Service::start();
}

/// The first byte says which call it is, the rest is its body.
pub fn request_bodies(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else { return };
    SERVICE.with(|service| {
        let (method, path, session) = service.call_with_body(*choice);
        let answer = service.ask_as(session, method, &path, body);
        assert!(answer.status < 500, "{method} {path}: {}", answer.status);
        assert!(answer.status < 400 || answer.is_problem, "{method} {path} refuses with a problem document");
    });
}

/// Asks for changes and for a page of conversations from a place that nobody was given.
pub fn cursors(data: &[u8]) {
    if data.len() > LONGEST_CURSOR {
        return;
    }
    let after: String = data.iter().map(|byte| format!("%{byte:02x}")).collect();
    SERVICE.with(|service| {
        for (path, refusals) in [("/v1/changes", [410, 422]), ("/v1/conversations", [422, 422])] {
            let answer =
                service.ask_as(Some(&service.clinician), "GET", &format!("{path}?after={after}"), b"");
            assert!(refusals.contains(&answer.status) && answer.is_problem, "{path}: {}", answer.status);
        }
    });
}

struct Answer {
    status: u16,
    is_problem: bool,
    body: Vec<u8>,
}

impl Service {
    fn start() -> Self {
        let runtime = runtime();
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config { database_threads: false, ..Config::for_tests(folder.path().join("practice")) };
        let (dial, dialed) = mpsc::unbounded_channel();
        let practice = runtime.block_on(async {
            initialize(config.clone(), founding()).await.expect("a practice");
            let practice = Practice::open(config).await.expect("the practice");
            let listener = Dialed(Mutex::new(dialed));
            tokio::spawn(serve_practice(Arc::clone(&practice), listener, std::future::pending()));
            practice
        });
        let (clinician_id, patient, code) = runtime.block_on(people(&practice));
        let conversation = ConversationId::generate();
        let mut service = Self {
            runtime,
            dial,
            clinician: Session::of("clinician"),
            administrator: Session::of("admin"),
            conversation,
            patient,
            clinician_id,
            _folder: folder,
        };
        let activation =
            json!({"code": code, "username": "patient", "password": PASSWORD, "device_name": "phone"});
        service.ask("POST", "/v1/activations", "", activation.to_string().as_bytes());
        let found = service.runtime.block_on(practice.conversation_between(patient, clinician_id));
        service.conversation = found.expect("it can be read").expect("they share a conversation");
        service
    }

    /// In the name of a session, which is begun anew when it has run out.
    fn ask_as(&self, session: Option<&Session>, method: &str, path: &str, body: &[u8]) -> Answer {
        let Some(session) = session else { return self.ask(method, path, "", body) };
        let answer = self.ask(method, path, &session.token.borrow(), body);
        if answer.status != 401 {
            return answer;
        }
        session.token.replace(self.sign_in(session.username));
        self.ask(method, path, &session.token.borrow(), body)
    }

    fn sign_in(&self, username: &str) -> String {
        let body = json!({"username": username, "password": PASSWORD, "device_name": "desk"}).to_string();
        let answer = self.ask("POST", "/v1/sessions", "", body.as_bytes());
        let tokens: Value = serde_json::from_slice(&answer.body).expect("tokens");
        tokens["access_token"].as_str().expect("a token").to_owned()
    }

    fn call_with_body(&self, choice: u8) -> (&'static str, String, Option<&Session>) {
        let Self { clinician, administrator, conversation, patient, clinician_id, .. } = self;
        match choice % 8 {
            0 => {
                ("PUT", allia_protocol::path::message(*conversation, MessageId::generate()), Some(clinician))
            }
            1 => ("PUT", allia_protocol::path::receipt(*conversation), Some(clinician)),
            2 => ("POST", "/v1/sessions".to_owned(), None),
            3 => ("POST", "/v1/sessions/refresh".to_owned(), None),
            4 => ("POST", "/v1/activations".to_owned(), None),
            5 => ("POST", "/v1/admin/users".to_owned(), Some(administrator)),
            6 => (
                "PUT",
                format!("/v1/admin/patients/{patient}/access_grants/{clinician_id}"),
                Some(administrator),
            ),
            _ => ("PUT", "/v1/admin/notice".to_owned(), Some(administrator)),
        }
    }

    /// One request on a connection of its own.
    fn ask(&self, method: &str, path: &str, token: &str, body: &[u8]) -> Answer {
        let authorization =
            if token.is_empty() { String::new() } else { format!("Authorization: Bearer {token}\r\n") };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{authorization}\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let answer = self.runtime.block_on(self.exchange(&[head.as_bytes(), body].concat()));
        Answer::read(&answer)
    }

    async fn exchange(&self, request: &[u8]) -> Vec<u8> {
        let (near, far) = duplex(64 * 1024);
        self.dial.send(far).expect("the service listens");
        let (mut reading, mut writing) = tokio::io::split(near);
        let mut answer = Vec::new();
        // A refusal may come before everything is written.
        let (_, read) = tokio::join!(writing.write_all(request), reading.read_to_end(&mut answer));
        read.expect("an answer");
        answer
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let is_problem = head.contains("application/problem+json");
        Self { status, is_problem, body: bytes[end + 4..].to_vec() }
    }
}

/// Connections that are made within the process.
struct Dialed(Mutex<mpsc::UnboundedReceiver<DuplexStream>>);

impl Listener for Dialed {
    type Stream = DuplexStream;

    async fn accept(&self) -> io::Result<(DuplexStream, SocketAddr)> {
        let dialed = self.0.lock().await.recv().await.ok_or(io::ErrorKind::ConnectionAborted)?;
        Ok((dialed, self.local_addr()?))
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok((Ipv4Addr::LOCALHOST, 1).into())
    }
}

fn founding() -> Founding {
    Founding {
        practice_name: "Elm Street Clinic".into(),
        time_zone: "America/New_York".into(),
        username: Sensitive::new("admin".into()),
        password: Secret::new(PASSWORD),
    }
}

/// A clinician, a patient of theirs, and the code with which that one is activated.
async fn people(practice: &Practice) -> (UserId, UserId, Secret) {
    let clinician =
        json!({"kind": "clinician", "username": "clinician", "display_name": "Ana", "password": PASSWORD});
    let patient = json!({"kind": "patient", "display_name": "Maya", "birth_date": "1980-03-04"});
    let create = async |new: Value| {
        let new: CreateUser = serde_json::from_value(new).expect("a user");
        practice.create_user(Actor::local(), new).await.expect("a user")
    };
    let (clinician, patient) = (create(clinician).await, create(patient).await);
    practice.join_care_team(Actor::local(), patient, clinician).await.expect("a team");
    let invitation = practice.invite(Actor::local(), patient).await.expect("an invitation");
    (clinician, patient, invitation.code)
}
