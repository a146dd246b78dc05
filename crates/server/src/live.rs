//! Live streams: who has one open, and what each is to be told.
//!
//! Nothing here is the truth. A stream carries wake-ups; what is true is read from the feed. So every stream
//! keeps only the newest of each kind of event (see [`pending`]), and one whose reader does not keep up is
//! given up: its reader comes back and asks.

mod hub;
mod pending;
mod presence;
mod stream;
mod typing;
mod unread;

pub(crate) use hub::{Hub, Lapsed};
pub(crate) use presence::{announce_came, announce_lapsed, greet, note_last_seen};
pub(crate) use stream::{Listening, LiveStream, Terms};
pub(crate) use typing::TypingGate;
pub(crate) use unread::UnreadCounter;
