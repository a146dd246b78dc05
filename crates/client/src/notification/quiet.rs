//! Quiet: the hours of every day, and an hour from now on.

use crate::lock::Moment;
use crate::view::{QuietHours, TimeOfDay};
use allia_protocol::Timestamp;
use jiff::tz::TimeZone;
use std::time::Duration;

/// How long *quiet for an hour* lasts.
pub const HOUR: Duration = Duration::from_secs(60 * 60);

/// Whether a time of the day lies in the quiet hours, which may go over midnight. They are the whole day when they end
/// at the minute at which they begin.
pub fn is_within(hours: &QuietHours, at: TimeOfDay) -> bool {
    if hours.from < hours.to {
        return hours.from <= at && at < hours.to;
    }
    hours.from <= at || at < hours.to
}

/// The time of the day at a place.
pub(super) fn time_of_day(now: Timestamp, zone: TimeZone) -> Option<TimeOfDay> {
    let now = jiff::Timestamp::from_millisecond(now.as_millis()).ok()?.to_zoned(zone);
    TimeOfDay::new(u16::try_from(now.hour()).ok()?, u16::try_from(now.minute()).ok()?)
}

/// An hour in which nothing makes itself heard, when somebody asked for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct QuietHour {
    begun: Option<Moment>,
}

impl QuietHour {
    /// From this moment on.
    pub(super) const fn beginning(now: Moment) -> Self {
        Self { begun: Some(now) }
    }

    /// When it ends by the time of day, if it has not ended.
    pub(super) fn ends_at(&self, now: &Moment) -> Option<Timestamp> {
        let begun = self.begun.filter(|begun| now.since(begun) < HOUR)?;
        Some(begun.wall.plus_millis(i64::try_from(HOUR.as_millis()).unwrap_or(i64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tokio::time::Instant;

    fn time(text: &str) -> TimeOfDay {
        TimeOfDay::try_from(text.to_owned()).unwrap()
    }

    fn within(from: &str, to: &str, at: &str) -> bool {
        is_within(&QuietHours { from: time(from), to: time(to) }, time(at))
    }

    #[test]
    fn quiet_hours_begin_with_their_first_minute_and_end_before_their_last_also_over_midnight() {
        for (at, quiet) in [("12:29", false), ("12:30", true), ("13:14", true), ("13:15", false)] {
            assert_eq!(within("12:30", "13:15", at), quiet, "{at}");
        }
        for (at, quiet) in
            [("18:59", false), ("19:00", true), ("00:00", true), ("06:59", true), ("07:00", false)]
        {
            assert_eq!(within("19:00", "07:00", at), quiet, "{at}");
        }
        assert!(within("08:00", "08:00", "08:00") && within("08:00", "08:00", "07:59"));
    }

    #[test]
    fn the_time_of_day_is_the_one_at_the_place() {
        let noon = Timestamp::from_millis(1_793_707_200_000);
        let at = |hours| time_of_day(noon, TimeZone::fixed(jiff::tz::offset(hours))).unwrap();
        assert_eq!((at(0), at(-5), at(13)), (time("12:00"), time("07:00"), time("01:00")));
    }

    #[test]
    fn an_hour_of_quiet_ends_after_an_hour_whichever_clock_shows_it() {
        let start = Moment { wall: Timestamp::from_millis(1_790_000_000_000), monotonic: Instant::now() };
        let quiet = QuietHour::beginning(start);
        let after = |wall_minutes: i64, monotonic: Duration| {
            let wall = start.wall.plus_millis(wall_minutes * 60_000);
            quiet.ends_at(&Moment { wall, monotonic: start.monotonic + monotonic }).is_some()
        };
        assert!(after(59, HOUR - Duration::from_secs(60)));
        assert!(!after(60, Duration::ZERO), "the computer slept");
        assert!(!after(0, HOUR), "the wall clock was put back");
        assert_eq!(QuietHour::default().ends_at(&start), None);
    }

    proptest! {
        #[test]
        fn every_minute_is_quiet_by_the_hours_or_by_their_opposite(from in 0..1440u16, to in 0..1440u16, at in 0..1440u16) {
            prop_assume!(from != to);
            let time = |minutes: u16| TimeOfDay::new(minutes / 60, minutes % 60).unwrap();
            let hours = QuietHours { from: time(from), to: time(to) };
            let opposite = QuietHours { from: time(to), to: time(from) };
            prop_assert_ne!(is_within(&hours, time(at)), is_within(&opposite, time(at)));
        }
    }
}
