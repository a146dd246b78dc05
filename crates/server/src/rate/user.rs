//! A steady rate for each user, with a burst after a pause.

use crate::Refusal;
use crate::config::Rates;
use allia_protocol::id::UserId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;

/// Counts every user's requests and sends.
pub(crate) struct UserRates {
    requests: DefaultKeyedRateLimiter<UserId>,
    sends: DefaultKeyedRateLimiter<UserId>,
    clock: DefaultClock,
}

impl UserRates {
    pub(crate) fn new(rates: Rates) -> Self {
        Self {
            requests: RateLimiter::keyed(quota(rates.requests_per_second, rates.request_burst)),
            sends: RateLimiter::keyed(quota(rates.sends_per_second, rates.send_burst)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a request.
    pub(crate) fn request(&self, user: UserId) -> Result<(), Refusal> {
        self.count(&self.requests, user)
    }

    /// Counts a send, beside the request that it is.
    pub(crate) fn send(&self, user: UserId) -> Result<(), Refusal> {
        self.count(&self.sends, user)
    }

    /// Forgets those who have been quiet.
    pub(crate) fn tidy(&self) {
        self.requests.retain_recent();
        self.sends.retain_recent();
    }

    fn count(&self, limiter: &DefaultKeyedRateLimiter<UserId>, user: UserId) -> Result<(), Refusal> {
        limiter
            .check_key(&user)
            .map_err(|early| Refusal::RateLimited { retry_after: early.wait_time_from(self.clock.now()) })
    }
}

fn quota(per_second: u32, burst: u32) -> Quota {
    let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(at_least_one(per_second)).allow_burst(at_least_one(burst))
}
