//! A practice whose service stands behind TLS, and a clinician with a patient in it.

use allia_client::ClientError;
use allia_client::proxy::ProxyCredentials;
use allia_protocol::{Secret, Sensitive};
use allia_tests::practice::PASSWORD;
use allia_tests::{Authority, ClinicianAccount, Desk, PatientRecord, Phone, Practice, TlsService};

/// The service's name. Nobody but the proxies of these stories knows it.
pub(super) const HOST: &str = "messages.clinic.test";
pub(super) const SERVER: &str = "https://messages.clinic.test";

pub(super) struct Office {
    pub(super) practice: Practice,
    pub(super) ana: ClinicianAccount,
    pub(super) maya: PatientRecord,
    pub(super) phone: Phone,
}

impl Office {
    pub(super) async fn open() -> Self {
        let practice = Practice::open().await;
        let ana = practice.clinician("Ana Rivera").await;
        let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
        Self { practice, ana, maya, phone }
    }

    /// The service with a certificate of this authority.
    pub(super) async fn behind_tls(&self, authority: &Authority) -> TlsService {
        TlsService::before(self.practice.address(), authority.speak_for(HOST)).await
    }

    pub(super) async fn sign_in(&self, desk: &Desk) -> Result<(), ClientError> {
        desk.enter_password(SERVER, &self.ana.username, PASSWORD).await
    }

    pub(super) async fn sign_in_at_proxy(&self, desk: &Desk, password: &str) {
        let credentials = ProxyCredentials {
            user_name: Sensitive::new("ana.at.proxy".to_owned()),
            password: Secret::new(password),
        };
        desk.client().set_proxy_credentials(Some(SERVER), credentials).await.expect("kept");
    }

    /// A message each way, over the live stream.
    pub(super) async fn exchange(&self, desk: &Desk) {
        desk.is_online().await;
        desk.send(&self.maya, "How did the week go?").await;
        self.phone.receives("How did the week go?").await;
        self.phone.write("Better, thank you").await.expect("written");
        desk.reads(&self.maya, "Better, thank you").await;
    }
}
