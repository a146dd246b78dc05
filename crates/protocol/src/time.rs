//! Moments as the API writes them: RFC 3339, UTC, milliseconds.

use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The beginning of the year 0, in milliseconds: no year before it can be written.
const FIRST_MILLIS: i64 = -62_167_219_200_000;

/// A moment in UTC with millisecond precision, written as `2026-11-03T14:02:05.120Z`. Read in any form that
/// RFC 3339 has for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The moment `milliseconds` after 1970-01-01T00:00:00Z; out of range values are clamped to the range
    /// that RFC 3339 can express (years 0 to 9999).
    pub fn from_millis(milliseconds: i64) -> Self {
        let from_first = milliseconds.max(FIRST_MILLIS);
        Self(jiff::Timestamp::from_millisecond(from_first).unwrap_or(jiff::Timestamp::MAX))
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

/// The text is no moment of the years 0 to 9999 in the form of RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTimestamp;

impl fmt::Display for NoTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a moment in the form of RFC 3339")
    }
}

impl std::error::Error for NoTimestamp {}

impl FromStr for Timestamp {
    type Err = NoTimestamp;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The parser also knows forms that RFC 3339 does not, and an offset may lead out of the year 0.
        let parsed = if is_rfc3339(text) { text.parse::<jiff::Timestamp>().ok() } else { None };
        parsed.filter(|moment| moment.as_millisecond() >= FIRST_MILLIS).map(Self::from).ok_or(NoTimestamp)
    }
}

/// Whether the text has the form of RFC 3339, section 5.6, whatever the numbers in it are.
fn is_rfc3339(text: &str) -> bool {
    const DATE_TIME: &str = "0000-00-00T00:00:00";
    let Some((date_time, rest)) = text.split_at_checked(DATE_TIME.len()) else { return false };
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    has_shape(date_time, DATE_TIME) && ["Z", "+00:00", "-00:00"].iter().any(|shape| has_shape(zone, shape))
}

/// Whether the text is the shape, with any digit for a zero and letters of any case.
fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(byte, shape): (u8, u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte.eq_ignore_ascii_case(&shape),
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
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
        assert_eq!(Timestamp::from_millis(i64::MIN).to_string(), "0000-01-01T00:00:00.000Z");
    }

    fn read(text: &str) -> Option<String> {
        serde_json::from_value::<Timestamp>(text.into()).ok().map(|moment| moment.to_string())
    }

    #[test]
    fn reads_every_form_of_rfc_3339() {
        for (text, moment) in [
            ("2026-11-03T14:02:05Z", "2026-11-03T14:02:05.000Z"),
            ("2026-11-03t14:02:05.1209999z", "2026-11-03T14:02:05.120Z"),
            ("2026-11-03T14:02:05.120-05:30", "2026-11-03T19:32:05.120Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"),
            ("9999-12-30T00:00:00+00:00", "9999-12-30T00:00:00.000Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn refuses_what_rfc_3339_does_not_know() {
        for text in [
            "",
            "2026-11-03",
            "2026-11-03T14:02:05",
            "2026-11-03 14:02:05Z",
            "2026-11-03T14:02Z",
            "20261103T140205Z",
            "2026-11-03T14:02:05.Z",
            "2026-11-03T14:02:05,5Z",
            "2026-11-03T14:02:05+05",
            "2026-11-03T14:02:05Z[UTC]",
            "2026-11-03T14:02:05-05:00[America/New_York]",
            "2026-02-30T00:00:00Z",
            "-000001-01-01T00:00:00Z",
            "+002026-11-03T14:02:05Z",
            "0000-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-05:00",
            "２026-11-03T14:02:05Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
