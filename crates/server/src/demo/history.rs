//! Months of plausible conversation: the exchanges of [`super::dialogue`] laid out over days and hours at which
//! people write. The same seed and the same moment give the same history.

use super::dialogue::{EXCHANGES, Exchange, Line, OPENINGS, SLOTS, Voice};
use super::people::{Nature, Person};
use super::seed::generator;
use allia_protocol::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::{IndexedRandom, SliceRandom};
use std::ops::Range;

/// A message of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PastLine {
    /// Who wrote it.
    pub voice: Voice,
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// A conversation of the past, oldest line first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PastConversation {
    /// What was written.
    pub lines: Vec<PastLine>,
    /// The last so many lines are not yet read by whoever received them.
    pub unread: usize,
}

/// When and where a history ends.
#[derive(Clone, Debug)]
pub(crate) struct Present {
    /// The practice's time there.
    pub now: DateTime,
    /// The practice's time zone.
    pub time_zone: TimeZone,
}

impl Present {
    /// The present at this moment in this zone.
    pub(crate) fn new(now: Timestamp, time_zone: TimeZone) -> Self {
        let moment = jiff::Timestamp::from_millisecond(now.as_millis()).unwrap_or_default();
        Self { now: time_zone.to_datetime(moment), time_zone }
    }

    fn timestamp(&self, at: DateTime) -> Timestamp {
        let zoned = self.time_zone.to_ambiguous_zoned(at).compatible();
        zoned.map_or(Timestamp::from_millis(0), |zoned| zoned.timestamp().into())
    }
}

/// A history's last line is at least this old.
const YOUNGEST_MINUTES: i64 = 5;
/// Between two exchanges lie at least this many hours.
const PAUSE_HOURS: i64 = 3;

/// What a patient and a clinician wrote to each other so far, in `exchanges` exchanges.
///
/// A talkative patient wrote last and waits for an answer; a reserved one has not read the clinician's last
/// line.
pub(crate) fn past_conversation(
    person: &Person,
    clinician: &str,
    exchanges: usize,
    present: &Present,
) -> PastConversation {
    let mut rng = generator(&[person.username, clinician]);
    let mut chosen = choose(exchanges, person.nature, &mut rng);
    let mut lines: Vec<(Voice, String, DateTime)> = Vec::new();
    let mut limit = present.now.saturating_sub(YOUNGEST_MINUTES.minutes());
    let mut gap_days = rng.random_range(silence_days(person.nature));
    while let Some(exchange) = chosen.pop() {
        let day = limit.date().saturating_sub(gap_days.days());
        let mut earlier = lay_out(&exchange, person, day, &mut rng);
        move_before(limit, &mut earlier);
        limit = earlier.first().map_or(limit, |line| line.2).saturating_sub(PAUSE_HOURS.hours());
        gap_days = rng.random_range(3..12);
        earlier.append(&mut lines);
        lines = earlier;
    }
    finish(lines, person.nature, present)
}

/// How many days ago somebody of this nature wrote last.
const fn silence_days(nature: Nature) -> Range<i64> {
    match nature {
        Nature::Talkative | Nature::Prompt => 0..3,
        Nature::Reserved => 8..40,
        Nature::Ordinary | Nature::ByHand => 1..20,
    }
}

/// Which lines, exchange by exchange, oldest first.
fn choose(exchanges: usize, nature: Nature, rng: &mut Xoshiro256PlusPlus) -> Vec<Vec<Line>> {
    let mut others: Vec<Exchange> = EXCHANGES.to_vec();
    others.shuffle(rng);
    let opening = OPENINGS.choose(rng).copied();
    let mut chosen: Vec<Vec<Line>> =
        opening.into_iter().chain(others).take(exchanges).map(<[Line]>::to_vec).collect();
    if let (Nature::Talkative, Some(last)) = (nature, chosen.last_mut()) {
        let first_of_patient = last.iter().position(|line| line.voice == Voice::Patient);
        last.truncate(first_of_patient.map_or(last.len(), |at| at + 1));
    }
    chosen
}

