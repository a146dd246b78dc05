//! What tells one simulated patient from another: how often they look, how long they stay, how readily they
//! answer.

use super::people::Nature;
use std::ops::Range;
use std::time::Duration;

/// A patient's habits. All times are human; see [`super::Pace`].
#[derive(Clone, Debug)]
pub(crate) struct Habits {
    /// How often the phone asks for news while the patient is away.
    pub glance_every: Duration,
    /// Seconds until the patient comes because of a message.
    pub comes_after: Range<f64>,
    /// Seconds between visits that nothing caused; none for who only comes when written to.
    pub visits_every: Option<Range<f64>>,
    /// Seconds that a visit lasts after the last thing that happened.
    pub stays: Range<f64>,
    /// How likely a message is answered, 0 to 1.
    pub answers: f64,
    /// How likely a question is answered, 0 to 1.
    pub answers_questions: f64,
    /// How likely a visit that nothing caused brings a message of the patient's own, 0 to 1.
    pub writes_first: f64,
    /// Seconds from reading to beginning an answer.
    pub thinks: Range<f64>,
    /// The longest time spent typing an answer.
    pub types_at_most: Duration,
}

impl Habits {
    /// The habits of this nature; none for a patient whom nobody simulates.
    pub(crate) fn of(nature: Nature) -> Option<Self> {
        match nature {
            Nature::Prompt => Some(PROMPT),
            Nature::Talkative => Some(TALKATIVE),
            Nature::Ordinary => Some(ORDINARY),
            Nature::Reserved => Some(RESERVED),
            Nature::ByHand => None,
        }
    }
}

const PROMPT: Habits = Habits {
    glance_every: Duration::from_millis(700),
    comes_after: 0.3..0.8,
    visits_every: None,
    stays: 40.0..60.0,
    answers: 1.0,
    answers_questions: 1.0,
    writes_first: 0.0,
    thinks: 0.4..0.9,
    types_at_most: Duration::from_millis(2_500),
};

const TALKATIVE: Habits = Habits {
    glance_every: Duration::from_secs(5),
    comes_after: 4.0..25.0,
    visits_every: Some(40.0..240.0),
    stays: 30.0..120.0,
    answers: 0.95,
    answers_questions: 1.0,
    writes_first: 0.2,
    thinks: 2.0..8.0,
    types_at_most: Duration::from_secs(9),
};

const ORDINARY: Habits = Habits {
    glance_every: Duration::from_secs(12),
    comes_after: 15.0..90.0,
    visits_every: Some(150.0..900.0),
    stays: 20.0..90.0,
    answers: 0.7,
    answers_questions: 0.95,
    writes_first: 0.08,
    thinks: 3.0..15.0,
    types_at_most: Duration::from_secs(12),
};

const RESERVED: Habits = Habits {
    glance_every: Duration::from_secs(30),
    comes_after: 60.0..400.0,
    visits_every: Some(600.0..2_400.0),
    stays: 15.0..45.0,
    answers: 0.2,
    answers_questions: 0.7,
    writes_first: 0.03,
    thinks: 5.0..20.0,
    types_at_most: Duration::from_secs(12),
};
