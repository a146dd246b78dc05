//! What the fuzzers call with whatever they come up with, and what the replay of their corpora calls again. Each
//! function panics when a promise is broken, and otherwise says nothing.

mod change_pages;
mod configuration;
mod links;
mod service;
mod stream_frames;

pub use change_pages::change_pages;
pub use configuration::configuration;
pub use links::links;
pub use service::{cursors, request_bodies};
pub use stream_frames::stream_frames;

/// A function that takes whatever comes.
pub type Target = fn(&[u8]);

/// Every target under the name of its corpus, `fuzz/corpus/NAME`.
pub const TARGETS: [(&str, Target); 6] = [
    ("request_bodies", request_bodies),
    ("change_pages", change_pages),
    ("stream_frames", stream_frames),
    ("cursors", cursors),
    ("links", links),
    ("configuration", configuration),
];

/// A runtime on the thread that asks.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
