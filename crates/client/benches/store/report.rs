//! The results, side by side, with their goals.

use anyhow::{Context, Result};

/// Encryption may cost half as much again.
const MOST_TIMES_PLAIN: f64 = 1.5;

/// What one measurement came to.
pub(crate) struct Measurement {
    pub(crate) name: String,
    /// Microseconds a call.
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) worst: f64,
    /// Messages a second over all calls; zero when messages are not what counts.
    pub(crate) rate: f64,
}

impl Measurement {
    /// As the measuring process writes it.
    pub(crate) fn to_line(&self) -> String {
        let Self { name, p50, p95, p99, worst, rate } = self;
        format!("{name}\t{p50}\t{p95}\t{p99}\t{worst}\t{rate}")
    }

    /// As the measuring process wrote it.
    pub(crate) fn parse(line: &str) -> Result<Self> {
        let mut fields = line.split('\t');
        let name = fields.next().context("a name")?.to_owned();
        let mut number = || -> Result<f64> { Ok(fields.next().context("a number")?.parse()?) };
        Ok(Self { name, p50: number()?, p95: number()?, p99: number()?, worst: number()?, rate: number()? })
    }
}

const HELD_BACK_BY: &str = "\
What is missed is held back by the encryption of whole pages: each page that is read for the first time is decrypted
and checked, each that is written is encrypted and signed. Writes scattered over many chats touch most pages for the
fewest messages; a rare word and the first letters of a search are read from pages that nobody has asked for yet.";

/// Prints the table.
pub(crate) fn print(plain: &[Measurement], encrypted: &[Measurement]) {
    println!(
        "{:<34}{:>11}{:>11}{:>11}{:>11}{:>10}{:>8}  goal",
        "microseconds a call", "plain p50", "p50", "p95", "p99", "msg/s", "ratio"
    );
    for (plain, encrypted) in plain.iter().zip(encrypted) {
        let ratio =
            if encrypted.rate > 0.0 { plain.rate / encrypted.rate } else { encrypted.p50 / plain.p50 };
        let rate = if encrypted.rate > 0.0 { format!("{:.0}", encrypted.rate) } else { String::new() };
        let Measurement { name, p50, p95, p99, .. } = encrypted;
        let verdict = verdict(encrypted, ratio);
        println!(
            "{name:<34}{:>11.0}{p50:>11.0}{p95:>11.0}{p99:>11.0}{rate:>10}{ratio:>8.2}  {verdict}",
            plain.p50
        );
    }
    println!("{HELD_BACK_BY}");
}

fn verdict(measured: &Measurement, ratio: f64) -> String {
    let met = |met: bool| if met { "met" } else { "MISSED" };
    let ratio = format!("{MOST_TIMES_PLAIN} x plain: {}", met(ratio <= MOST_TIMES_PLAIN));
    let (goal, reached) = match measured.name.as_str() {
        "first 50 rows of the list" => ("p50 under 5 ms", measured.p50 < 5_000.0),
        "patient search, one keystroke" => ("p99 under 2 ms", measured.p99 < 2_000.0),
        "newest 50 of the largest chat" => ("p50 under 2 ms", measured.p50 < 2_000.0),
        "first sync, pages of 500" => ("over 25,000 msg/s", measured.rate > 25_000.0),
        "purge of a conversation" | "purge of the largest chat" => {
            return format!("worst under 5 s: {}", met(measured.worst < 5e6));
        }
        _ => return ratio,
    };
    format!("{goal}: {}; {ratio}", met(reached))
}
