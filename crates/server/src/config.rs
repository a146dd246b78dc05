//! What can be set about a running service. Every field has the value that a practice should use.

use crate::clock::{Clock, SystemClock};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How a service runs.
#[derive(Clone)]
pub struct Config {
    /// Where the database lives. Made by [`crate::initialize`].
    pub data_directory: PathBuf,
    /// Where "now" comes from.
    pub clock: Arc<dyn Clock>,
    /// Whether the database has threads of its own. Without them it works on the thread of whoever asks, who then
    /// holds up everybody else: for a simulated network, whose clock must not run on while a thread works.
    pub database_threads: bool,
    /// What checking a password costs.
    pub password_cost: PasswordCost,
    /// How long an access token is good before it has to be renewed.
    pub access_token_life: Duration,
    /// How long a session lasts, renewed or not.
    pub session_life: Duration,
    /// How long an invitation can be used.
    pub invitation_life: Duration,
    /// How much one user may ask for.
    pub rates: Rates,
    /// How long after the last live stream its user still counts as online; at most 30 s by contract.
    pub presence_lapse: Duration,
    /// The longest silence on a live stream; at most 15 s by contract.
    pub heartbeat: Duration,
    /// How long the change feed reaches back. A cursor from before is answered with `cursor_expired`.
    pub feed_retention: Duration,
    /// How long a caller may take to send a request's headers.
    pub header_timeout: Duration,
    /// How long a caller may take to send a request's body.
    pub body_timeout: Duration,
    /// How long a caller may take to send the next 512 bytes of a body, or its end.
    pub body_pause: Duration,
    /// How long a caller may leave lying what is sent to them.
    pub reading_timeout: Duration,
    /// How many connections are served at a time. One more takes the place of one that has no request under
    /// way; if there is none, it waits.
    pub connections: usize,
    /// How long requests under way may take to finish once the service is told to stop.
    pub grace: Duration,
    /// Whether a proxy in front ends TLS: then other addresses than loopback may be bound, and the caller's
    /// address is taken from the last entry of `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Whether `/metrics` answers callers from other computers too.
    pub public_metrics: bool,
}

impl Config {
    /// The settings for a practice.
    pub fn new(data_directory: impl Into<PathBuf>) -> Self {
        Self {
            data_directory: data_directory.into(),
            clock: Arc::new(SystemClock),
            database_threads: true,
            password_cost: PasswordCost::default(),
            access_token_life: 15 * MINUTE,
            session_life: 12 * HOUR,
            invitation_life: 7 * DAY,
            rates: Rates::default(),
            presence_lapse: Duration::from_secs(10),
            heartbeat: Duration::from_secs(10),
            feed_retention: 30 * DAY,
            header_timeout: Duration::from_secs(15),
            body_timeout: Duration::from_secs(30),
            body_pause: Duration::from_secs(15),
            reading_timeout: Duration::from_secs(15),
            connections: 1_000,
            grace: Duration::from_secs(10),
            behind_proxy: false,
            public_metrics: false,
        }
    }

    /// The settings for tests and benchmarks: passwords cost next to nothing and nobody is held back.
    /// Not for a practice.
    pub fn for_tests(data_directory: impl Into<PathBuf>) -> Self {
        Self {
            password_cost: PasswordCost { memory_kib: 64, passes: 1, lanes: 1 },
            rates: Rates::unlimited(),
            ..Self::new(data_directory)
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("data_directory", &self.data_directory).finish_non_exhaustive()
    }
}

/// The parameters of Argon2id. The default is OWASP's first recommendation (19 MiB, 2 passes, 1 lane).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PasswordCost {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 }
    }
}

/// How much one user may ask for: a steady rate, and how far they may run ahead of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Requests a second.
    pub requests_per_second: u32,
    /// Requests at once after a pause.
    pub request_burst: u32,
    /// Sent messages a second.
    pub sends_per_second: u32,
    /// Sent messages at once after a pause.
    pub send_burst: u32,
}

impl Rates {
    /// So high that nobody meets them.
    pub const fn unlimited() -> Self {
        Self {
            requests_per_second: 1_000_000,
            request_burst: 1_000_000,
            sends_per_second: 1_000_000,
            send_burst: 1_000_000,
        }
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self { requests_per_second: 50, request_burst: 100, sends_per_second: 20, send_burst: 40 }
    }
}
