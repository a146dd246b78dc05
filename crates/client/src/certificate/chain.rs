//! What certificates say of themselves. Nothing here is proof of anything.

use allia_protocol::Timestamp;
use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};

/// Names are somebody else's words: so many characters of one are shown.
const NAME_CHARACTERS: usize = 120;
/// So many certificates of a chain are named.
const CHAIN_LENGTH: usize = 8;

/// The certificates that the other side showed, from its own upwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Who issued the other side's own certificate. Empty when it cannot be read.
    pub issuer: String,
    /// Whether it was issued by itself.
    pub is_self_signed: bool,
    /// From when on it holds.
    pub begins: Option<Timestamp>,
    /// Until when it holds.
    pub ends: Option<Timestamp>,
    /// The issuers of all certificates, in the order in which they came.
    pub issuers: Vec<String>,
}

impl Chain {
    /// Reads certificates, as far as they can be read.
    pub fn read(certificates: &[CertificateDer<'_>]) -> Self {
        let parsed: Vec<X509Certificate<'_>> = certificates
            .iter()
            .take(CHAIN_LENGTH)
            .map_while(|certificate| X509Certificate::from_der(certificate).ok())
            .map(|(_, parsed)| parsed)
            .collect();
        let issuers: Vec<String> = parsed.iter().map(|certificate| name(certificate.issuer())).collect();
        let own = parsed.first();
        let moment = |seconds: i64| Timestamp::from_millis(seconds.saturating_mul(1_000));
        Self {
            issuer: issuers.first().cloned().unwrap_or_default(),
            is_self_signed: own.is_some_and(|own| own.issuer().as_raw() == own.subject().as_raw()),
            begins: own.map(|own| moment(own.validity().not_before.timestamp())),
            ends: own.map(|own| moment(own.validity().not_after.timestamp())),
            issuers,
        }
    }
}

/// The name of an authority as people know it: its common name, and its organization where that says more.
fn name(name: &X509Name<'_>) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let common = name.iter_common_name().chain(name.iter_organizational_unit()).take(1);
    for part in common.chain(name.iter_organization().take(1)) {
        match part.as_str() {
            Ok(text) if !parts.contains(&text) => parts.push(text),
            _ => {}
        }
    }
    plain(&parts.join(", "))
}

/// Without what could steer a terminal or turn the direction of a line, and not longer than a line.
fn plain(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().filter(|c| !steers(*c)).take(NAME_CHARACTERS).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, DnType, KeyPair};

    fn self_signed(common_name: &str, organization: &str) -> CertificateDer<'static> {
        let mut params = CertificateParams::new(vec!["messages.clinic.example".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.distinguished_name.push(DnType::OrganizationName, organization);
        params.not_before = rcgen::date_time_ymd(2026, 1, 1);
        params.not_after = rcgen::date_time_ymd(2027, 1, 1);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().der().clone()
    }

    #[test]
    fn a_certificate_tells_its_issuer_and_its_time() {
        let chain = Chain::read(&[self_signed("Inspection 7", "Harbor Practice")]);
        assert_eq!(chain.issuer, "Inspection 7, Harbor Practice");
        assert!(chain.is_self_signed);
        assert_eq!(chain.ends, Some("2027-01-01T00:00:00.000Z".parse().unwrap()));
        assert_eq!(chain.issuers, ["Inspection 7, Harbor Practice"]);
    }

    #[test]
    fn a_name_cannot_steer_what_shows_it() {
        let chain = Chain::read(&[self_signed("Safe\u{202e}\nCA\u{1b}[31m", &"x".repeat(500))]);
        assert!(chain.issuer.starts_with("SafeCA[31m, xxx"), "{}", chain.issuer);
        assert_eq!(chain.issuer.chars().count(), NAME_CHARACTERS);
    }

    #[test]
    fn what_is_no_certificate_has_no_names() {
        let chain = Chain::read(&[CertificateDer::from(vec![0x30, 0x82, 0xff, 0xff, 0x00])]);
        assert_eq!((chain.issuer.as_str(), chain.issuers.len()), ("", 0));
        assert!(!chain.is_self_signed);
    }
}
