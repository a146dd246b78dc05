//! Whom the program trusts on the network: exactly the authorities in the computer's own store, a company's among
//! them. There is no way around it. A refusal names the issuer, so that IT knows who spoke in the service's place.

mod chain;
mod verifier;

pub use chain::Chain;
pub use verifier::{CertificateFault, Untrusted};

use rustls::ClientConfig;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use std::sync::Arc;
use verifier::NamingVerifier;

/// How TLS is spoken to the service, and to a proxy that speaks TLS itself. The computer's store is read anew.
///
/// # Errors
/// When there is not one usable authority in the computer's store.
pub(crate) fn tls_config() -> Result<ClientConfig, rustls::Error> {
    let provider = provider();
    let verifier = Arc::new(NamingVerifier::new(Arc::clone(&provider))?);
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

/// Whether an authority known to the whole world vouches for these certificates, and not only one in this computer's
/// own store.
pub(crate) fn is_publicly_trusted(
    certificates: &[CertificateDer<'_>],
    name: &ServerName<'_>,
    now: UnixTime,
) -> bool {
    let Some((end_entity, intermediates)) = certificates.split_first() else { return false };
    let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let Ok(verifier) = WebPkiServerVerifier::builder_with_provider(roots.into(), provider()).build() else {
        return false;
    };
    verifier.verify_server_cert(end_entity, intermediates, name, &[], now).is_ok()
}

fn provider() -> Arc<CryptoProvider> {
    let installed = CryptoProvider::get_default().map(Arc::clone);
    installed.unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()))
}
