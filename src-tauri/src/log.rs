//! The program's log, on standard error. It holds ids and numbers, never text, names or tokens.

use tracing_subscriber::EnvFilter;

/// Starts the log. `ALLIA_LOG` narrows or widens it, in the form of `tracing`'s filter directives.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env("ALLIA_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
