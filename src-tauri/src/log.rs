//! The program's log, on standard error. It holds ids and numbers, never text, names or tokens.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

/// Starts the log. `ALLIA_LOG` sets the level of this program's own lines: `error`, `warn` (the default), `info` or
/// `debug`. Libraries say only what went wrong, because nobody here answers for what they would write otherwise.
pub(crate) fn start() {
    let level = std::env::var("ALLIA_LOG").unwrap_or_default();
    let level = level.parse().unwrap_or(LevelFilter::WARN);
    let filter = EnvFilter::new(format!("error,allia_messages={level},allia_client={level}"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
