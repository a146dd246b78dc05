//! The wire contract of the Allia messaging API, version 1.
//!
//! Both sides of the wire use these types: the service writes them, the engine reads them. There is no
//! I/O here. Requests refuse unknown fields; answers and changes tolerate them, so that a service may grow
//! within version 1 without breaking the programs that clinics have already installed.

#![forbid(unsafe_code)]

pub mod admin;
pub mod change;
pub mod conversation;
pub mod id;
pub mod limits;
pub mod live;
pub mod path;
pub mod problem;
pub mod sensitive;
pub mod session;
pub mod time;

pub use sensitive::{Secret, Sensitive};
pub use time::Timestamp;
