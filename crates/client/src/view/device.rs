//! The person's own devices, and the rehearsal of a lost key.

use allia_protocol::Timestamp;
use allia_protocol::id::SessionId;
use serde::Serialize;
use ts_rs::TS;

/// One sign-in of the person, on one of their computers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DeviceView {
    /// Which sign-in.
    #[ts(type = "string")]
    pub session_id: SessionId,
    /// How the computer calls itself.
    pub device_name: String,
    /// When the person signed in there.
    #[ts(type = "string")]
    pub signed_in_at: Timestamp,
    /// When it was last in contact with the service.
    #[ts(type = "string")]
    pub last_seen_at: Timestamp,
    /// Whether it is this computer.
    pub current: bool,
}

/// What a lost key would cost, tried on a copy of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Rehearsal {
    /// The copy was opened without the keyring's key.
    Recovered {
        /// Drafts and unsent messages in the journal.
        texts: u32,
        /// How many of them came back from the copy.
        recovered_texts: u32,
    },
    /// The service has not been reached since signing in, so nothing protects the journal yet.
    NotProtectedYet,
    /// The service could not be reached now.
    Offline,
    /// There is no keyring: nothing is kept on this computer.
    NothingKept,
    /// The copy could not be opened.
    Failed,
}
