//! Who is signed in, where, and with what kept on this computer.

use super::NotificationContent;
use allia_protocol::id::UserId;
use allia_protocol::{Secret, Sensitive};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the program stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AppState {
    /// Reading what is on this computer; lasts a moment.
    Starting,
    /// Nobody is signed in.
    SignedOut {
        /// The service's address used last.
        server_address: Option<String>,
        /// The account name used last.
        username: Option<String>,
        /// Why the last sign-in ended, if that needs saying.
        reason: Option<SignOutReason>,
    },
    /// The operating system's keyring cannot give the key now. Nothing is lost; the person can try again.
    KeyUnavailable {
        /// What is wrong with it.
        fault: KeyFault,
    },
    /// Nothing can be read until the person gives their password. No patient's name or text is in memory.
    Locked {
        /// The account name.
        #[ts(type = "string")]
        username: Sensitive<String>,
        /// Unread messages over all conversations, as the service counts them; null while that is not known.
        unread: Option<u32>,
        /// Wrong passwords left before the session ends; 1 to 10.
        attempts_left: u32,
    },
    /// Signed in; conversations can be read.
    SignedIn {
        /// Who.
        account: Account,
        /// Whether anything is kept on this computer.
        storage: StorageMode,
        /// The session has ended: the person must sign in again to go on. Everything typed is kept.
        session_ended: bool,
        /// What happened to drafts and unsent messages when their file could not be read; null if nothing did.
        recovery: Option<Recovery>,
    },
}

/// The file of drafts and unsent messages was not as the program left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Recovery {
    /// What was wrong with it.
    pub cause: RecoveryCause,
    /// Drafts and unsent messages that were carried over.
    pub recovered_texts: u32,
    /// How many could not be read; null when not even that can be told.
    pub unreadable_texts: Option<u32>,
    /// The name under which the old file is kept, in the same folder; null when everything in it was carried over.
    pub kept_as: Option<String>,
}

/// Why drafts and unsent messages could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryCause {
    /// The key is not in the keyring any more, or another one is.
    KeyLost,
    /// The file is damaged.
    FileDamaged,
    /// The file was emptied.
    FileEmptied,
    /// The file is gone.
    FileMissing,
    /// The file is an older copy of itself: what was written since is not in it. Messages that waited in it do not go
    /// out by themselves.
    OlderCopy,
}

/// Why the program asks for a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignOutReason {
    /// The person did it.
    ByUser,
    /// The session reached its end.
    SessionEnded,
    /// Another device or an administrator ended it.
    EndedElsewhere,
    /// The key of the local copy is gone from the keyring; unsent text is kept.
    KeyLost,
    /// The keyring's entry is not this account's key, or was altered; unsent text is kept.
    KeyAltered,
    /// The service was not reached for longer than it allows; unsent text is kept.
    LeaseExpired,
    /// The password was wrong ten times while the program was locked; unsent text is kept.
    TooManyAttempts,
    /// IT has prescribed another service; unsent text is kept.
    ServerChanged,
    /// The local copy was damaged and set aside; unsent text is kept.
    CacheDamaged,
}

/// What is wrong with the operating system's keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyFault {
    /// It is locked.
    Locked,
    /// There is none.
    Missing,
    /// It refused.
    Denied,
    /// It does not answer yet; the program waits for it, and goes on by itself.
    Slow,
    /// Another keyring answers than the one that was given the key, and has it not.
    OtherBackend,
}

/// Who is signed in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Account {
    /// Which user.
    #[ts(type = "string")]
    pub user_id: UserId,
    /// The name they sign in with.
    #[ts(type = "string")]
    pub username: Sensitive<String>,
    /// How they are called.
    #[ts(type = "string")]
    pub display_name: Sensitive<String>,
    /// The name of their practice.
    pub practice_name: String,
    /// The practice's IANA time zone.
    pub time_zone: String,
    /// The service's address.
    pub server_address: String,
    /// The most that their practice lets a notification show.
    pub practice_allows: NotificationContent,
}

/// Whether anything is kept on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StorageMode {
    /// In an encrypted file whose key is in the keyring.
    Encrypted,
    /// Nothing is: there is no keyring, so everything ends with the program.
    MemoryOnly,
}

/// What the sign-in screen asks for.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SignInForm {
    /// The service's address.
    pub server_address: String,
    /// The account name.
    #[ts(type = "string")]
    pub username: Sensitive<String>,
    /// The password.
    #[ts(type = "string")]
    pub password: Secret,
}
