//! A practice with a port of its own, for as long as a test lasts.

use super::clock::MovableClock;
use super::{Answer, Person};
use allia_protocol::{Secret, Sensitive};
use allia_server::{Config, Founding, Practice, initialize, serve_practice};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) practice: Arc<Practice>,
    pub(crate) clock: Arc<MovableClock>,
    pub(crate) http: reqwest::Client,
    pub(crate) administrator: Person,
    pub(crate) directory: TempDir,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<()>>,
}

impl Running {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Founds a practice, serves it, and signs its administrator in.
    pub(crate) async fn start_with(adjust: impl FnOnce(&mut Config)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let clock = Arc::new(MovableClock::default());
        let mut config = Config::for_tests(directory.path().join("practice"));
        config.clock = Arc::clone(&clock) as _;
        adjust(&mut config);
        initialize(config.clone(), founding()).await.unwrap();
        let practice = Practice::open(config).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = Arc::clone(&practice);
        let served = tokio::spawn(async move {
            let shutdown = async {
                let _ = stopped.await;
            };
            serve_practice(serving, listener, shutdown).await.unwrap();
        });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let administrator = Person::sign_in(&http, address, "admin", PASSWORD).await;
        let (stop, served) = (Some(stop), Some(served));
        Self { address, practice, clock, http, administrator, directory, stop, served }
    }

    /// Tells the service to stop and waits until it has.
    pub(crate) async fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.served.take().unwrap().await.unwrap();
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Person {
        Person::stranger(&self.http, self.address)
    }

    pub(crate) async fn sign_in(&self, username: &str) -> Person {
        Person::sign_in(&self.http, self.address, username, PASSWORD).await
    }

    /// Makes a user and answers with the id.
    pub(crate) async fn create(&self, new: Value) -> String {
        let created = self.administrator.post("/v1/admin/users", new).await.expect(201);
        created["user_id"].as_str().unwrap().to_owned()
    }

    /// A clinician, signed in.
    pub(crate) async fn clinician(&self, username: &str) -> Person {
        self.create(json!({
            "kind": "clinician", "username": username, "display_name": username, "title": "RN",
            "password": PASSWORD,
        }))
        .await;
        self.sign_in(username).await
    }

    /// A patient who has not been invited yet; answers with the id.
    pub(crate) async fn register(&self, name: &str) -> String {
        self.create(json!({"kind": "patient", "display_name": name, "birth_date": "1980-03-04"})).await
    }

    /// A code for this patient.
    pub(crate) async fn invite(&self, patient_id: &str) -> String {
        let path = format!("/v1/admin/patients/{patient_id}/invitation");
        self.administrator.post(&path, Value::Null).await.expect(201)["code"].as_str().unwrap().to_owned()
    }

    /// Activates a registered patient, signed in.
    pub(crate) async fn activate(&self, patient_id: &str, username: &str) -> Person {
        let code = self.invite(patient_id).await;
        let activation =
            json!({"code": code, "username": username, "password": PASSWORD, "device_name": "phone"});
        let answer = self.stranger().post("/v1/activations", activation).await;
        self.stranger().with_session(&answer.expect(201))
    }

    /// An activated patient, signed in.
    pub(crate) async fn patient(&self, username: &str) -> Person {
        let patient_id = self.register(username).await;
        self.activate(&patient_id, username).await
    }

    pub(crate) async fn join(&self, patient_id: &str, clinician: &Person) {
        self.team("PUT", patient_id, clinician).await.expect(204);
    }

    pub(crate) async fn leave(&self, patient_id: &str, clinician: &Person) {
        self.team("DELETE", patient_id, clinician).await.expect(204);
    }

    async fn team(&self, method: &str, patient_id: &str, clinician: &Person) -> Answer {
        let path = format!("/v1/admin/patients/{patient_id}/care_team/{}", clinician.id);
        self.administrator.call(method, &path, None).await
    }

    /// Ann, who is a clinician, Pat, who is her patient, and their conversation.
    pub(crate) async fn ann_and_pat(&self) -> (Person, Person, String) {
        let (ann, pat) = (self.clinician("ann").await, self.patient("pat").await);
        self.join(&pat.id, &ann).await;
        let conversation = ann.only_conversation().await;
        (ann, pat, conversation)
    }
}

fn founding() -> Founding {
    Founding {
        practice_name: "Elm Street Clinic".into(),
        time_zone: "America/New_York".into(),
        username: Sensitive::from("admin".to_owned()),
        password: Secret::new(PASSWORD),
    }
}