/// Gives each line of an exchange its words and its time, beginning on `day` or, where that is a weekend and
/// the clinician begins, on the Friday before.
fn lay_out(
    lines: &[Line],
    person: &Person,
    day: Date,
    rng: &mut Xoshiro256PlusPlus,
) -> Vec<(Voice, String, DateTime)> {
    let slot = SLOTS.choose(rng).copied().unwrap_or("our next appointment");
    let mut at: Option<(Voice, DateTime)> = None;
    let mut laid_out = Vec::with_capacity(lines.len());
    for line in lines {
        let time = match at {
            None => beginning(line.voice, day, rng),
            Some((voice, before)) => following(voice, before, line.voice, rng),
        };
        at = Some((line.voice, time));
        let text = line.text.replace("{name}", person.given_name).replace("{slot}", slot);
        laid_out.push((line.voice, text, time));
    }
    laid_out
}

fn beginning(voice: Voice, day: Date, rng: &mut Xoshiro256PlusPlus) -> DateTime {
    let (day, hours) = match voice {
        Voice::Clinician => (last_working_day(day), 9..17),
        Voice::Patient => (day, 8..21),
    };
    at_minute(day, rng.random_range(hours.start * 60..hours.end * 60), rng)
}

/// When the next line comes: the same person goes on within minutes, a patient answers by the evening or next
/// morning, the clinician during office hours.
fn following(before_voice: Voice, before: DateTime, voice: Voice, rng: &mut Xoshiro256PlusPlus) -> DateTime {
    let minutes = match voice {
        _ if voice == before_voice => rng.random_range(1..5),
        Voice::Patient => rng.random_range(2..180),
        Voice::Clinician => rng.random_range(8..260),
    };
    let next = before.saturating_add(minutes.minutes()).saturating_add(rng.random_range(1..59).seconds());
    match voice {
        Voice::Patient if next.hour() >= 22 || next.hour() < 7 => {
            let morning = if next.hour() < 7 { next.date() } else { next.date().saturating_add(1.day()) };
            at_minute(morning, rng.random_range(7 * 60 + 30..10 * 60), rng)
        }
        Voice::Clinician if !is_office_time(next) => {
            let morning = if is_working_day(next.date()) && next.hour() < 9 {
                next.date()
            } else {
                next_working_day(next.date())
            };
            at_minute(morning, rng.random_range(9 * 60..11 * 60), rng)
        }
        _ => next,
    }
}

/// Moves an exchange back by whole weeks until it ends before `limit`. What a patient wrote alone may move by
/// days: patients write on weekends too.
fn move_before(limit: DateTime, lines: &mut [(Voice, String, DateTime)]) {
    let is_patient_alone = lines.iter().all(|line| line.0 == Voice::Patient);
    let step = if is_patient_alone { 1.day() } else { 7.days() };
    while lines.last().is_some_and(|last| last.2 >= limit) {
        for line in lines.iter_mut() {
            line.2 = line.2.saturating_sub(step);
        }
    }
}

fn finish(lines: Vec<(Voice, String, DateTime)>, nature: Nature, present: &Present) -> PastConversation {
    let unread = match (nature, lines.last()) {
        (Nature::Talkative, Some((Voice::Patient, ..)))
        | (Nature::Reserved, Some((Voice::Clinician, ..))) => 1,
        _ => 0,
    };
    let past = |(voice, text, at)| PastLine { voice, text, at: present.timestamp(at) };
    PastConversation { unread, lines: lines.into_iter().map(past).collect() }
}

fn at_minute(day: Date, minute: i64, rng: &mut Xoshiro256PlusPlus) -> DateTime {
    let start = day.to_datetime(jiff::civil::Time::midnight());
    start.saturating_add(minute.minutes()).saturating_add(rng.random_range(0..60).seconds())
}

fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn is_office_time(at: DateTime) -> bool {
    is_working_day(at.date()) && (9..18).contains(&at.hour())
}

fn last_working_day(mut day: Date) -> Date {
    while !is_working_day(day) {
        day = day.saturating_sub(1.day());
    }
    day
}

fn next_working_day(day: Date) -> Date {
    let mut next = day.saturating_add(1.day());
    while !is_working_day(next) {
        next = next.saturating_add(1.day());
    }
    next
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
