//! Who vouches for the service. A certificate that is not trusted is read, and the connection is refused all the same.

use super::dial::{Wire, bare, dial, host_and_port};
use super::{Finding, Scene};
use crate::certificate::{CertificateFault, Chain, Untrusted, is_publicly_trusted, tls_config};
use crate::view::{CheckCode, CheckFacts, Verdict};
use allia_protocol::Timestamp;
use rustls::pki_types::{ServerName, UnixTime};
use rustls::{ClientConfig, ProtocolVersion};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::TlsConnector;

/// A certificate that ends within this time should be renewed by now.
const SOON_MILLIS: i64 = 14 * 24 * 60 * 60 * 1_000;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Observed {
    NotUsed,
    NoAuthorities,
    NotReached,
    Broken,
    Refused(Untrusted),
    Trusted { chain: Chain, is_public: bool, version: Option<ProtocolVersion> },
}

pub(super) async fn check(scene: &Scene) -> Finding {
    judge(&observe(scene).await, scene.clock.now())
}

async fn observe(scene: &Scene) -> Observed {
    if scene.address.as_str().starts_with("http:") {
        return Observed::NotUsed;
    }
    let Ok(config) = tls_config() else { return Observed::NoAuthorities };
    match dial(&scene.route, &scene.address).await {
        Ok(wire) => {
            let host = host_and_port(&scene.address).0;
            let name = ServerName::try_from(bare(&host).to_owned());
            match name {
                Ok(name) => shake_hands(wire, name, config, scene.clock.now()).await,
                Err(_) => Observed::Broken,
            }
        }
        Err(_) => Observed::NotReached,
    }
}

async fn shake_hands(
    wire: Box<dyn Wire>,
    name: ServerName<'static>,
    config: ClientConfig,
    now: Timestamp,
) -> Observed {
    match TlsConnector::from(Arc::new(config)).connect(name.clone(), wire).await {
        Ok(secured) => {
            let connection = secured.get_ref().1;
            let certificates = connection.peer_certificates().unwrap_or_default();
            Observed::Trusted {
                chain: Chain::read(certificates),
                is_public: is_publicly_trusted(certificates, &name, unix_time(now)),
                version: connection.protocol_version(),
            }
        }
        Err(error) => {
            untrusted(&error).map_or(Observed::Broken, |untrusted| Observed::Refused(untrusted.clone()))
        }
    }
}

fn untrusted(error: &io::Error) -> Option<&Untrusted> {
    Untrusted::of(error.get_ref()?.downcast_ref()?)
}

fn unix_time(now: Timestamp) -> UnixTime {
    let millis = u64::try_from(now.millis_since(Timestamp::from_millis(0))).unwrap_or(0);
    UnixTime::since_unix_epoch(Duration::from_millis(millis))
}

fn judge(observed: &Observed, now: Timestamp) -> Finding {
    match observed {
        Observed::NotUsed => Finding::new(Verdict::Skipped, CheckCode::TlsNotUsed),
        Observed::NotReached => Finding::new(Verdict::Skipped, CheckCode::TlsNotReached),
        Observed::NoAuthorities => Finding::new(Verdict::Bad, CheckCode::TlsNoAuthorities),
        Observed::Broken => Finding::new(Verdict::Bad, CheckCode::TlsBroken),
        Observed::Refused(untrusted) => {
            Finding::new(Verdict::Bad, code_of(untrusted)).with(facts(&untrusted.chain, None))
        }
        Observed::Trusted { chain, is_public, version } => {
            let ends_soon = chain.ends.is_some_and(|ends| ends.millis_since(now) < SOON_MILLIS);
            let (verdict, code) = match (ends_soon, is_public) {
                (true, _) => (Verdict::Warning, CheckCode::TlsExpiresSoon),
                (false, true) => (Verdict::Good, CheckCode::TlsTrusted),
                (false, false) => (Verdict::Good, CheckCode::TlsCompanyAuthority),
            };
            Finding::new(verdict, code).with(facts(chain, *version))
        }
    }
}

