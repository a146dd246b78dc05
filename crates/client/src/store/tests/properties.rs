//! Whatever is applied, in whatever order and however often, the cache ends as a fresh one would be.

use super::*;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

const PATIENTS: usize = 3;

#[derive(Clone, Debug)]
enum Event {
    Message { patient: usize, mine: bool, later: i64 },
    ClinicianReads { patient: usize, up_to: u64 },
    PatientReads { patient: usize, delivered: u64, read: u64 },
    Announce { patient: usize },
    Notice,
    Rename { patient: usize },
    Leave { patient: usize },
    Join { patient: usize },
}

fn ordinary() -> impl Strategy<Value = Event> {
    let patient = 0..PATIENTS;
    let later = prop_oneof![Just(0), Just(0), 1_i64..5_000, -2_000_i64..0];
    prop_oneof![
        6 => (patient.clone(), any::<bool>(), later)
            .prop_map(|(patient, mine, later)| Event::Message { patient, mine, later }),
        2 => (patient.clone(), 0_u64..12).prop_map(|(patient, up_to)| Event::ClinicianReads { patient, up_to }),
        2 => (patient.clone(), 0_u64..12, 0_u64..12)
            .prop_map(|(patient, delivered, read)| Event::PatientReads { patient, delivered, read }),
        1 => patient.prop_map(|patient| Event::Announce { patient }),
        1 => Just(Event::Notice),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => ordinary(),
        1 => (0..PATIENTS).prop_map(|patient| Event::Rename { patient }),
        1 => (0..PATIENTS).prop_map(|patient| Event::Leave { patient }),
        2 => (0..PATIENTS).prop_map(|patient| Event::Join { patient }),
    ]
}

fn happen(practice: &mut Practice, number: usize, event: &Event) {
    match *event {
        Event::Message { patient, mine, later } => {
            practice.write_at(patient, mine, &format!("pill number{number}"), later);
        }
        Event::ClinicianReads { patient, up_to } => practice.clinician_reads(patient, up_to),
        Event::PatientReads { patient, delivered, read } => practice.patient_reads(patient, delivered, read),
        Event::Announce { patient } => practice.announce(patient),
        Event::Notice => practice.set_notice(number as u64 + 1),
        Event::Rename { patient } => practice.rename(patient, &format!("Renamed{number}")),
        Event::Leave { patient } => practice.leave(patient),
        Event::Join { patient } => practice.join(patient),
    }
}

/// What a step of a client does.
#[derive(Clone, Debug)]
enum Step {
    /// Reads the feed from an earlier place (as after a crash) or where it stands, so many entries.
    Feed { back: usize, length: usize },
    /// Fetches a page of history.
    History { patient: usize, before: Option<u64>, limit: usize },
    /// Takes the conversations afresh.
    Refresh,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (prop_oneof![3 => Just(0_usize), 1 => 0_usize..20], 1_usize..8)
            .prop_map(|(back, length)| Step::Feed { back, length }),
        3 => history_step(),
        1 => Just(Step::Refresh),
    ]
}

fn history_step() -> impl Strategy<Value = Step> {
    (0..PATIENTS, prop::option::of(1_u64..14), 1_usize..6)
        .prop_map(|(patient, before, limit)| Step::History { patient, before, limit })
}

/// Everything that a screen can see.
#[derive(Debug, PartialEq)]
struct Visible {
    list: StoredList,
    messages: Vec<Vec<Message>>,
    found: Vec<MessageFound>,
    renamed: Vec<StoredRow>,
    notice: Option<Notice>,
    progress: SyncProgress,
}

async fn visible(cache: &Cache) -> Visible {
    let list = cache.list("", 0, 100).await.unwrap();
    let mut messages = Vec::new();
    for row in &list.rows {
        messages.push(cache.messages_before(row.conversation_id, None, 500).await.unwrap());
    }
    Visible {
        list,
        messages,
        found: cache.search_messages("pill num", 500).await.unwrap(),
        renamed: cache.list("renamed", 0, 100).await.unwrap().rows,
        notice: cache.notice().await.unwrap(),
        progress: cache.progress().await.unwrap(),
    }
}

/// As [`Visible`], with the messages found in an order that does not depend on which of two messages of the same
/// millisecond came first to the cache.
fn comparable(mut visible: Visible) -> Visible {
    visible.found.sort_by_key(|found| (found.message.sent_at, found.message.message_id));
    visible
}

