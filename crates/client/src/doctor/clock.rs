//! Whether this computer's clock is right, by the service's own.

use super::Finding;
use crate::view::{CheckCode, CheckFacts, Verdict};
use allia_protocol::Timestamp;

/// A clock that is further off breaks certificates and confuses people.
const MOST_MILLIS: i64 = 5 * 60 * 1_000;

/// How far this computer's clock is ahead of the service's, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offset(i64);

impl Offset {
    /// From the moments here before the question and after the answer, and the one that the service said. The answer is
    /// taken to have been made half-way; the service's time has no fractions of a second, so half of one is added.
    pub(super) fn between(asked_at: Timestamp, answered_at: Timestamp, said: Timestamp) -> Self {
        let half_way = asked_at.plus_millis(answered_at.millis_since(asked_at) / 2);
        Self(half_way.millis_since(said.plus_millis(500)))
    }
}

pub(super) fn judge(offset: Option<Offset>) -> Finding {
    let Some(Offset(millis)) = offset else {
        return Finding::new(Verdict::Skipped, CheckCode::ClockUnknown);
    };
    let facts = CheckFacts { ahead_seconds: Some(millis / 1_000), ..CheckFacts::default() };
    if millis.unsigned_abs() > MOST_MILLIS.unsigned_abs() {
        Finding::new(Verdict::Warning, CheckCode::ClockWrong).with(facts)
    } else {
        Finding::new(Verdict::Good, CheckCode::ClockRight).with(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds_ahead: i64) -> Finding {
        let said: Timestamp = "2026-11-03T14:00:00.000Z".parse().unwrap();
        let asked_at = said.plus_millis(seconds_ahead * 1_000);
        judge(Some(Offset::between(asked_at, asked_at.plus_millis(1_000), said)))
    }

    #[test]
    fn five_minutes_are_forgiven_in_both_directions() {
        for right in [0, 299, -299] {
            assert_eq!(at(right).code, CheckCode::ClockRight, "{right}");
        }
        for wrong in [301, -301, 86_400] {
            assert_eq!(at(wrong).code, CheckCode::ClockWrong, "{wrong}");
            assert_eq!(at(wrong).facts.ahead_seconds, Some(wrong));
        }
    }

    #[test]
    fn without_a_word_of_the_service_nothing_is_said_of_the_clock() {
        assert_eq!(judge(None), Finding::new(Verdict::Skipped, CheckCode::ClockUnknown));
    }
}
