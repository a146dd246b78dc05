//! One number that orders all messages by time: the row number of the full-text index, which therefore gives what was
//! sent last first, without sorting.
//!
//! From the highest bit: the millisecond since 1970 (42 bits, until the year 2109), the conversation's key (18 bits) so
//! that the message is found again, and a tie-break (3 bits) for one conversation's messages of the same millisecond.

use allia_protocol::Timestamp;
use allia_protocol::id::Position;

const TIE_BITS: u32 = 3;
const KEY_BITS: u32 = 18;
const MILLISECOND_BITS: u32 = 42;

/// The place of a message in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TimeOrder(i64);

impl TimeOrder {
    /// The first place to try for a message.
    pub(super) fn of(conversation: i64, sent_at: Timestamp, position: Position) -> Self {
        let tie = i64::try_from(position.get() % (1 << TIE_BITS)).unwrap_or(0);
        Self::new(sent_at.as_millis(), conversation, tie)
    }

    /// A number that came from [`TimeOrder::get`].
    pub(super) const fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// The next place of the same conversation.
    pub(super) fn next(self) -> Self {
        let tie = self.0 & ((1 << TIE_BITS) - 1);
        if tie + 1 < 1 << TIE_BITS {
            return Self(self.0 + 1);
        }
        Self::new((self.0 >> (TIE_BITS + KEY_BITS)) + 1, self.conversation(), 0)
    }

    /// As it stands in a column.
    pub(super) const fn get(self) -> i64 {
        self.0
    }

    /// The key of the conversation.
    pub(super) const fn conversation(self) -> i64 {
        (self.0 >> TIE_BITS) & ((1 << KEY_BITS) - 1)
    }

    fn new(milliseconds: i64, conversation: i64, tie: i64) -> Self {
        let milliseconds = milliseconds.clamp(0, (1 << MILLISECOND_BITS) - 1);
        Self((milliseconds << (TIE_BITS + KEY_BITS)) | (conversation << TIE_BITS) | tie)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millis(milliseconds)
    }

    #[test]
    fn later_is_larger_whatever_the_conversation() {
        let early = TimeOrder::of(262_143, at(1_000), Position::new(7));
        let late = TimeOrder::of(1, at(1_001), Position::new(0));
        assert!(early < late);
        assert_eq!((early.conversation(), late.conversation()), (262_143, 1));
    }

    #[test]
    fn nine_messages_of_one_millisecond_have_nine_places() {
        let mut place = TimeOrder::of(5, at(1_000), Position::new(8));
        for _ in 0..9 {
            assert!(place < place.next());
            assert_eq!(place.next().conversation(), 5);
            place = place.next();
        }
    }

    #[test]
    fn times_that_no_practice_has_are_clamped() {
        assert_eq!(TimeOrder::of(1, at(-5), Position::ZERO), TimeOrder::of(1, at(0), Position::ZERO));
        assert!(TimeOrder::of(1, at(i64::MAX), Position::ZERO).get() > 0);
    }
}
