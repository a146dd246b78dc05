//! What happens to single requests, beside what happens to whole lines.

use http::Method;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::time::Duration;

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    /// It arrives, and the answer too.
    Fine,
    /// Both arrive, after this time.
    Late(Duration),
    /// It never leaves.
    Never,
    /// It arrives and is done; nobody hears so.
    AnswerLost,
    /// It arrives twice, as a retry on the way makes it.
    Twice,
}

impl Fate {
    /// How long it is on the way before it leaves.
    pub(super) const fn delay(self) -> Duration {
        match self {
            Self::Late(delay) => delay,
            _ => Duration::ZERO,
        }
    }
}

/// Where a line's fates come from.
pub(super) struct Trouble(Option<StdRng>);

impl Trouble {
    pub(super) fn new(seed: u64) -> Self {
        Self(Some(StdRng::seed_from_u64(seed)))
    }

    pub(super) const fn none() -> Self {
        Self(None)
    }

    /// The next request's. Only what may be repeated arrives twice: nothing on the way repeats a `POST`.
    pub(super) fn fate(&mut self, method: &Method, is_calm: bool) -> Fate {
        let Some(chance) = self.0.as_mut().filter(|_| !is_calm) else { return Fate::Fine };
        match chance.random_range(0..100) {
            0..4 => Fate::Never,
            4..10 => Fate::AnswerLost,
            10..17 if *method != Method::POST => Fate::Twice,
            17..22 => Fate::Late(Duration::from_millis(chance.random_range(200..12_000))),
            _ => Fate::Fine,
        }
    }
}
