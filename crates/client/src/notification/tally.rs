//! Counting what comes while the program is locked.

/// Counts what comes while the program is locked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    unread: Option<u32>,
    /// The fewest that were unread since the lock began.
    before: Option<u32>,
    told: u32,
}

/// What there is to tell of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tidings {
    /// So many messages came since the lock began.
    Came(u32),
    /// All that came was read on another device.
    AllRead,
}

impl Tally {
    /// This many are unread when the lock begins; `None` where that is not known.
    pub const fn new(unread: Option<u32>) -> Self {
        Self { unread, before: unread, told: 0 }
    }

    /// Unread messages, as far as known.
    pub const fn unread(&self) -> Option<u32> {
        self.unread
    }

    /// The service counted. What there is to tell, if anything.
    pub fn learn(&mut self, unread: u32) -> Option<Tidings> {
        let before = self.before.map_or(unread, |before| before.min(unread));
        (self.unread, self.before) = (Some(unread), Some(before));
        let came = unread - before;
        let told = std::mem::replace(&mut self.told, came);
        match came {
            0 if told > 0 => Some(Tidings::AllRead),
            _ if came > told => Some(Tidings::Came(came)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_program_tells_how_many_came_since_and_takes_it_back_when_they_are_read_elsewhere() {
        let mut tally = Tally::new(Some(3));
        assert_eq!(tally.learn(3), None);
        assert_eq!(tally.learn(5), Some(Tidings::Came(2)));
        assert_eq!(tally.learn(5), None);
        assert_eq!(tally.learn(2), Some(Tidings::AllRead), "the old ones were read too");
        assert_eq!(tally.learn(3), Some(Tidings::Came(1)));
        assert_eq!(tally.unread(), Some(3));
    }

    #[test]
    fn a_first_count_of_what_was_there_before_is_no_news() {
        let mut tally = Tally::default();
        assert_eq!((tally.unread(), tally.learn(4)), (None, None));
        assert_eq!(tally.learn(6), Some(Tidings::Came(2)));
    }
}
