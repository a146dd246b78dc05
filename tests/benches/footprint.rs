//! What the program costs while it runs, beside an empty window of the same web view in the same run: memory of the
//! process tree over an hour of the demo practice at ten times its pace, and the share of a core when nothing happens,
//! shown and minimized. Needs the release build of both and a desktop:
//!
//!     npm --prefix ui run build
//!     cargo build --release -p allia-server
//!     cargo build --release -p allia-messages --features custom-protocol,e2e --examples --bins
//!     script/desktop cargo bench -p allia-tests --bench footprint
//!
//! `ALLIA_MINUTES` sets another length than 60.

use allia_tests::window::{Demo, Window, built};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

const MINUTES: u64 = 60;
const SAMPLES: u32 = 12;
/// Looks at a conversation between two samples.
const GLANCES: u32 = 5;
const MEMORY_GOAL: f64 = 1.4;
const IDLE: Duration = Duration::from_secs(60);
/// Per cent of one core.
const IDLE_GOAL: f64 = 1.0;
const ROW: &str = "[data-part=conversation-row]";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = TempDir::new()?;
    idle(&folder.path().join("idle")).await?;
    let minutes = std::env::var("ALLIA_MINUTES").ok().and_then(|text| text.parse().ok()).unwrap_or(MINUTES);
    busy(&folder.path().join("busy"), Duration::from_secs(minutes * 60)).await
}

async fn idle(folder: &Path) -> anyhow::Result<()> {
    let demo = Demo::start(&folder.join("practice"), &["--quiet"]);
    let ours = signed_in(folder, &demo).await;
    let empty = Window::start(&built("examples/empty_window")?, &[]).await;
    println!("share of a core while nothing happens, over {} s", IDLE.as_secs());
    tokio::time::sleep(IDLE).await;
    for place in ["shown", "minimized"] {
        if place == "minimized" {
            minimize(&ours);
        }
        let before = (ours.processor_time(), empty.processor_time());
        tokio::time::sleep(IDLE).await;
        let share = |now: Duration, before: Duration| (now - before).as_secs_f64() / IDLE.as_secs_f64() * 1e2;
        let (our, other) = (share(ours.processor_time(), before.0), share(empty.processor_time(), before.1));
        let verdict = if our < IDLE_GOAL { "met" } else { "MISSED" };
        println!(
            "  {place}: ours {our:.2} %, empty window {other:.2} % (goal under {IDLE_GOAL} %: {verdict})"
        );
    }
    ours.close().await;
    empty.close().await;
    Ok(())
}

async fn busy(folder: &Path, length: Duration) -> anyhow::Result<()> {
    let demo = Demo::start(&folder.join("practice"), &["--pace", "10"]);
    let ours = signed_in(folder, &demo).await;
    ours.click(ROW).await;
    let empty = Window::start(&built("examples/empty_window")?, &[]).await;
    println!("memory of the process tree (proportional set size), ten times the demo practice's pace");
    let mut memory = Vec::new();
    for sample in 1..=SAMPLES {
        // Somebody is there: after a quarter of an hour alone, the program locks.
        for _ in 0..GLANCES {
            tokio::time::sleep(length / SAMPLES / GLANCES).await;
            ours.click(ROW).await;
        }
        let minutes = (length / SAMPLES * sample).as_secs() / 60;
        let (our, other) = (ours.memory_kib(), empty.memory_kib());
        memory.push(our);
        println!("  after {minutes:>2} min: ours {} MiB, empty window {} MiB", our >> 10, other >> 10);
    }
    let ratio = ours.memory_kib() as f64 / empty.memory_kib() as f64;
    let verdict = if ratio <= MEMORY_GOAL { "met" } else { "MISSED" };
    println!("  ratio {ratio:.2} (goal {MEMORY_GOAL}: {verdict})");
    let third = memory.len() / 3;
    let mean = |part: &[u64]| part.iter().sum::<u64>() as f64 / part.len() as f64;
    let (middle, last) = (mean(&memory[third..2 * third]), mean(&memory[2 * third..]));
    println!("  the last third beside the middle one: {:.2} ×", last / middle);
    ours.close().await;
    empty.close().await;
    Ok(())
}

async fn signed_in(folder: &Path, demo: &Demo) -> Window {
    let window = Window::open(&folder.join("profile"), &demo.server_address).await;
    window.sign_in(demo).await;
    window.find(ROW).await;
    window
}

fn minimize(window: &Window) {
    let id = window.program().id.to_string();
    let arguments = ["search", "--onlyvisible", "--pid", id.as_str(), "windowminimize", "%@"];
    let done = Command::new("xdotool").args(arguments).status();
    assert!(done.is_ok_and(|status| status.success()), "the window could not be minimized");
}
