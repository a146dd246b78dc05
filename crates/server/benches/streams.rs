//! A thousand live streams, and a hundred messages a second among those who hold them: how long a message takes
//! from the sender's call to the hands of the receiver, who was woken and asked for changes, and how much memory
//! of the service a stream takes.
//!
//! `cargo bench -p allia-server --bench streams` runs for a minute; `-- SECONDS` for as long as said. The service
//! is a process of its own, so that its memory is its own.

mod people;

use allia_protocol::change::{Change, ChangePage};
use allia_protocol::conversation::ConversationPage;
use allia_protocol::id::{ConversationId, Cursor, MessageId};
use allia_protocol::session::{SessionTokens, UserKind};
use allia_protocol::{Secret, path};
use allia_server::origin::Actor;
use allia_server::{Config, Practice, initialize, serve};
use anyhow::{Context, Result};
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use people::{PASSWORD, create, founding};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sse_stream::SseStream;
use std::collections::HashMap;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

const STREAMS: usize = 1_000;
const MESSAGES_PER_SECOND: u32 = 100;
const SECONDS: u64 = 60;
const GOAL: Duration = Duration::from_millis(250);
/// Calls that prepare the run, at a time.
const PREPARING: usize = 16;

/// When each message set out, until it has arrived.
type Underway = Arc<Mutex<HashMap<MessageId, Instant>>>;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.as_slice() {
        [flag, directory] if flag == "--serve" => serve_there(directory).await,
        [seconds] => measure(Duration::from_secs(seconds.parse()?)).await,
        _ => measure(Duration::from_secs(SECONDS)).await,
    }
}

fn configuration(directory: &Path) -> Config {
    Config { connections: 4 * STREAMS, ..Config::for_tests(directory) }
}

/// The service's own process: says where it listens, and serves until it is ended.
async fn serve_there(directory: &str) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    Ok(serve(configuration(Path::new(directory)), listener, std::future::pending()).await?)
}

async fn measure(time: Duration) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let directory = folder.path().join("practice");
    let codes = found(&directory).await?;
    let (service, address) = start(&directory).await?;
    let people = stream::iter(codes.into_iter().enumerate())
        .map(|(number, code)| arrive(address, number, code))
        .buffered(PREPARING)
        .try_concat()
        .await?;

    let without = resident_bytes(&service)?;
    let underway = Underway::default();
    let arrived = listen(&people, &underway).await?;
    let with = resident_bytes(&service)?;
    let sent = send(&people, &underway, time).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut times = std::mem::take(&mut *arrived.lock().unwrap_or_else(PoisonError::into_inner));
    times.sort_unstable();
    let at = |percent: usize| {
        times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    };

    let mut out = std::io::stdout();
    let streams = u64::try_from(people.len())?;
    writeln!(out, "{streams} live streams, {sent} messages in {time:.0?}, {} of them received", times.len())?;
    let verdict = if at(99) < GOAL { "met" } else { "MISSED" };
    writeln!(out, "send -> received, p50   {:>10.2?}", at(50))?;
    writeln!(out, "send -> received, p99   {:>10.2?}  (goal {GOAL:?}: {verdict})", at(99))?;
    writeln!(out, "send -> received, most  {:>10.2?}", at(100))?;
    writeln!(
        out,
        "memory of the service   {:>7} KiB a stream",
        with.saturating_sub(without) / 1024 / streams
    )?;
    writeln!(
        out,
        "  without streams {} MiB, with them {} MiB, afterwards {} MiB",
        without >> 20,
        with >> 20,
        resident_bytes(&service)? >> 20
    )?;
    Ok(())
}

/// Makes the practice, and answers with an invitation for each patient.
async fn found(directory: &Path) -> Result<Vec<Secret>> {
    initialize(configuration(directory), founding()).await?;
    let practice = Practice::open(configuration(directory)).await?;
    let mut codes = Vec::new();
    for number in 0..STREAMS / 2 {
        let clinician = create(&practice, UserKind::Clinician, number).await?;
        let patient = create(&practice, UserKind::Patient, number).await?;
        practice.join_care_team(Actor::local(), patient, clinician).await?;
        codes.push(practice.invite(Actor::local(), patient).await?.code);
    }
    practice.close().await;
    Ok(codes)
}

async fn start(directory: &Path) -> Result<(Child, SocketAddr)> {
    let mut service = Command::new(std::env::current_exe()?)
        .arg("--serve")
        .arg(directory)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let output = service.stdout.take().context("no output")?;
    let first = BufReader::new(output).lines().next_line().await?.context("the service did not start")?;
    Ok((service, first.parse()?))
}

/// Memory of the service that is in use, in bytes.
fn resident_bytes(service: &Child) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", service.id().context("it has ended")?))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
}

/// Somebody who holds a stream.
#[derive(Clone)]
struct Person {
    http: reqwest::Client,
    address: SocketAddr,
    token: Secret,
    conversation: ConversationId,
    cursor: Cursor,
}

