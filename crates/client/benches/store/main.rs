//! How fast the encrypted cache is, and what encryption costs.
//!
//! `cargo bench -p allia-client --features plain-comparison` measures 2,000 patients with 200,000 messages; with
//! `-- --large`, 10,000 patients with 1,000,000 messages, 50,000 of them in one chat. Each statement runs on an encrypted
//! file and on a plain one in the same run. The two run in processes of their own: SQLCipher's wiping of freed memory,
//! once switched on, holds for the whole process.

#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

mod measure;
mod practice;
mod report;

use allia_client::key::DatabaseKey;
use allia_client::store::Cache;
use anyhow::{Context, Result};
use practice::{Practice, Size};
use std::process::{Command, Stdio};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let size =
        if arguments.iter().any(|argument| argument == "--large") { Size::LARGE } else { Size::ORDINARY };
    let measured = arguments.iter().find_map(|argument| argument.strip_prefix("--measure="));
    match measured {
        Some(kind) => measure_one(&Practice::new(size), kind == "encrypted"),
        None => compare(size),
    }
}

/// Runs this program once for each kind of file and puts the results side by side.
fn compare(size: Size) -> Result<()> {
    println!("{} patients, {} messages, largest chat {}", size.patients, size.messages, size.largest);
    let plain = run_measurement("plain", size)?;
    let encrypted = run_measurement("encrypted", size)?;
    report::print(&plain, &encrypted);
    Ok(())
}

fn run_measurement(kind: &str, size: Size) -> Result<Vec<report::Measurement>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(format!("--measure={kind}")).stderr(Stdio::inherit());
    if size.messages == Size::LARGE.messages {
        command.arg("--large");
    }
    let output = command.output()?;
    anyhow::ensure!(output.status.success(), "measuring the {kind} file failed");
    String::from_utf8(output.stdout)?.lines().map(report::Measurement::parse).collect()
}

fn measure_one(practice: &Practice, encrypted: bool) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("cache.db");
    let key = DatabaseKey::generate()?;
    let open = || {
        let cache = if encrypted {
            Cache::open(&file, &key, practice.me)
        } else {
            Cache::open_plain(&file, practice.me)
        };
        cache.context("opening the cache")
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure::all(practice, open))
}
