//! Chance that comes out the same every time.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// FNV-1a's parameters for 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A generator whose draws depend on these labels only. Not for secrets.
pub(crate) fn generator(labels: &[&str]) -> Xoshiro256PlusPlus {
    let mut hash = OFFSET;
    // The separator keeps ["ab", "c"] and ["a", "bc"] apart.
    for byte in labels.iter().flat_map(|label| label.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    Xoshiro256PlusPlus::seed_from_u64(hash)
}