/// The clinician and the patient of this number, signed in.
async fn arrive(address: SocketAddr, number: usize, code: Secret) -> Result<Vec<Person>> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let activation = json!({
        "code": code, "username": format!("patient{number}"), "password": PASSWORD, "device_name": "phone",
    });
    let sign_in =
        json!({"username": format!("clinician{number}"), "password": PASSWORD, "device_name": "desk"});
    let mut people = Vec::new();
    for (path, body) in [(path::ACTIVATIONS, activation), (path::SESSIONS, sign_in)] {
        let request = http.post(format!("http://{address}{path}")).json(&body);
        let tokens: SessionTokens = request.send().await?.error_for_status()?.json().await?;
        people.push(Person::enter(http.clone(), address, tokens.access_token).await?);
    }
    Ok(people)
}

impl Person {
    async fn enter(http: reqwest::Client, address: SocketAddr, token: Secret) -> Result<Self> {
        let request =
            http.get(format!("http://{address}{}", path::CONVERSATIONS)).bearer_auth(token.expose());
        let page: ConversationPage = request.send().await?.error_for_status()?.json().await?;
        let conversation = page.conversations.first().context("no conversation")?.conversation_id;
        Ok(Self { http, address, token, conversation, cursor: page.cursor })
    }

    fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.get(format!("http://{}{path}", self.address)).bearer_auth(self.token.expose())
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        Ok(answer(self.get(path)).await?.json().await?)
    }

    /// Opens the stream; each item is a wake-up.
    async fn listen(&self) -> Result<BoxStream<'static, ()>> {
        let response = self.get(path::LIVE).send().await?.error_for_status()?;
        let mut events = SseStream::from_bytes_stream(response.bytes_stream());
        events.next().await.context("the stream ended")??;
        let wakes = events.filter_map(async |event| (event.ok()?.event? == "changed").then_some(()));
        Ok(wakes.boxed())
    }

    /// The ids of the messages that have come since the last time.
    async fn new_messages(&mut self) -> Result<Vec<MessageId>> {
        let page: ChangePage =
            self.read(&format!("{}?after={}", path::CHANGES, self.cursor.as_str())).await?;
        self.cursor = page.cursor;
        let messages = page.changes.into_iter().filter_map(|change| match change {
            Change::Message { message } => Some(message.message_id),
            _ => None,
        });
        Ok(messages.collect())
    }

    async fn send(&self, message: MessageId) -> Result<()> {
        let url = format!("http://{}{}", self.address, path::message(self.conversation, message));
        let body: Value = json!({
            "text": "A message of ordinary length, as people write them.",
            "composed_at": "2026-11-03T14:02:05.120Z",
        });
        answer(self.http.put(url).bearer_auth(self.token.expose()).json(&body)).await.map(drop)
    }
}

/// Once more if need be: a connection that was kept may be closed just as it is used, and these calls may be repeated.
async fn answer(request: reqwest::RequestBuilder) -> Result<reqwest::Response> {
    let again = request.try_clone().context("a body that cannot be repeated")?;
    let answered = match request.send().await {
        Ok(answered) => answered,
        Err(_) => again.send().await?,
    };
    Ok(answered.error_for_status()?)
}

/// Opens everybody's stream. Every second person receives: what the others send is timed on its arrival there.
async fn listen(people: &[Person], underway: &Underway) -> Result<Arc<Mutex<Vec<Duration>>>> {
    let arrived = Arc::new(Mutex::new(Vec::new()));
    let opened: Vec<_> = stream::iter(people.iter().cloned())
        .map(|person| async move { Ok::<_, anyhow::Error>((person.listen().await?, person)) })
        .buffered(PREPARING)
        .try_collect()
        .await?;
    for (number, (mut wakes, mut person)) in opened.into_iter().enumerate() {
        let (underway, arrived) = (Arc::clone(underway), Arc::clone(&arrived));
        tokio::spawn(async move {
            while wakes.next().await.is_some() {
                let Ok(messages) = person.new_messages().await else { return };
                let now = Instant::now();
                for message in messages.into_iter().filter(|_| number % 2 == 1) {
                    let began = underway.lock().unwrap_or_else(PoisonError::into_inner).remove(&message);
                    let mut arrived = arrived.lock().unwrap_or_else(PoisonError::into_inner);
                    arrived.extend(began.map(|began| now - began));
                }
            }
        });
    }
    Ok(arrived)
}

/// Sends at a steady pace, whatever the answers take; answers with how many.
async fn send(people: &[Person], underway: &Underway, time: Duration) -> Result<usize> {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / MESSAGES_PER_SECOND);
    let end = Instant::now() + time;
    let mut sending = tokio::task::JoinSet::new();
    for sender in people.iter().step_by(2).cycle() {
        pace.tick().await;
        if Instant::now() >= end {
            break;
        }
        let (sender, message) = (sender.clone(), MessageId::generate());
        underway.lock().unwrap_or_else(PoisonError::into_inner).insert(message, Instant::now());
        sending.spawn(async move { sender.send(message).await });
    }
    let sent = sending.len();
    while let Some(done) = sending.join_next().await {
        done??;
    }
    Ok(sent)
}
