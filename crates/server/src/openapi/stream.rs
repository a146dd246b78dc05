//! The live stream, as far as OpenAPI can describe one.

use allia_protocol::live::{Changed, PresenceChanged, Typing};
use serde::Serialize;
use utoipa::ToSchema;

/// The payloads of the live stream's events, by the event's name.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum LiveEvents {
    /// Something is in the feed: go and ask for changes.
    Changed(Changed),
    /// The other side of one of the caller's conversations came or went.
    Presence(PresenceChanged),
    /// The other side is writing.
    Typing(Typing),
    /// The session has ended; the stream closes.
    SignedOut {},
}
