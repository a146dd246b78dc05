//! Why a command failed.

use serde::Serialize;
use ts_rs::TS;

/// Why a command failed. The screens turn it into words and an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CommandErrorCode {
    /// The account name or the password is wrong.
    WrongPassword,
    /// Too many attempts; `retry_after_seconds` says when.
    TooManyAttempts,
    /// The address is not one.
    InvalidAddress,
    /// The address is public and not https.
    InsecureAddress,
    /// No answer.
    ServerUnreachable,
    /// The proxy on the way cannot be reached.
    ProxyUnreachable,
    /// The proxy on the way asks for a name and a password.
    ProxyNeedsSignIn,
    /// The proxy on the way does not let the connection through.
    ProxyRefused,
    /// Something else answers there.
    NotOurServer,
    /// Its certificate is not trusted.
    BadCertificate,
    /// It cannot serve now.
    ServerUnavailable,
    /// The service refused.
    ServerRefused,
    /// It speaks a version that this program does not know.
    UpdateNeeded,
    /// The account is not a clinician's.
    NotAClinician,
    /// The session has ended.
    SessionEnded,
    /// Nobody is signed in.
    SignedOut,
    /// The program is locked.
    Locked,
    /// The conversation or message is not there.
    NotFound,
    /// There is nothing to send.
    TextEmpty,
    /// The text is longer than 16,384 bytes.
    TextTooLong,
    /// The text contains a character that cannot be sent.
    TextInvalid,
    /// The disk is full. What was typed stays on the screen.
    DiskFull,
    /// The keyring is locked.
    KeyringLocked,
    /// There is no keyring.
    KeyringMissing,
    /// The keyring refused.
    KeyringDenied,
    /// A local file is damaged.
    StorageDamaged,
    /// A local file was written by a newer version.
    StorageTooNew,
    /// Another copy of the program has the files open.
    AlreadyRunning,
    /// Something that should not happen; it is in the log.
    Internal,
}

/// A failed command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CommandError {
    /// What went wrong.
    pub code: CommandErrorCode,
    /// When to try again, where that is known; in seconds.
    pub retry_after_seconds: Option<u32>,
    /// Who issued the certificate that was refused, by its own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub issuer: Option<String>,
}

impl From<CommandErrorCode> for CommandError {
    fn from(code: CommandErrorCode) -> Self {
        Self { code, retry_after_seconds: None, issuer: None }
    }
}
