//! The hours in which nothing makes itself heard.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use ts_rs::TS;

/// From one time of the day to another, every day, by this computer's clock. Where `to` is not later than `from`, they
/// end on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuietHours {
    /// The first quiet minute.
    #[ts(type = "string")]
    pub from: TimeOfDay,
    /// The first minute that is not quiet any more.
    #[ts(type = "string")]
    pub to: TimeOfDay,
}

/// A time of the day, to the minute, written as `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

/// This is no time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a time of the day is written as HH:MM")]
pub struct NotATimeOfDay;

impl TimeOfDay {
    /// A time of the day; `None` unless `hour` is at most 23 and `minute` at most 59.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { minutes: hour * 60 + minute })
    }

    /// Minutes since midnight; 0 to 1439.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = NotATimeOfDay;

    fn try_from(written: String) -> Result<Self, NotATimeOfDay> {
        let two_digits = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let (hour, minute) = written.split_once(':').ok_or(NotATimeOfDay)?;
        let time = two_digits(hour).zip(two_digits(minute));
        time.and_then(|(hour, minute)| Self::new(hour, minute)).ok_or(NotATimeOfDay)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_it_is_read_and_nothing_else_is_one() {
        let hours: QuietHours = serde_json::from_str(r#"{"from":"18:30","to":"07:05"}"#).unwrap();
        assert_eq!((hours.from.minutes(), hours.to.minutes()), (18 * 60 + 30, 7 * 60 + 5));
        assert_eq!(serde_json::to_string(&hours).unwrap(), r#"{"from":"18:30","to":"07:05"}"#);
        for wrong in ["", "24:00", "12:60", "7:05", "07:5", "+7:05", "07:05:00", "0７:05", "1830"] {
            assert_eq!(TimeOfDay::try_from(wrong.to_owned()), Err(NotATimeOfDay), "{wrong}");
        }
    }
}
