//! The line to the service, and how much of the history is here.

use allia_protocol::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// The line to the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Connection {
    /// How it stands.
    pub state: ConnectionState,
    /// When the local copy was last known to be complete.
    #[ts(type = "string | null")]
    pub up_to_date_as_of: Option<Timestamp>,
    /// What is in the way, when offline.
    pub problem: Option<ConnectionProblem>,
}

/// How the line to the service stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// First contact is under way.
    Connecting,
    /// The live stream is open and everything up to now is here.
    Online,
    /// Reading and writing work; messages wait.
    Offline,
}

/// What is in the way between this computer and the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionProblem {
    /// No answer.
    ServerUnreachable,
    /// The proxy on the way cannot be reached.
    ProxyUnreachable,
    /// The proxy on the way asks for a name and a password.
    ProxyNeedsSignIn,
    /// The proxy on the way does not let the connection through.
    ProxyRefused,
    /// Something else answers at this address (a web page, a captive portal).
    NotOurServer,
    /// Its certificate is not trusted.
    BadCertificate,
    /// It answers that it cannot serve now.
    ServerUnavailable,
    /// It speaks a version that this program does not know.
    UpdateNeeded,
    /// This computer's disk is full.
    DiskFull,
}

/// How much of the history is on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SyncProgress {
    /// Conversations whose whole history is here.
    pub complete_conversations: u32,
    /// All conversations.
    pub total_conversations: u32,
}
