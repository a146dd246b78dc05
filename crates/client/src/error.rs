//! Why a command failed, with the cause kept for the log and the word that the screens turn into a text.

use crate::address::AddressFault;
use crate::api::fault::ApiFault;
use crate::database::{OpenError, StoreError};
use crate::key_store::KeyStoreError;
use crate::signed_in::DamagedFile;
use crate::sync::SyncFault;
use crate::view::{CommandError, CommandErrorCode, ConnectionProblem};
use allia_protocol::limits::TextFault;
use allia_protocol::problem::ErrorCode;
use std::io;
use std::time::Duration;

/// Why a command failed. Nothing that a person typed is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// What was typed is not an address of a service.
    #[error(transparent)]
    Address(#[from] AddressFault),
    /// The account name or the password is wrong.
    #[error("the account name or the password is wrong")]
    WrongPassword,
    /// The account is a patient's or an administrator's.
    #[error("the account is not a clinician's")]
    NotAClinician,
    /// The service did not do it.
    #[error(transparent)]
    Api(#[from] ApiFault),
    /// The local copy could not be read or written.
    #[error("the local copy: {0}")]
    Cache(#[from] StoreError),
    /// Drafts and unsent messages could not be read or written.
    #[error("the journal: {0}")]
    Journal(#[source] StoreError),
    /// A local file could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The key store did not do it.
    #[error(transparent)]
    KeyStore(#[from] KeyStoreError),
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[from] io::Error),
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignedOut,
    /// The program is locked.
    #[error("the program is locked")]
    Locked,
    /// The conversation or the message is not there.
    #[error("not there")]
    NotFound,
    /// The text is not a message.
    #[error("the text is not a message: {0:?}")]
    Text(TextFault),
    /// A task of the program failed where none should.
    #[error("a task of the program failed")]
    Task(#[from] tokio::task::JoinError),
}

impl From<TextFault> for ClientError {
    fn from(fault: TextFault) -> Self {
        Self::Text(fault)
    }
}

impl From<SyncFault> for ClientError {
    fn from(fault: SyncFault) -> Self {
        match fault {
            SyncFault::Api(fault) => Self::Api(fault),
            SyncFault::Cache(fault) => Self::Cache(fault),
            SyncFault::Journal(fault) => Self::Journal(fault),
            SyncFault::Stuck => Self::Api(ApiFault::NotOurServer),
        }
    }
}

impl ClientError {
    /// The file that this error shows to be damaged, if it does.
    pub(crate) const fn damaged_file(&self) -> Option<DamagedFile> {
        match self {
            Self::Cache(StoreError::Damaged) => Some(DamagedFile::Cache),
            Self::Journal(StoreError::Damaged) => Some(DamagedFile::Journal),
            _ => None,
        }
    }

    /// What the screens get.
    pub fn command_error(&self) -> CommandError {
        CommandError {
            code: self.code(),
            retry_after_seconds: self.retry_after_seconds(),
            issuer: self.issuer(),
        }
    }

    fn issuer(&self) -> Option<String> {
        let Self::Api(fault) = self else { return None };
        fault.untrusted().map(|untrusted| untrusted.chain.issuer.clone()).filter(|issuer| !issuer.is_empty())
    }

    fn code(&self) -> CommandErrorCode {
        match self {
            Self::Address(AddressFault::Invalid) => CommandErrorCode::InvalidAddress,
            Self::Address(AddressFault::Insecure) => CommandErrorCode::InsecureAddress,
            Self::WrongPassword => CommandErrorCode::WrongPassword,
            Self::NotAClinician => CommandErrorCode::NotAClinician,
            Self::Api(fault) => code_of_api(fault),
            Self::Cache(fault) | Self::Journal(fault) => code_of_store(fault),
            Self::Open(fault) => code_of_open(fault),
            Self::KeyStore(fault) => code_of_key_store(fault),
            Self::Io(fault) => code_of_io(fault),
            Self::SignedOut => CommandErrorCode::SignedOut,
            Self::Locked => CommandErrorCode::Locked,
            Self::NotFound => CommandErrorCode::NotFound,
            Self::Text(TextFault::Empty) => CommandErrorCode::TextEmpty,
            Self::Text(TextFault::TooLong) => CommandErrorCode::TextTooLong,
            Self::Text(TextFault::Nul) => CommandErrorCode::TextInvalid,
            Self::Task(_) => CommandErrorCode::Internal,
        }
    }

    fn retry_after_seconds(&self) -> Option<u32> {
        let wait = match self {
            Self::Api(ApiFault::Refused { retry_after, .. } | ApiFault::Unavailable { retry_after }) => {
                (*retry_after)?
            }
            _ => return None,
        };
        u32::try_from(wait.saturating_add(Duration::from_millis(999)).as_secs()).ok()
    }
}

fn code_of_api(fault: &ApiFault) -> CommandErrorCode {
    match fault.refusal() {
        Some(ErrorCode::RateLimited) => return CommandErrorCode::TooManyAttempts,
        Some(ErrorCode::NotFound) => return CommandErrorCode::NotFound,
        Some(ErrorCode::Unavailable) => return CommandErrorCode::ServerUnavailable,
        Some(_) if fault.problem() != Some(ConnectionProblem::UpdateNeeded) => {
            return CommandErrorCode::ServerRefused;
        }
        _ => {}
    }
    match fault.problem() {
        Some(ConnectionProblem::ServerUnreachable) => CommandErrorCode::ServerUnreachable,
        Some(ConnectionProblem::ProxyUnreachable) => CommandErrorCode::ProxyUnreachable,
        Some(ConnectionProblem::ProxyNeedsSignIn) => CommandErrorCode::ProxyNeedsSignIn,
        Some(ConnectionProblem::ProxyRefused) => CommandErrorCode::ProxyRefused,
        Some(ConnectionProblem::NotOurServer) => CommandErrorCode::NotOurServer,
        Some(ConnectionProblem::BadCertificate) => CommandErrorCode::BadCertificate,
        Some(ConnectionProblem::ServerUnavailable) => CommandErrorCode::ServerUnavailable,
        Some(ConnectionProblem::UpdateNeeded) => CommandErrorCode::UpdateNeeded,
        Some(ConnectionProblem::DiskFull) => CommandErrorCode::DiskFull,
        None => CommandErrorCode::SessionEnded,
    }
}

const fn code_of_store(fault: &StoreError) -> CommandErrorCode {
    match fault {
        StoreError::DiskFull => CommandErrorCode::DiskFull,
        StoreError::Damaged => CommandErrorCode::StorageDamaged,
        StoreError::Closed => CommandErrorCode::SignedOut,
        StoreError::Sqlite(_) | StoreError::NotCut => CommandErrorCode::Internal,
    }
}

fn code_of_open(fault: &OpenError) -> CommandErrorCode {
    match fault {
        OpenError::WrongKey | OpenError::Damaged | OpenError::Lost => CommandErrorCode::StorageDamaged,
        OpenError::TooNew { .. } => CommandErrorCode::StorageTooNew,
        OpenError::AlreadyOpen => CommandErrorCode::AlreadyRunning,
        OpenError::DiskFull => CommandErrorCode::DiskFull,
        OpenError::Io(fault) => code_of_io(fault),
        OpenError::NotEncrypting | OpenError::Migration(_) | OpenError::Sqlite(_) => {
            CommandErrorCode::Internal
        }
    }
}

const fn code_of_key_store(fault: &KeyStoreError) -> CommandErrorCode {
    match fault {
        // It waits for the person, who has not seen its question.
        KeyStoreError::Locked | KeyStoreError::Silent => CommandErrorCode::KeyringLocked,
        KeyStoreError::Missing => CommandErrorCode::KeyringMissing,
        KeyStoreError::Denied | KeyStoreError::Other(_) => CommandErrorCode::KeyringDenied,
    }
}

fn code_of_io(fault: &io::Error) -> CommandErrorCode {
    match fault.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => CommandErrorCode::DiskFull,
        _ => CommandErrorCode::Internal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;

    fn refused(status: u16, code: ErrorCode, retry_after: Option<Duration>) -> CommandError {
        let status = StatusCode::from_u16(status).unwrap();
        ClientError::from(ApiFault::Refused { status, code, retry_after, at: None }).command_error()
    }

    #[test]
    fn a_refusal_says_when_to_try_again_in_whole_seconds_rounded_up() {
        let error = refused(429, ErrorCode::RateLimited, Some(Duration::from_millis(1_200)));
        assert_eq!(error.code, CommandErrorCode::TooManyAttempts);
        assert_eq!(error.retry_after_seconds, Some(2));
    }

    #[test]
    fn every_refusal_has_its_word() {
        let words = [
            (404, ErrorCode::NotFound, CommandErrorCode::NotFound),
            (403, ErrorCode::Forbidden, CommandErrorCode::ServerRefused),
            (422, ErrorCode::Invalid, CommandErrorCode::ServerRefused),
            (426, ErrorCode::Unknown, CommandErrorCode::UpdateNeeded),
            (503, ErrorCode::Unavailable, CommandErrorCode::ServerUnavailable),
        ];
        for (status, code, word) in words {
            assert_eq!(refused(status, code, None).code, word, "{status}");
        }
    }

    #[test]
    fn a_full_disk_is_called_that_wherever_it_shows() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let errors = [
            ClientError::Cache(StoreError::DiskFull),
            ClientError::Journal(StoreError::DiskFull),
            ClientError::Open(OpenError::DiskFull),
            ClientError::Open(OpenError::Io(full())),
            ClientError::Io(full()),
        ];
        for error in errors {
            assert_eq!(error.command_error().code, CommandErrorCode::DiskFull, "{error:?}");
        }
    }
}
