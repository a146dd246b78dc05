//! What IT fixes for a computer, whatever a person sets.

mod proxy;

pub use proxy::{ProxyMode, ProxyPolicy};
