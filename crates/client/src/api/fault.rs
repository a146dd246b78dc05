//! What can go wrong between this program and the service, and what each fault means for the next attempt.

use super::transport::{TransportCause, TransportFault};
use crate::certificate::Untrusted;
use crate::proxy::ProxyFault;
use crate::retry::Retry;
use crate::view::ConnectionProblem;
use allia_protocol::Timestamp;
use allia_protocol::problem::ErrorCode;
use reqwest::StatusCode;
use std::time::Duration;

/// Why a call has no good answer.
#[derive(Debug, thiserror::Error)]
pub enum ApiFault {
    /// The line broke before the answer was whole.
    #[error("the service cannot be reached")]
    Unreachable(#[source] TransportCause),
    /// The other side is there and says nothing.
    #[error("the service does not answer in time")]
    Silent,
    /// A proxy on the way did not let the connection through.
    #[error(transparent)]
    Proxy(ProxyFault),
    /// The certificate is not one that this computer trusts.
    #[error("the certificate is not trusted")]
    BadCertificate(#[source] TransportCause),
    /// What answers does not speak the contract: a web page, a captive portal, another program.
    #[error("something else answers at this address")]
    NotOurServer,
    /// The answer is larger than [`super::ANSWER_BYTES`].
    #[error("the answer is too large")]
    TooLarge,
    /// The session has ended; only the person can open a new one.
    #[error("the session has ended")]
    SessionEnded,
    /// The service answers that it cannot serve now, without saying so in the contract's form: what stands before
    /// it (a proxy, a load balancer) speaks in its place.
    #[error("the service is unavailable")]
    Unavailable {
        /// When to ask again, if it says so.
        retry_after: Option<Duration>,
    },
    /// The service refuses, with a problem document.
    #[error("the service refuses with {status} ({code:?})")]
    Refused {
        /// The HTTP status.
        status: StatusCode,
        /// The machine's word.
        code: ErrorCode,
        /// When to ask again, if it says so.
        retry_after: Option<Duration>,
        /// When it said so, by its own clock, if it tells.
        at: Option<Timestamp>,
    },
}

impl ApiFault {
    /// Names an unexpected answer that carries no problem document.
    pub(crate) const fn without_problem(status: StatusCode, retry_after: Option<Duration>) -> Self {
        match status {
            StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => Self::Unavailable { retry_after },
            _ => Self::NotOurServer,
        }
    }

    /// Whether, and when, the same call may be made again.
    pub fn retry(&self) -> Retry {
        match self {
            Self::Unreachable(_)
            | Self::Silent
            | Self::Proxy(_)
            | Self::BadCertificate(_)
            | Self::NotOurServer
            | Self::TooLarge => Retry::Backoff,
            Self::SessionEnded => Retry::Never,
            Self::Unavailable { retry_after } => retry_after.map_or(Retry::Backoff, Retry::After),
            Self::Refused { status, retry_after, .. } if passes(*status) => {
                retry_after.map_or(Retry::Backoff, Retry::After)
            }
            Self::Refused { .. } => Retry::Never,
        }
    }

    /// Whether the call may have reached the service although no answer of it came.
    pub(crate) fn may_have_arrived(&self) -> bool {
        match self {
            Self::Unreachable(cause) => {
                !cause.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_connect)
            }
            Self::Silent | Self::TooLarge => true,
            _ => false,
        }
    }

    /// What the certificate said that was refused, if one was.
    pub(crate) fn untrusted(&self) -> Option<&Untrusted> {
        match self {
            Self::BadCertificate(cause) => cause.downcast_ref(),
            _ => None,
        }
    }

    /// The word with which the service refused, if it did.
    pub const fn refusal(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// When the service refused, by its own clock: this computer's may be wrong.
    pub(crate) const fn refused_at(&self) -> Option<Timestamp> {
        match self {
            Self::Refused { at, .. } => *at,
            _ => None,
        }
    }

    /// What a person is told about the line; `None` when the line is not at fault.
    pub fn problem(&self) -> Option<ConnectionProblem> {
        match self {
            Self::Unreachable(_) | Self::Silent => Some(ConnectionProblem::ServerUnreachable),
            Self::Proxy(fault) => Some(problem_of_proxy(*fault)),
            Self::BadCertificate(_) => Some(ConnectionProblem::BadCertificate),
            Self::NotOurServer | Self::TooLarge => Some(ConnectionProblem::NotOurServer),
            Self::Unavailable { .. } => Some(ConnectionProblem::ServerUnavailable),
            Self::SessionEnded => None,
            Self::Refused { status: StatusCode::UPGRADE_REQUIRED, .. } => {
                Some(ConnectionProblem::UpdateNeeded)
            }
            Self::Refused { .. } => Some(ConnectionProblem::ServerUnavailable),
        }
    }
}

impl From<TransportFault> for ApiFault {
    fn from(fault: TransportFault) -> Self {
        match fault {
            TransportFault::Broken(cause) => Self::Unreachable(cause),
            TransportFault::Proxy(fault) => Self::Proxy(fault),
            TransportFault::BadCertificate(cause) => Self::BadCertificate(cause),
            TransportFault::NotOurServer => Self::NotOurServer,
        }
    }
}

const fn problem_of_proxy(fault: ProxyFault) -> ConnectionProblem {
    match fault {
        ProxyFault::Unreachable => ConnectionProblem::ProxyUnreachable,
        ProxyFault::NeedsSignIn => ConnectionProblem::ProxyNeedsSignIn,
        ProxyFault::Refused => ConnectionProblem::ProxyRefused,
    }
}

/// Refusals that are about this moment, not about the request.
fn passes(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_EARLY
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::LOCKED
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, retry_after: Option<u64>) -> ApiFault {
        let status = StatusCode::from_u16(status).unwrap();
        let retry_after = retry_after.map(Duration::from_secs);
        ApiFault::Refused { status, code: ErrorCode::Unknown, retry_after, at: None }
    }

    #[test]
    fn a_refusal_is_tried_again_exactly_when_it_is_about_the_moment() {
        for status in [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 426] {
            assert_eq!(refused(status, None).retry(), Retry::Never, "{status}");
        }
        for status in [408, 423, 425, 429, 500, 502, 503, 504] {
            assert_eq!(refused(status, None).retry(), Retry::Backoff, "{status}");
            assert_eq!(refused(status, Some(7)).retry(), Retry::After(Duration::from_secs(7)), "{status}");
        }
    }

    #[test]
    fn what_stands_before_the_service_may_say_that_it_is_unavailable_and_nothing_else() {
        for status in [429, 502, 503, 504] {
            let fault = ApiFault::without_problem(StatusCode::from_u16(status).unwrap(), None);
            assert_eq!(fault.problem(), Some(ConnectionProblem::ServerUnavailable), "{status}");
        }
        for status in [200, 302, 401, 404, 500, 511] {
            let fault = ApiFault::without_problem(StatusCode::from_u16(status).unwrap(), None);
            assert_eq!(fault.problem(), Some(ConnectionProblem::NotOurServer), "{status}");
            assert_eq!(fault.retry(), Retry::Backoff, "{status}");
        }
    }

    #[test]
    fn an_ended_session_is_not_a_problem_of_the_line_and_is_not_tried_again() {
        assert_eq!(ApiFault::SessionEnded.problem(), None);
        assert_eq!(ApiFault::SessionEnded.retry(), Retry::Never);
    }
}