const fn code_of(untrusted: &Untrusted) -> CheckCode {
    match untrusted.fault {
        CertificateFault::UnknownIssuer if untrusted.chain.is_self_signed => CheckCode::TlsSelfSigned,
        CertificateFault::UnknownIssuer => CheckCode::TlsUnknownIssuer,
        CertificateFault::Expired => CheckCode::TlsExpired,
        CertificateFault::NotYetValid => CheckCode::TlsNotYetValid,
        CertificateFault::OtherName => CheckCode::TlsOtherName,
        CertificateFault::Revoked => CheckCode::TlsRevoked,
        // A certificate that issued itself is an authority, which has no place at a service.
        CertificateFault::Other if untrusted.chain.is_self_signed => CheckCode::TlsSelfSigned,
        CertificateFault::Other => CheckCode::TlsRefused,
    }
}

fn facts(chain: &Chain, version: Option<ProtocolVersion>) -> CheckFacts {
    let version = version.map(|version| match version {
        ProtocolVersion::TLSv1_3 => "TLS 1.3".to_owned(),
        ProtocolVersion::TLSv1_2 => "TLS 1.2".to_owned(),
        other => format!("{other:?}"),
    });
    CheckFacts {
        issuer: Some(chain.issuer.clone()),
        chain: Some(chain.issuers.clone()),
        begins_at: chain.begins,
        ends_at: chain.ends,
        version,
        ..CheckFacts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1_000;

    fn now() -> Timestamp {
        "2026-11-03T14:00:00.000Z".parse().unwrap()
    }

    fn chain(days_left: i64) -> Chain {
        Chain {
            issuer: "Inspection 7".to_owned(),
            is_self_signed: false,
            begins: Some(now().plus_millis(-DAY)),
            ends: Some(now().plus_millis(days_left * DAY)),
            issuers: vec!["Inspection 7".to_owned(), "Harbor Root".to_owned()],
        }
    }

    fn trusted(days_left: i64, is_public: bool) -> Finding {
        let version = Some(ProtocolVersion::TLSv1_3);
        judge(&Observed::Trusted { chain: chain(days_left), is_public, version }, now())
    }

    fn refused(fault: CertificateFault, is_self_signed: bool) -> Finding {
        let chain = Chain { is_self_signed, ..chain(100) };
        judge(&Observed::Refused(Untrusted { fault, chain }), now())
    }

    #[test]
    fn a_company_authority_is_good_and_said() {
        let finding = trusted(100, false);
        assert_eq!((finding.verdict, finding.code), (Verdict::Good, CheckCode::TlsCompanyAuthority));
        assert_eq!(finding.facts.issuer.as_deref(), Some("Inspection 7"));
        assert_eq!(finding.facts.version.as_deref(), Some("TLS 1.3"));
        assert_eq!(trusted(100, true).code, CheckCode::TlsTrusted);
    }

    #[test]
    fn a_certificate_is_to_be_renewed_two_weeks_before_its_end() {
        assert_eq!(trusted(13, true).code, CheckCode::TlsExpiresSoon);
        assert_eq!(trusted(13, true).verdict, Verdict::Warning);
        assert_eq!(trusted(15, true).verdict, Verdict::Good);
    }

    #[test]
    fn every_refusal_has_its_word_and_names_the_issuer() {
        let words = [
            (CertificateFault::UnknownIssuer, false, CheckCode::TlsUnknownIssuer),
            (CertificateFault::UnknownIssuer, true, CheckCode::TlsSelfSigned),
            (CertificateFault::Other, true, CheckCode::TlsSelfSigned),
            (CertificateFault::Other, false, CheckCode::TlsRefused),
            (CertificateFault::Expired, false, CheckCode::TlsExpired),
            (CertificateFault::NotYetValid, false, CheckCode::TlsNotYetValid),
            (CertificateFault::OtherName, false, CheckCode::TlsOtherName),
            (CertificateFault::Revoked, false, CheckCode::TlsRevoked),
        ];
        for (fault, is_self_signed, code) in words {
            let finding = refused(fault, is_self_signed);
            assert_eq!((finding.verdict, finding.code), (Verdict::Bad, code));
            assert_eq!(finding.facts.issuer.as_deref(), Some("Inspection 7"));
        }
    }

    #[test]
    fn what_was_not_reached_is_not_judged() {
        for (observed, code) in
            [(Observed::NotReached, CheckCode::TlsNotReached), (Observed::NotUsed, CheckCode::TlsNotUsed)]
        {
            assert_eq!(judge(&observed, now()), Finding::new(Verdict::Skipped, code));
        }
        assert_eq!(judge(&Observed::Broken, now()).code, CheckCode::TlsBroken);
        assert_eq!(judge(&Observed::NoAuthorities, now()).verdict, Verdict::Bad);
    }
}
