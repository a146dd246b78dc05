//! Made-up words that stand nowhere else in the world, the same ones for the same seed.

use rand::RngExt;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use std::collections::HashSet;

/// Syllables of a word: about 10^14 words, so that none is met by chance.
const SYLLABLES: usize = 8;
const CONSONANTS: &[u8] = b"bcdfghjklmnpqrstvwxz";
const VOWELS: &[u8] = b"aeiou";

/// A supply of words, no two alike.
pub struct Words {
    random: Xoshiro256PlusPlus,
    given: HashSet<String>,
}

impl Words {
    /// The words of this seed.
    pub fn new(seed: u64) -> Self {
        Self { random: Xoshiro256PlusPlus::seed_from_u64(seed), given: HashSet::new() }
    }

    /// So many new words of 16 small letters.
    pub fn take(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.next()).collect()
    }

    fn next(&mut self) -> String {
        loop {
            let word: String =
                (0..SYLLABLES).flat_map(|_| [self.letter(CONSONANTS), self.letter(VOWELS)]).collect();
            if self.given.insert(word.clone()) {
                return word;
            }
        }
    }

    fn letter(&mut self, letters: &[u8]) -> char {
        char::from(letters[self.random.random_range(0..letters.len())])
    }
}

/// The seed of this run: `ALLIA_SEED`, or a new one. It is printed, so that a failed run can be had again.
pub fn seed() -> u64 {
    let seed =
        std::env::var("ALLIA_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or_else(rand::random);
    eprintln!("ALLIA_SEED={seed}");
    seed
}
