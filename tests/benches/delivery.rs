//! From Enter to the other side: a real desk, the real service as a process of its own, a patient's live
//! stream. Prints the times beside their goals; then how many durable sends a second the service takes from
//! 32 callers, beside the same rows written straight to SQLite with one commit each.
//!
//!     cargo bench -p allia-tests --bench delivery

use allia_protocol::conversation::{Message, SendMessage};
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp, path};
use allia_tests::api::Api;
use allia_tests::{Phone, Practice};
use futures_util::StreamExt;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

const MESSAGES: usize = 1_000;
const CALLERS: usize = 32;
const SENDS_PER_CALLER: usize = 200;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    latency().await?;
    throughput().await
}

async fn latency() -> anyhow::Result<()> {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    let mut arrivals = arrivals(&phone).await?;

    let mut times = Vec::with_capacity(MESSAGES);
    for number in 0..MESSAGES {
        while arrivals.try_recv().is_ok() {}
        let start = Instant::now();
        desk.client().send_message(conversation, &format!("message {number}")).await?;
        let arrived = tokio::time::timeout(Duration::from_secs(5), arrivals.recv()).await?;
        times.push(arrived.unwrap_or_else(Instant::now) - start);
    }
    times.sort_unstable();
    println!("send → received on the other side's stream, {MESSAGES} messages, one machine");
    report("p50", times[times.len() / 2], Duration::from_millis(5));
    report("p99", times[times.len() * 99 / 100], Duration::from_millis(25));
    Ok(())
}

/// The moments at which `changed` arrives on the patient's live stream.
async fn arrivals(phone: &Phone) -> anyhow::Result<mpsc::UnboundedReceiver<Instant>> {
    let (note, arrivals) = mpsc::unbounded_channel();
    let mut stream = phone.api().open(path::LIVE).await?.bytes_stream();
    tokio::spawn(async move {
        while let Some(Ok(bytes)) = stream.next().await {
            if bytes.windows(7).any(|window| window == b"changed") {
                let _ = note.send(Instant::now());
            }
        }
    });
    Ok(arrivals)
}

async fn throughput() -> anyhow::Result<()> {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let mut conversations = Vec::new();
    for number in 0..CALLERS {
        let (_, phone) = practice.active_patient(&format!("Patient {number}"), &ana).await;
        conversations.push(phone.conversation().await?);
    }
    let api = practice.api_of(&ana).await;
    let start = Instant::now();
    let callers =
        conversations.into_iter().map(|conversation| tokio::spawn(send_all(api.clone(), conversation)));
    for caller in callers.collect::<Vec<_>>() {
        caller.await??;
    }
    let rate = (CALLERS * SENDS_PER_CALLER) as f64 / start.elapsed().as_secs_f64();
    let plain = plain_commits_per_second()?;
    let verdict = if rate >= 500.0 { "met" } else { "MISSED" };
    println!("durable sends from {CALLERS} callers: {rate:.0}/s (goal 500/s: {verdict})");
    println!("  plain SQLite, one row and one synced commit each: {plain:.0}/s, ratio {:.2}", rate / plain);
    Ok(())
}

async fn send_all(api: Api, conversation: ConversationId) -> anyhow::Result<()> {
    for number in 0..SENDS_PER_CALLER {
        let composed_at = Timestamp::from_millis(1_790_000_000_000);
        let body = SendMessage { text: Sensitive::new(format!("message {number}")), composed_at };
        let path = path::message(conversation, MessageId::generate());
        let _: Message = api.put(&path, &body).await?;
    }
    Ok(())
}

fn plain_commits_per_second() -> anyhow::Result<f64> {
    const ROWS: usize = 500;
    let folder = tempfile::TempDir::new()?;
    let database = rusqlite::Connection::open(folder.path().join("plain.db"))?;
    database.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE message (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
    )?;
    let start = Instant::now();
    for number in 0..ROWS {
        let text = format!("message {number}");
        database.execute(
            "INSERT INTO message (id, text) VALUES (?1, ?2)",
            (MessageId::generate().to_string(), text),
        )?;
    }
    Ok(ROWS as f64 / start.elapsed().as_secs_f64())
}

fn report(what: &str, time: Duration, goal: Duration) {
    let verdict = if time <= goal { "met" } else { "MISSED" };
    println!("  {what} {:.2} ms (goal {} ms: {verdict})", time.as_secs_f64() * 1e3, goal.as_millis());
}
