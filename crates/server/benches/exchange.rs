//! Two numbers about the whole service, over real connections and a real disk: how many durable sends a second
//! 32 clients get through, and how long a message takes from the sender's call to the other side's hands.
//!
//! `cargo bench -p allia-server --bench exchange` prints them beside what the disk itself can do: the time of
//! one bare SQLite commit in the same directory.

mod people;

use allia_protocol::change::ChangePage;
use allia_protocol::conversation::ConversationPage;
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::session::{SessionTokens, UserKind};
use allia_server::origin::Actor;
use allia_server::{Config, Practice, initialize, serve_practice};
use anyhow::{Context, Result};
use futures_util::StreamExt;
use people::{PASSWORD, create, founding};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sse_stream::SseStream;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

const CLIENTS: usize = 32;
const SENDS_EACH: usize = 100;
const ROUND_TRIPS: usize = 300;
const COMMITS: usize = 200;

#[tokio::main]
async fn main() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let config = Config::for_tests(directory.path().join("practice"));
    initialize(config.clone(), founding()).await?;
    let practice = Practice::open(config).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let serving = tokio::spawn(serve_practice(Arc::clone(&practice), listener, std::future::pending()));

    let commit = bare_commit(directory.path())?;
    let pairs = pairs(&practice, address).await?;
    let rate = throughput(&pairs).await?;
    let mut latencies = exchange(pairs.first().context("no pair")?).await?;
    serving.abort();

    latencies.sort_unstable();
    let percentile =
        |of: usize| latencies.get(latencies.len().saturating_sub(1) * of / 100).copied().unwrap_or_default();
    let mut out = std::io::stdout();
    writeln!(out, "bare commit            {commit:>10.2?}  (median of {COMMITS})")?;
    writeln!(out, "durable sends          {rate:>8.0} /s  ({CLIENTS} clients; goal 500)")?;
    writeln!(out, "send -> received, p50  {:>10.2?}  (goal 5 ms)", percentile(50))?;
    writeln!(out, "send -> received, p99  {:>10.2?}  (goal 25 ms)", percentile(99))?;
    Ok(())
}

/// What the disk asks for one durable transaction, whatever a service does around it.
fn bare_commit(directory: &Path) -> Result<Duration> {
    let connection = rusqlite::Connection::open(directory.join("bare.db"))?;
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (a TEXT)")?;
    let mut times = Vec::new();
    for _ in 0..COMMITS {
        let began = Instant::now();
        connection.execute("INSERT INTO t VALUES ('a message of some length')", [])?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    times.get(COMMITS / 2).copied().context("no commits")
}

/// A clinician and a patient who share a conversation, both with sessions.
struct Pair {
    http: reqwest::Client,
    address: SocketAddr,
    conversation: ConversationId,
    clinician: SessionTokens,
    patient: SessionTokens,
}

async fn pairs(practice: &Practice, address: SocketAddr) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for number in 0..CLIENTS {
        let clinician = create(practice, UserKind::Clinician, number).await?;
        let patient = create(practice, UserKind::Patient, number).await?;
        practice.join_care_team(Actor::local(), patient, clinician).await?;
        let invitation = practice.invite(Actor::local(), patient).await?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        let activation = json!({
            "code": invitation.code, "username": format!("patient{number}"), "password": PASSWORD, "device_name": "phone",
        });
        let sign_in =
            json!({"username": format!("clinician{number}"), "password": PASSWORD, "device_name": "desk"});
        let patient_tokens = post(&http, address, "/v1/activations", &activation).await?;
        let clinician_tokens = post(&http, address, "/v1/sessions", &sign_in).await?;
        let conversation =
            practice.conversation_between(patient, clinician).await?.context("no conversation")?;
        pairs.push(Pair {
            http,
            address,
            conversation,
            clinician: clinician_tokens,
            patient: patient_tokens,
        });
    }
    Ok(pairs)
}

async fn post(
    http: &reqwest::Client,
    address: SocketAddr,
    path: &str,
    body: &Value,
) -> Result<SessionTokens> {
    Ok(http
        .post(format!("http://{address}{path}"))
        .json(body)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?)
}

impl Pair {
    async fn send(&self) -> Result<()> {
        let path = allia_protocol::path::message(self.conversation, MessageId::generate());
        let body = json!({"text": "A message of ordinary length, as people write them.", "composed_at": "2026-11-03T14:02:05.120Z"});
        let request = self.http.put(format!("http://{}{path}", self.address));
        request
            .bearer_auth(self.clinician.access_token.expose())
            .json(&body)
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }

    fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.http
            .get(format!("http://{}{path}", self.address))
            .bearer_auth(self.patient.access_token.expose())
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        Ok(self.get(path).send().await?.error_for_status()?.json().await?)
    }
}

/// Sends a second when every client sends one after the other.
async fn throughput(pairs: &[Pair]) -> Result<f64> {
    let began = Instant::now();
    let sending = pairs.iter().map(async |pair| {
        for _ in 0..SENDS_EACH {
            pair.send().await?;
        }
        Ok::<_, anyhow::Error>(())
    });
    futures_util::future::try_join_all(sending).await?;
    let sent = u32::try_from(pairs.len() * SENDS_EACH)?;
    Ok(f64::from(sent) / began.elapsed().as_secs_f64())
}

/// From the sender's call to the message in the hands of a listener who was woken and asked for changes.
async fn exchange(pair: &Pair) -> Result<Vec<Duration>> {
    let mut cursor = pair.read::<ConversationPage>("/v1/conversations").await?.cursor;
    let live = pair.get("/v1/live").send().await?.error_for_status()?;
    let mut events = SseStream::from_bytes_stream(live.bytes_stream()).boxed();
    events.next().await.context("the stream ended")??;
    let mut latencies = Vec::new();
    for _ in 0..ROUND_TRIPS {
        let began = Instant::now();
        let receiving = async {
            loop {
                events.next().await.context("the stream ended")??;
                let page: ChangePage = pair.read(&format!("/v1/changes?after={}", cursor.as_str())).await?;
                cursor = page.cursor;
                if !page.changes.is_empty() {
                    return Ok::<_, anyhow::Error>(began.elapsed());
                }
            }
        };
        let (sent, received) = tokio::join!(pair.send(), receiving);
        sent?;
        latencies.push(received?);
    }
    Ok(latencies)
}
