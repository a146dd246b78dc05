//! How fast the demo's patients live.

use rand::{Rng, RngExt};
use std::ops::Range;
use std::str::FromStr;
use std::time::Duration;

/// A factor on the speed of every simulated patient: 1 is human, 10 is ten times as fast. Between 0.1 and
/// 1,000.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace(f64);

/// The factor is not between 0.1 and 1,000.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the pace is a number between 0.1 and 1000")]
pub struct PaceError;

impl Pace {
    /// As people are.
    pub const HUMAN: Self = Self(1.0);

    /// The pace with this factor.
    ///
    /// # Errors
    /// When it is out of bounds.
    pub fn new(factor: f64) -> Result<Self, PaceError> {
        if (0.1..=1_000.0).contains(&factor) { Ok(Self(factor)) } else { Err(PaceError) }
    }

    /// A human duration at this pace.
    pub fn scale(self, duration: Duration) -> Duration {
        duration.div_f64(self.0)
    }

    /// Some duration within a range of human seconds, at this pace.
    pub fn within(self, seconds: Range<f64>, rng: &mut impl Rng) -> Duration {
        self.scale(Duration::from_secs_f64(rng.random_range(seconds)))
    }
}

impl FromStr for Pace {
    type Err = PaceError;

    fn from_str(text: &str) -> Result<Self, PaceError> {
        text.parse().map_err(|_| PaceError).and_then(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_the_pace_takes_a_tenth_of_the_time() {
        let pace: Pace = "10".parse().unwrap();
        assert_eq!(pace.scale(Duration::from_secs(5)), Duration::from_millis(500));
    }

    #[test]
    fn refuses_a_pace_at_which_nothing_or_everything_would_happen() {
        for text in ["0", "-1", "NaN", "inf", "2000", "fast"] {
            assert!(text.parse::<Pace>().is_err(), "{text}");
        }
    }
}
