use super::*;
use crate::demo::people::{CLINICIAN, PATIENTS, PROMPT_PATIENT, Standing, TIME_ZONE};

fn present_at(now: &str) -> Present {
    Present::new(now.parse().unwrap(), TimeZone::get(TIME_ZONE).unwrap())
}

fn present() -> Present {
    present_at("2026-11-03T19:30:00.000Z")
}

/// A working day, a weekend, the small hours, the turn of a year, and both changes of the clocks.
fn presents() -> impl Iterator<Item = Present> {
    let moments = [
        "2026-11-03T19:30:00.000Z",
        "2026-11-07T15:00:00.000Z",
        "2026-11-09T08:10:00.000Z",
        "2027-01-01T05:00:01.000Z",
        "2027-03-14T12:00:00.000Z",
        "2027-11-07T18:00:00.000Z",
    ];
    moments.into_iter().map(present_at)
}

fn histories_at(present: &Present) -> Vec<(&'static Person, PastConversation)> {
    let history = |person: &'static Person| match person.standing {
        Standing::Conversing { exchanges } | Standing::ConversingWithBoth { exchanges } => {
            Some((person, past_conversation(person, CLINICIAN.username, exchanges, present)))
        }
        _ => None,
    };
    PATIENTS.iter().filter_map(history).collect()
}

fn histories() -> Vec<(&'static Person, PastConversation)> {
    histories_at(&present())
}

#[test]
fn the_same_moment_gives_the_same_history() {
    for (first, second) in histories().iter().zip(histories()) {
        assert_eq!(first.1, second.1);
    }
}

#[test]
fn lines_follow_each_other_in_time_and_lie_in_the_past() {
    for present in presents() {
        let now = present.timestamp(present.now);
        for (person, history) in histories_at(&present) {
            for pair in history.lines.windows(2) {
                assert!(pair[0].at < pair[1].at, "{}: {:?}", person.username, pair);
            }
            assert!(history.lines.last().unwrap().at < now, "{}", person.username);
        }
    }
}

#[test]
fn people_write_at_times_at_which_people_write() {
    let zone = TimeZone::get(TIME_ZONE).unwrap();
    for (_, history) in presents().flat_map(|present| histories_at(&present)) {
        for line in &history.lines {
            let moment = jiff::Timestamp::from_millisecond(line.at.as_millis()).unwrap();
            let local = zone.to_datetime(moment);
            match line.voice {
                Voice::Clinician => assert!(is_office_time(local), "{local}"),
                Voice::Patient => assert!((7..=22).contains(&local.hour()), "{local}"),
            }
        }
    }
}

#[test]
fn the_longest_history_reaches_back_for_months() {
    let history = past_conversation(&PROMPT_PATIENT, CLINICIAN.username, 18, &present());
    let days = present().timestamp(present().now).millis_since(history.lines[0].at) / 86_400_000;
    assert!((60..=240).contains(&days), "{days} days");
    assert!(history.lines.len() > 40);
}

#[test]
fn no_placeholder_is_left_and_no_exchange_comes_twice() {
    for (person, history) in histories() {
        assert!(history.lines.iter().all(|line| !line.text.contains('{')), "{}", person.username);
        let mut texts: Vec<_> = history.lines.iter().map(|line| &line.text).collect();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), history.lines.len(), "{}", person.username);
    }
}

#[test]
fn talkative_patients_wait_for_an_answer_and_reserved_ones_have_not_read_the_last() {
    for (person, history) in histories() {
        let last = history.lines.last().unwrap().voice;
        match person.nature {
            Nature::Talkative => assert!(last == Voice::Patient && history.unread > 0, "{}", person.username),
            Nature::Reserved if last == Voice::Clinician => {
                assert!(history.unread > 0, "{}", person.username)
            }
            _ => assert_eq!(history.unread, 0, "{}", person.username),
        }
    }
}
