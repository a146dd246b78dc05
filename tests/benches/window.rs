//! The program's window beside an empty one of the same web view, in the same run: from process start to a
//! usable list, and the memory of the process tree. Needs the release build of both and a desktop:
//!
//!     npm --prefix ui run build
//!     cargo build --release -p allia-server
//!     cargo build --release -p allia-messages --features custom-protocol,e2e --examples --bins
//!     script/desktop cargo bench -p allia-tests --bench window

use allia_tests::window::{Demo, Window, built};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ROUNDS: usize = 7;
const GOAL: f64 = 1.3;
const ROW: &str = "[data-part=conversation-row]";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = TempDir::new()?;
    let demo = Demo::start(&folder.path().join("practice"), &["--quiet"]);
    let profile = folder.path().join("profile");
    sign_in_once(&profile, &demo).await;

    let ours = built("allia-messages")?;
    let empty = built("examples/empty_window")?;
    let arguments = [
        "--profile".to_owned(),
        profile.display().to_string(),
        "--server".to_owned(),
        demo.server_address.clone(),
    ];
    let (mut our_times, mut empty_times) = (Vec::new(), Vec::new());
    let (mut our_memory, mut empty_memory) = (0, 0);
    for _ in 0..ROUNDS {
        let (time, memory) = measure(&empty, &[], "main").await;
        empty_times.push(time);
        empty_memory = memory;
        let (time, memory) = measure(&ours, &arguments, ROW).await;
        our_times.push(time);
        our_memory = memory;
    }
    let (ours, empty) = (median(our_times), median(empty_times));
    println!("process start → usable list, median of {ROUNDS}");
    println!("  ours {:.0} ms, empty window {:.0} ms", ours.as_secs_f64() * 1e3, empty.as_secs_f64() * 1e3);
    report(
        ours.as_secs_f64() / empty.as_secs_f64(),
        "the first drawing of the screens: both pages begin at the same moment, and the engine is open before that",
    );
    println!("memory of the process tree after opening (proportional set size)");
    println!("  ours {} MiB, empty window {} MiB", our_memory >> 10, empty_memory >> 10);
    report(
        our_memory as f64 / empty_memory as f64,
        "the screens' scripts and drawn rows, and the page caches of two files",
    );
    Ok(())
}

fn report(ratio: f64, held_back_by: &str) {
    if ratio <= GOAL {
        println!("  ratio {ratio:.2} (goal {GOAL}: met)");
    } else {
        println!("  ratio {ratio:.2} (goal {GOAL}: MISSED, held back by {held_back_by})");
    }
}

async fn measure(program: &Path, arguments: &[String], ready: &str) -> (Duration, u64) {
    let start = Instant::now();
    let window = Window::start(program, arguments).await;
    window.find(ready).await;
    let time = start.elapsed();
    let memory = window.memory_kib();
    window.close().await;
    (time, memory)
}

async fn sign_in_once(profile: &Path, demo: &Demo) {
    let window = Window::open(profile, &demo.server_address).await;
    window.sign_in(demo).await;
    window.find(ROW).await;
    window.close().await;
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
