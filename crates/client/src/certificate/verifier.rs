//! Judges a certificate as the computer does, and keeps what a refused one said.

use super::Chain;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;

/// A certificate that this computer does not trust.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not trusted ({fault:?}), issued by {:?}", chain.issuer)]
pub struct Untrusted {
    /// Why.
    pub fault: CertificateFault,
    /// What it said of itself.
    pub chain: Chain,
}

/// Why a certificate is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFault {
    /// Nobody that this computer knows vouches for it.
    UnknownIssuer,
    /// Its time is over.
    Expired,
    /// Its time has not begun.
    NotYetValid,
    /// It is for another name.
    OtherName,
    /// Its issuer took it back.
    Revoked,
    /// Anything else.
    Other,
}

impl From<&CertificateError> for CertificateFault {
    fn from(error: &CertificateError) -> Self {
        match error {
            CertificateError::UnknownIssuer => Self::UnknownIssuer,
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Self::NotYetValid,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Self::OtherName
            }
            CertificateError::Revoked => Self::Revoked,
            _ => Self::Other,
        }
    }
}

impl Untrusted {
    /// What a refused handshake has kept of the certificates, if it was refused because of them.
    pub fn of(error: &Error) -> Option<&Self> {
        match error {
            Error::InvalidCertificate(CertificateError::Other(OtherError(cause))) => cause.downcast_ref(),
            _ => None,
        }
    }
}

/// The computer's own judgement. Only its refusals are altered: they carry an [`Untrusted`].
#[derive(Debug)]
pub(super) struct NamingVerifier(Verifier);

impl NamingVerifier {
    pub(super) fn new(provider: Arc<CryptoProvider>) -> Result<Self, Error> {
        Ok(Self(Verifier::new(provider)?))
    }
}

impl ServerCertVerifier for NamingVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.0.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now).map_err(
            |error| {
                let Error::InvalidCertificate(cause) = &error else { return error };
                let mut shown = vec![end_entity.clone()];
                shown.extend_from_slice(intermediates);
                let untrusted = Untrusted { fault: cause.into(), chain: Chain::read(&shown) };
                Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(untrusted))))
            },
        )
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
