//! The engine of Allia Messages: everything that can be tested without a window.
//!
//! [`Client`] is the whole of it for those who use it. Below it, `sync` and `outbox` move what the service and this
//! computer have for each other, [`store`] and [`journal`] keep it in two encrypted files, and the screens read only
//! from those.

pub mod address;
pub mod api;
pub mod certificate;
mod client;
pub mod clock;
mod conversations;
pub mod database;
pub mod delivery;
mod doctor;
mod error;
pub mod event;
#[cfg(test)]
mod fixture;
mod generation;
pub mod journal;
pub mod key;
pub mod key_store;
pub mod lease;
pub mod line;
pub mod link;
pub mod live;
pub mod lock;
pub mod notification;
mod outbox;
pub mod outside;
pub mod policy;
pub mod presence;
pub mod profile;
pub mod proxy;
pub mod retry;
pub mod seal;
pub mod session;
mod signed_in;
pub mod store;
mod sync;
pub mod view;
pub mod words;
mod writing;

pub use client::{Client, ClientConfig, Ports};
pub use error::ClientError;
