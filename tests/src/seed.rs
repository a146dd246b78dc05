//! Seeds: what a test draws at random can be drawn again.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// The seed of a run: the environment variable `ALLIA_SEED`, else a new one.
///
/// # Panics
/// When the variable is no number.
pub fn of_this_run() -> u64 {
    number("ALLIA_SEED").unwrap_or_else(rand::random)
}

/// A number from an environment variable, by which the long forms of the tests are asked for.
///
/// # Panics
/// When the variable is no number.
pub fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

/// Randomness that is the same for the same seed.
pub fn randomness(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}
