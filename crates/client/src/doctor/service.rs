//! Whether the service answers, whether it is ours, and what time it says it is.

use super::clock::Offset;
use super::{Finding, Scene};
use crate::api::call;
use crate::api::fault::ApiFault;
use crate::view::{CheckCode, CheckFacts, ConnectionProblem, Verdict};
use serde::Deserialize;

/// How the contract calls itself.
const TITLE: &str = "Allia messaging API";
/// The version that this program speaks.
const VERSION: &str = "1";
/// A version is somebody else's word: so many characters of it are shown.
const VERSION_CHARACTERS: usize = 20;

/// What the service said.
#[derive(Debug)]
pub(super) struct Observed {
    contract: Result<Contract, ApiFault>,
    ready: Result<(), ApiFault>,
    pub(super) clock: Option<Offset>,
}

#[derive(Debug, Deserialize)]
struct Contract {
    info: About,
}

#[derive(Debug, Deserialize)]
struct About {
    title: String,
    version: String,
}

pub(super) async fn observe(scene: &Scene) -> Observed {
    let asked_at = scene.clock.now();
    match scene.api.read_dated::<Contract>(&call::contract()).await {
        Ok((contract, date)) => {
            let clock = date.map(|date| Offset::between(asked_at, scene.clock.now(), date));
            Observed { contract: Ok(contract), ready: scene.api.ready().await, clock }
        }
        Err(fault) => Observed { contract: Err(fault), ready: Ok(()), clock: None },
    }
}

pub(super) fn judge(observed: &Observed) -> Finding {
    let about = match &observed.contract {
        Ok(contract) => &contract.info,
        Err(fault) => return of_fault(fault),
    };
    if about.title != TITLE {
        return Finding::new(Verdict::Bad, CheckCode::ServiceNotOurs);
    }
    let version = Some(about.version.chars().take(VERSION_CHARACTERS).collect());
    let facts = CheckFacts { version, ..CheckFacts::default() };
    if about.version != VERSION {
        return Finding::new(Verdict::Bad, CheckCode::ServiceUpdateNeeded).with(facts);
    }
    match &observed.ready {
        Ok(()) => Finding::new(Verdict::Good, CheckCode::ServiceWorks).with(facts),
        Err(fault) => of_fault(fault),
    }
}

/// Where something before the service is at fault, its own check says so.
fn of_fault(fault: &ApiFault) -> Finding {
    let status = match fault {
        ApiFault::Refused { status, .. } => Some(status.as_u16()),
        _ => None,
    };
    let (verdict, code) = match (fault, fault.problem()) {
        (ApiFault::Silent, _) => (Verdict::Bad, CheckCode::ServiceSilent),
        (ApiFault::Proxy(_) | ApiFault::BadCertificate(_), _) => {
            (Verdict::Skipped, CheckCode::ServiceNotReached)
        }
        (_, Some(ConnectionProblem::UpdateNeeded)) => (Verdict::Bad, CheckCode::ServiceUpdateNeeded),
        (_, Some(ConnectionProblem::NotOurServer)) => (Verdict::Bad, CheckCode::ServiceNotOurs),
        (_, Some(ConnectionProblem::ServerUnavailable)) => (Verdict::Bad, CheckCode::ServiceUnavailable),
        _ => (Verdict::Bad, CheckCode::ServiceNotReached),
    };
    Finding::new(verdict, code).with(CheckFacts { status, ..CheckFacts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proxy::ProxyFault;
    use allia_protocol::problem::ErrorCode;
    use http::StatusCode;

    fn contract(title: &str, version: &str) -> Result<Contract, ApiFault> {
        Ok(Contract { info: About { title: title.to_owned(), version: version.to_owned() } })
    }

    fn judged(contract: Result<Contract, ApiFault>, ready: Result<(), ApiFault>) -> (Verdict, CheckCode) {
        let finding = judge(&Observed { contract, ready, clock: None });
        (finding.verdict, finding.code)
    }

    fn unavailable() -> ApiFault {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        ApiFault::Refused { status, code: ErrorCode::Unavailable, retry_after: None, at: None }
    }

    #[test]
    fn it_works_when_it_speaks_our_contract_and_is_ready() {
        assert_eq!(judged(contract(TITLE, "1"), Ok(())), (Verdict::Good, CheckCode::ServiceWorks));
        assert_eq!(judged(contract(TITLE, "2"), Ok(())), (Verdict::Bad, CheckCode::ServiceUpdateNeeded));
        assert_eq!(judged(contract("Pet store", "1"), Ok(())), (Verdict::Bad, CheckCode::ServiceNotOurs));
        let not_ready = judged(contract(TITLE, "1"), Err(unavailable()));
        assert_eq!(not_ready, (Verdict::Bad, CheckCode::ServiceUnavailable));
    }

    #[test]
    fn what_is_at_fault_before_the_service_is_not_the_services_fault() {
        let at = |fault| judged(Err(fault), Ok(()));
        let skipped = (Verdict::Skipped, CheckCode::ServiceNotReached);
        assert_eq!(at(ApiFault::Proxy(ProxyFault::NeedsSignIn)), skipped);
        assert_eq!(at(ApiFault::BadCertificate("unknown issuer".into())), skipped);
        assert_eq!(at(ApiFault::Unreachable("refused".into())), (Verdict::Bad, CheckCode::ServiceNotReached));
        assert_eq!(at(ApiFault::Silent), (Verdict::Bad, CheckCode::ServiceSilent));
        assert_eq!(at(ApiFault::NotOurServer), (Verdict::Bad, CheckCode::ServiceNotOurs));
        assert_eq!(at(unavailable()), (Verdict::Bad, CheckCode::ServiceUnavailable));
    }
}
