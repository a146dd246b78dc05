//! How many entries to ask for at once.

use crate::api::fault::ApiFault;
use allia_protocol::limits::PAGE_ENTRIES;

/// Begins with the contract's maximum and halves whenever an answer is too large to be read, down to one.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageLimit {
    entries: u32,
}

impl PageLimit {
    pub(super) const fn new() -> Self {
        Self { entries: PAGE_ENTRIES }
    }

    pub(super) const fn entries(self) -> u32 {
        self.entries
    }

    /// Asks for less after an answer that was too large.
    ///
    /// # Errors
    /// The fault itself, when it is another one or when even one entry was too large.
    pub(super) fn shrink_after(&mut self, fault: ApiFault) -> Result<(), ApiFault> {
        if !matches!(fault, ApiFault::TooLarge) || self.entries <= 1 {
            return Err(fault);
        }
        self.entries /= 2;
        tracing::warn!(entries = self.entries, "an answer was too large; asking for less");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_down_to_one_and_then_gives_the_fault_back() {
        let mut limit = PageLimit::new();
        let mut asked = vec![limit.entries()];
        while limit.shrink_after(ApiFault::TooLarge).is_ok() {
            asked.push(limit.entries());
        }
        assert_eq!(asked, [500, 250, 125, 62, 31, 15, 7, 3, 1]);
    }

    #[test]
    fn other_faults_are_not_cured_by_asking_for_less() {
        assert!(matches!(PageLimit::new().shrink_after(ApiFault::Silent), Err(ApiFault::Silent)));
    }
}
