//! An authority that issues certificates, and a computer that trusts it as a company's computers trust the company's own.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;

/// In a process that trusts an authority, the folder with that authority's key.
const TRUSTED: &str = "ALLIA_TRUSTED_AUTHORITY";
const KEY_FILE: &str = "authority.key";
const CERTIFICATE_FILE: &str = "authority.pem";

/// Who issues certificates.
pub struct Authority {
    name: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// A new one of this name.
    pub fn named(name: &str) -> Self {
        Self::with_key(name, KeyPair::generate().expect("a key"))
    }

    fn with_key(name: &str, key: KeyPair) -> Self {
        Self { name: name.to_owned(), issuer: Issuer::new(params_of(name), key) }
    }

    /// One that says of itself that it may speak for this host, as a program does that makes its own certificate.
    pub fn self_signed(host: &str) -> TlsAcceptor {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a host");
        params.distinguished_name.push(DnType::CommonName, host);
        let certificate = params.self_signed(&key).expect("a certificate");
        acceptor(certificate.der().clone(), &key)
    }

    /// Speaks TLS in the name of this host, with a certificate of this authority.
    pub fn speak_for(&self, host: &str) -> TlsAcceptor {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a host");
        params.distinguished_name.push(DnType::CommonName, host);
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        acceptor(certificate.der().clone(), &key)
    }

    /// Makes a store of authorities in this folder in which it is the only one, and says which file that is.
    pub fn store_in(&self, folder: &Path) -> PathBuf {
        let certificate = params_of(&self.name).self_signed(self.issuer.key()).expect("a certificate");
        let file = folder.join(format!("{}.pem", self.name));
        std::fs::write(&file, certificate.pem()).expect("written");
        file
    }

    /// The authority of this name that this computer trusts beside no other. The story runs in a process of its own for
    /// that, which is started here: then `None` comes back once the story has ended well there. `story` is its whole name.
    ///
    /// # Panics
    /// When the story fails there.
    pub fn trusted(name: &str, story: &str) -> Option<Self> {
        if let Some(folder) = std::env::var_os(TRUSTED) {
            let key = std::fs::read_to_string(Path::new(&folder).join(KEY_FILE)).expect("the key");
            return Some(Self::with_key(name, KeyPair::from_pem(&key).expect("a key")));
        }
        let folder = TempDir::new().expect("a temporary folder");
        let key = KeyPair::generate().expect("a key");
        let certificate = params_of(name).self_signed(&key).expect("a certificate");
        std::fs::write(folder.path().join(KEY_FILE), key.serialize_pem()).expect("written");
        std::fs::write(folder.path().join(CERTIFICATE_FILE), certificate.pem()).expect("written");
        let told = Command::new(std::env::current_exe().expect("this program"))
            .args([story, "--exact", "--nocapture"])
            .env(TRUSTED, folder.path())
            .env("SSL_CERT_FILE", folder.path().join(CERTIFICATE_FILE))
            .env_remove("SSL_CERT_DIR")
            .output()
            .expect("started");
        let said = String::from_utf8_lossy(&told.stdout);
        assert!(told.status.success(), "{said}\n{}", String::from_utf8_lossy(&told.stderr));
        assert!(said.contains("1 passed"), "no story of the name {story}");
        None
    }
}

fn params_of(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn acceptor(certificate: rustls::pki_types::CertificateDer<'static>, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate and its key");
    // What passes is read here, and that is simplest to do with the older protocol.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}
