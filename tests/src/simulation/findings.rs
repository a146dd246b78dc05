//! What must never happen, in one word each.

use std::fmt;

/// The kinds of finding, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something written, accepted or owed is not there.
    Lost,
    /// Something is there twice, or is said to be not sent and was.
    Duplicate,
    /// Something is there that nobody wrote, or not there.
    Phantom,
    /// Something stands before what came earlier.
    Reordered,
    /// The service took or showed something after a removal had committed.
    Unauthorised,
    /// A client still has something of a conversation whose end it learned of.
    AfterRemoval,
    /// With everything healed, something did not come to an end.
    Stuck,
    /// A part of the program failed where none should.
    Broken,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Lost,
        Self::Duplicate,
        Self::Phantom,
        Self::Reordered,
        Self::Unauthorised,
        Self::AfterRemoval,
        Self::Stuck,
        Self::Broken,
    ];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Duplicate => "duplicate",
            Self::Phantom => "phantom",
            Self::Reordered => "reordered",
            Self::Unauthorised => "unauthorised",
            Self::AfterRemoval => "after removal",
            Self::Stuck => "stuck",
            Self::Broken => "broken",
        }
    }
}

/// One thing that must not have happened.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Of which kind.
    pub kind: Kind,
    /// What exactly.
    pub what: String,
}

impl Finding {
    pub(super) fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.word(), self.what)
    }
}
