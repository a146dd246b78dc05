//! Moments as the API writes them: RFC 3339, UTC, milliseconds.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A moment in UTC with millisecond precision, written as `2026-11-03T14:02:05.120Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The moment `milliseconds` after 1970-01-01T00:00:00Z; out of range values are clamped to the range
    /// that a calendar date can express (years -9999 to 9999).
    pub fn from_millis(milliseconds: i64) -> Self {
        let limit = if milliseconds < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        Self(jiff::Timestamp::from_millisecond(milliseconds).unwrap_or(limit))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn as_millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// This moment moved by `milliseconds`, which may be negative.
    pub fn plus_millis(self, milliseconds: i64) -> Self {
        Self::from_millis(self.as_millis().saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is the later one.
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.as_millis().saturating_sub(earlier.as_millis())
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(value: jiff::Timestamp) -> Self {
        Self::from_millis(value.as_millisecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>().map(Self::from)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        jiff::Timestamp::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_always_written_with_three_decimals_in_utc() {
        let noon: Timestamp = "2026-11-03T14:00:00+02:00".parse().unwrap_or(Timestamp::from_millis(0));
        assert_eq!(noon.to_string(), "2026-11-03T12:00:00.000Z");
        assert_eq!(noon.plus_millis(5).to_string(), "2026-11-03T12:00:00.005Z");
    }

    #[test]
    fn clamps_what_no_calendar_can_express() {
        assert_eq!(Timestamp::from_millis(i64::MAX).to_string().get(..4), Some("9999"));
    }
}