async fn assert_counts_are_true(practice: &Practice, visible: &Visible) -> TestCaseResult {
    for (row, messages) in visible.list.rows.iter().zip(&visible.messages) {
        let unread =
            messages.iter().filter(|m| m.sender_id != practice.me && m.position > row.my_read).count();
        prop_assert_eq!(row.unread as usize, unread);
        prop_assert_eq!(row.last_message.as_ref(), messages.last());
        prop_assert_eq!(row.reached_start, true);
    }
    let unread: u32 = visible.list.rows.iter().map(|row| row.unread).sum();
    prop_assert_eq!(visible.list.total_unread, unread);
    prop_assert_eq!(visible.found.len(), visible.messages.iter().map(Vec::len).sum::<usize>());
    Ok(())
}

async fn assert_as_fresh(practice: &Practice, cache: &Cache) -> TestCaseResult {
    practice.fill(cache, 4).await;
    let fresh = practice.fresh_cache().await;
    practice.fill(&fresh, 100).await;
    let seen = visible(cache).await;
    assert_counts_are_true(practice, &seen).await?;
    prop_assert_eq!(comparable(seen), comparable(visible(&fresh).await));
    Ok(())
}

async fn fetch(practice: &Practice, cache: &Cache, patient: usize, before: Option<u64>, limit: usize) {
    let id = practice.id(patient);
    let last = practice.conversation(patient).last_message.map_or(0, |last| last.position.get());
    let before = before.map(|before| Position::new(before.min(last + 1)));
    cache.add_history(vec![practice.page(id, before, limit)]).await.unwrap();
}

/// A client reads the feed in pieces, again and again from earlier places, fetches history in between, and starts over.
async fn follow(events: Vec<Event>, more: Vec<Event>, steps: Vec<Step>) -> TestCaseResult {
    let mut practice = Practice::new(&["Ada Byron", "Ben Okri", "Cy Twombly"]);
    events.iter().enumerate().for_each(|(number, event)| happen(&mut practice, number, event));
    let cache = practice.fresh_cache().await;
    let mut cursor = practice.feed.len();
    more.iter().enumerate().for_each(|(number, event)| happen(&mut practice, events.len() + number, event));
    for step in steps {
        match step {
            Step::Feed { back, length } => {
                let from = cursor.saturating_sub(back);
                cursor = (from + length).min(practice.feed.len());
                practice.apply(&cache, from, cursor).await;
            }
            Step::History { patient, before, limit } => {
                fetch(&practice, &cache, patient, before, limit).await;
            }
            Step::Refresh => {
                practice.refresh(&cache).await;
                cursor = practice.feed.len();
            }
        }
    }
    practice.apply(&cache, cursor, practice.feed.len()).await;
    assert_as_fresh(&practice, &cache).await
}

/// Batches of changes that remove and rename nothing, and pages of history, in any order and any number of times.
async fn shuffle(
    before: Vec<Event>,
    after: Vec<Event>,
    order: Vec<prop::sample::Index>,
    pages: Vec<Step>,
) -> TestCaseResult {
    let mut practice = Practice::new(&["Ada Byron", "Ben Okri", "Cy Twombly"]);
    before.iter().enumerate().for_each(|(number, event)| happen(&mut practice, number, event));
    let cache = practice.fresh_cache().await;
    let start = practice.feed.len();
    after.iter().enumerate().for_each(|(number, event)| happen(&mut practice, before.len() + number, event));
    let batches: Vec<usize> = (start..practice.feed.len()).step_by(3).collect();
    let drawn =
        order.iter().filter(|_| !batches.is_empty()).map(|index| *index.get(&batches)).collect::<Vec<_>>();
    let missed = batches.iter().copied().filter(|batch| !drawn.contains(batch));
    let mut pages = pages.into_iter();
    for from in drawn.iter().copied().chain(missed) {
        practice.apply(&cache, from, (from + 3).min(practice.feed.len())).await;
        if let Some(Step::History { patient, before, limit }) = pages.next() {
            fetch(&practice, &cache, patient, before, limit).await;
        }
    }
    assert_as_fresh(&practice, &cache).await
}

fn run(test: impl Future<Output = TestCaseResult>) -> TestCaseResult {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn stale_and_repeated_changes_end_as_a_fresh_snapshot(
        events in prop::collection::vec(any_event(), 0..20),
        more in prop::collection::vec(any_event(), 0..40),
        steps in prop::collection::vec(step(), 0..25),
    ) {
        run(follow(events, more, steps))?;
    }

    #[test]
    fn batches_in_any_order_end_as_a_fresh_snapshot(
        before in prop::collection::vec(ordinary(), 0..15),
        after in prop::collection::vec(ordinary(), 0..30),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..14),
        pages in prop::collection::vec(history_step(), 0..14),
    ) {
        run(shuffle(before, after, order, pages))?;
    }
}
