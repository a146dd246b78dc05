//! What is measured.

use crate::practice::{Practice, scatter, word};
use crate::report::Measurement;
use allia_client::store::Cache;
use allia_protocol::change::Change;
use allia_protocol::id::{ConversationId, Cursor};
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::time::{Duration, Instant};

const PAGE: u64 = 500;
/// Conversations whose history one call takes in, as the engine fetches them side by side.
const SIDE_BY_SIDE: u32 = 4;

/// Measures everything on one cache, and prints a line for each.
pub(crate) async fn all(practice: &Practice, open: impl Fn() -> Result<Cache>) -> Result<()> {
    let cache = open()?;
    first_sync(practice, &cache).await?;
    let largest = Practice::id(0);
    let mut list = Timings::new("first 50 rows of the list");
    let mut chat = Timings::new("newest 50 of the largest chat");
    for _ in 0..2_000 {
        let rows = list.time(cache.list("", 0, 50)).await?.rows;
        ensure!(rows.len() == 50, "50 rows");
        let messages = chat.time(cache.messages_before(largest, None, 50)).await?;
        ensure!(messages.len() == 50, "50 messages");
    }
    list.print();
    patient_search(practice, &cache).await?;
    chat.print();
    message_search(&cache).await?;
    changes(practice, &cache, "change feed, 500 in 50 chats", 50).await?;
    changes(practice, &cache, "change feed, 500 in 500 chats", practice.size.patients).await?;
    purge(practice, &cache).await?;
    cache.close().await?;
    Ok(())
}

/// Conversations first, then history until nothing is missing.
async fn first_sync(practice: &Practice, cache: &Cache) -> Result<()> {
    let mut snapshot = Timings::new("first sync, the conversations");
    let conversations = practice.conversations();
    let cursor = Cursor::new("0");
    snapshot.time(cache.replace_conversations(conversations, None, cursor)).await?;
    snapshot.print();
    let mut sync = Timings::new("first sync, pages of 500");
    loop {
        let gaps = cache.history_gaps(SIDE_BY_SIDE).await?;
        if gaps.is_empty() {
            break;
        }
        let pages: Vec<_> =
            gaps.iter().map(|gap| practice.page(gap.conversation_id, gap.before, PAGE)).collect();
        sync.messages += pages.iter().map(|page| page.messages.len()).sum::<usize>();
        sync.time(cache.add_history(pages)).await?;
    }
    sync.print();
    Ok(())
}

/// Every beginning of a name's word or a birth date, as it is typed.
async fn patient_search(practice: &Practice, cache: &Cache) -> Result<()> {
    let mut search = Timings::new("patient search, one keystroke");
    let mut found = 0;
    for number in 0..400 {
        let name = Practice::name(scatter(number) % practice.size.patients);
        let typed = match number % 4 {
            0 => format!("0{}/1{}/19", number % 9 + 1, number % 10),
            1 => name.split(' ').next_back().unwrap_or_default().to_owned(),
            _ => name,
        };
        let ends = typed.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for end in ends.take(12) {
            found += search.time(cache.list(typed.get(..end).unwrap_or_default(), 0, 50)).await?.total;
        }
    }
    ensure!(found > 0, "patients are found");
    search.print();
    Ok(())
}

async fn message_search(cache: &Cache) -> Result<()> {
    let mut common = Timings::new("message search, common word");
    let mut rare = Timings::new("message search, rare word");
    for number in 0..300 {
        let found = common.time(cache.search_messages(&word(number % 10), 50)).await?;
        ensure!(found.len() == 50, "a common word is found");
        rare.time(cache.search_messages(&word(3_000 + number), 50)).await?;
    }
    common.print();
    rare.print();
    Ok(())
}

/// Pages of the change feed while everything is here, each page over so many chats at most. After some hours away it is a
/// few dozen; each message in a chat of its own is the worst there can be, because each alters pages of its own.
async fn changes(practice: &Practice, cache: &Cache, name: &'static str, chats: u64) -> Result<()> {
    let mut changes = Timings::new(name);
    for page in 0..40 {
        let mut lengths = HashMap::new();
        for number in 0..PAGE {
            let chat = scatter(number) % chats;
            let patient = scatter(page << 32 | chat) % practice.size.patients;
            *lengths.entry(patient).or_insert(0_u64) += 1;
        }
        let mut messages = Vec::new();
        for (patient, count) in lengths {
            let row = cache.row(Practice::id(patient)).await?.context("a patient")?;
            let last = row.last_message.map_or(0, |message| message.position.get());
            let new = (last + 1..=last + count).map(|position| practice.message(patient, position));
            messages.extend(new.map(|message| Change::Message { message }));
        }
        changes.messages += messages.len();
        changes.time(cache.apply_changes(messages, Cursor::new(page.to_string()))).await?;
    }
    changes.print();
    Ok(())
}

async fn lose(cache: &Cache, conversation_id: ConversationId) -> Result<()> {
    cache.lose_conversation(conversation_id).await?;
    cache.purge().await;
    Ok(())
}

/// Leaving a care team: rows, words, pages and log.
async fn purge(practice: &Practice, cache: &Cache) -> Result<()> {
    let mut purge = Timings::new("purge of a conversation");
    for patient in (1..practice.size.patients).step_by(101).take(20) {
        purge.time(lose(cache, Practice::id(patient))).await?;
    }
    purge.print();
    let mut largest = Timings::new("purge of the largest chat");
    largest.time(lose(cache, Practice::id(0))).await?;
    largest.print();
    Ok(())
}

/// How long the calls of one kind took.
struct Timings {
    name: &'static str,
    taken: Vec<Duration>,
    messages: usize,
}

impl Timings {
    const fn new(name: &'static str) -> Self {
        Self { name, taken: Vec::new(), messages: 0 }
    }

    async fn time<T>(&mut self, call: impl Future<Output = T>) -> T {
        let start = Instant::now();
        let answer = call.await;
        self.taken.push(start.elapsed());
        answer
    }

    fn print(mut self) {
        self.taken.sort_unstable();
        let total: Duration = self.taken.iter().sum();
        let messages = u32::try_from(self.messages).unwrap_or(u32::MAX);
        let measurement = Measurement {
            name: self.name.to_owned(),
            p50: self.percentile(50),
            p95: self.percentile(95),
            p99: self.percentile(99),
            worst: self.percentile(100),
            rate: f64::from(messages) / total.as_secs_f64(),
        };
        println!("{}", measurement.to_line());
    }

    fn percentile(&self, percent: usize) -> f64 {
        let place = (self.taken.len() * percent).div_ceil(100).saturating_sub(1);
        self.taken.get(place).map_or(0.0, |taken| taken.as_secs_f64() * 1e6)
    }
}
