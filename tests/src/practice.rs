//! A practice with the real service, run through its administration calls.

use crate::api::{Api, NOTHING};
use crate::desk::Desk;
use crate::line::Line;
use crate::phone::Phone;
use allia_protocol::admin::{
    AccessLevel, CreateUser, Invitation, PutAccessGrant, PutNotificationContent, UserCreated,
};
use allia_protocol::id::UserId;
use allia_protocol::session::{Activation, NotificationContent, SessionTokens, SignIn, UserKind};
use allia_protocol::{Secret, Sensitive, path};
use allia_server::{Config, Founding};
use jiff::civil::Date;
use reqwest::Method;
use std::net::SocketAddr;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// A practice and its running service.
pub struct Practice {
    config: Config,
    address: SocketAddr,
    admin: Api,
    stop: CancellationToken,
    service: JoinHandle<()>,
    _directory: Option<TempDir>,
}

/// A clinician's account.
#[derive(Clone)]
pub struct ClinicianAccount {
    /// Who.
    pub user_id: UserId,
    /// The account name.
    pub username: String,
}

/// A patient in the practice's records.
#[derive(Clone)]
pub struct PatientRecord {
    /// Who.
    pub user_id: UserId,
    /// How they are called.
    pub name: String,
}

impl Practice {
    /// Opens a practice with its service running.
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// Opens a practice whose service runs with altered settings.
    pub async fn open_with(alter: impl FnOnce(&mut Config)) -> Self {
        let directory = TempDir::new().expect("a temporary folder");
        let mut config = Config::for_tests(directory.path());
        alter(&mut config);
        let founding = Founding {
            practice_name: "Harbor Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            username: Sensitive::new("admin".to_owned()),
            password: Secret::new(PASSWORD),
        };
        allia_server::initialize(config.clone(), founding).await.expect("a new practice");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let (stop, service) = start(config.clone(), listener);
        let anyone = Api::new(format!("http://{address}"));
        let admin = sign_in(&anyone, "admin").await.expect("the administrator signs in");
        Self { config, address, admin, stop, service, _directory: Some(directory) }
    }

    /// A practice whose service runs in another process, listening there: for making people and teams. It can be neither
    /// stopped nor started.
    pub async fn elsewhere(address: SocketAddr) -> Self {
        let admin = sign_in(&Api::new(format!("http://{address}")), "admin").await;
        Self {
            config: Config::for_tests(""),
            address,
            admin: admin.expect("the administrator signs in"),
            stop: CancellationToken::new(),
            service: tokio::spawn(async {}),
            _directory: None,
        }
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The service's address as a person types it.
    pub fn server_address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A caller with the administrator's token.
    pub fn admin(&self) -> &Api {
        &self.admin
    }

    /// A caller without a token.
    pub fn anyone(&self) -> Api {
        Api::new(self.server_address())
    }

    /// A line to the service that can fail.
    pub async fn line(&self) -> Line {
        Line::to(self.address).await.expect("a relay")
    }

    /// Stops the service and waits until it is gone.
    pub async fn stop(&mut self) {
        self.stop.cancel();
        (&mut self.service).await.expect("the service ends by itself");
    }

    /// Starts the service again on the same port, over the same database.
    pub async fn start(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the port is free again");
        (self.stop, self.service) = start(self.config.clone(), listener);
    }

    /// Employs a clinician.
    pub async fn clinician(&self, name: &str) -> ClinicianAccount {
        let username = name.to_lowercase().replace([' ', '.'], "");
        let body = CreateUser {
            kind: UserKind::Clinician,
            username: Some(Sensitive::new(username.clone())),
            display_name: Sensitive::new(name.to_owned()),
            birth_date: None,
            pronouns: None,
            title: Some("MD".to_owned()),
            password: Some(Secret::new(PASSWORD)),
        };
        ClinicianAccount { user_id: self.create(&body).await, username }
    }

    /// Puts a patient on record; not invited, not activated, on nobody's team.
    pub async fn patient(&self, name: &str, born: Date) -> PatientRecord {
        let body = CreateUser {
            kind: UserKind::Patient,
            username: None,
            display_name: Sensitive::new(name.to_owned()),
            birth_date: Some(Sensitive::new(born)),
            pronouns: None,
            title: None,
            password: None,
        };
        PatientRecord { user_id: self.create(&body).await, name: name.to_owned() }
    }

    /// A patient who is activated and on this clinician's care team, with a phone.
    pub async fn active_patient(&self, name: &str, clinician: &ClinicianAccount) -> (PatientRecord, Phone) {
        let patient = self.patient(name, jiff::civil::date(1984, 2, 11)).await;
        self.join(&patient, clinician).await;
        let phone = self.activate(&patient).await;
        (patient, phone)
    }

    /// Puts the clinician on the patient's care team.
    pub async fn join(&self, patient: &PatientRecord, clinician: &ClinicianAccount) {
        self.order(Method::PUT, &path::care_team_member(patient.user_id, clinician.user_id)).await;
    }

    /// Takes the clinician off the patient's care team.
    pub async fn leave(&self, patient: &PatientRecord, clinician: &ClinicianAccount) {
        self.order(Method::DELETE, &path::care_team_member(patient.user_id, clinician.user_id)).await;
    }

    /// Gives the clinician view or supervisory access.
    pub async fn grant(&self, patient: &PatientRecord, clinician: &ClinicianAccount, level: AccessLevel) {
        let path = path::access_grant(patient.user_id, clinician.user_id);
        let granted = self.admin.order(Method::PUT, &path, Some(&PutAccessGrant { level })).await;
        granted.expect("the administrator may");
    }

    /// Sets the most that notifications may show.
    pub async fn allow_in_notifications(&self, most: NotificationContent) {
        let body = PutNotificationContent { most };
        let set = self.admin.order(Method::PUT, path::ADMIN_NOTIFICATION_CONTENT, Some(&body)).await;
        set.expect("the administrator may");
    }

    /// Deactivates the patient.
    pub async fn deactivate(&self, patient: &PatientRecord) {
        self.order(Method::POST, &path::deactivation(patient.user_id)).await;
    }

    /// Disables a user.
    pub async fn disable(&self, user: UserId) {
        self.order(Method::POST, &path::disablement(user)).await;
    }

    /// Invites the patient, who activates at once.
    pub async fn activate(&self, patient: &PatientRecord) -> Phone {
        let code = self.invite(patient).await;
        self.activate_with(patient, code).await
    }

    /// Invites the patient.
    pub async fn invite(&self, patient: &PatientRecord) -> Secret {
        let path = path::invitation(patient.user_id);
        self.admin.post::<Invitation>(&path, NOTHING).await.expect("the administrator may").code
    }

    /// The patient activates with the code of the invitation.
    pub async fn activate_with(&self, patient: &PatientRecord, code: Secret) -> Phone {
        let body = Activation {
            code,
            username: Sensitive::new(format!("p{}", patient.user_id)),
            password: Secret::new(PASSWORD),
            device_name: "Phone".to_owned(),
        };
        let anyone = self.anyone();
        let tokens: SessionTokens = anyone.post(path::ACTIVATIONS, Some(&body)).await.expect("a good code");
        Phone::new(anyone.with_token(tokens.access_token), patient.user_id)
    }

    /// A caller with this clinician's token.
    pub async fn api_of(&self, clinician: &ClinicianAccount) -> Api {
        sign_in(&self.anyone(), &clinician.username).await.expect("the clinician signs in")
    }

    /// The clinician signs in at a desk of their own.
    pub async fn desk(&self, clinician: &ClinicianAccount) -> Desk {
        self.desk_over(clinician, &self.server_address()).await
    }

    /// The clinician signs in at a desk that reaches the service at another address.
    pub async fn desk_over(&self, clinician: &ClinicianAccount, server_address: &str) -> Desk {
        Desk::sign_in(server_address, &clinician.username, PASSWORD).await
    }

    async fn create(&self, body: &CreateUser) -> UserId {
        let created = self.admin.post::<UserCreated>(path::ADMIN_USERS, Some(body)).await;
        created.expect("the administrator may").user_id
    }

    async fn order(&self, method: Method, path: &str) {
        self.admin.order(method, path, NOTHING).await.expect("the administrator may");
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

fn start(config: Config, listener: TcpListener) -> (CancellationToken, JoinHandle<()>) {
    let stop = CancellationToken::new();
    let stopped = stop.clone().cancelled_owned();
    let service = tokio::spawn(async move {
        allia_server::serve(config, listener, stopped).await.expect("the service runs");
    });
    (stop, service)
}

async fn sign_in(anyone: &Api, username: &str) -> anyhow::Result<Api> {
    let body = SignIn {
        username: Sensitive::new(username.to_owned()),
        password: Secret::new(PASSWORD),
        device_name: "Test".to_owned(),
        one_time_code: None,
    };
    let tokens: SessionTokens = anyone.post(path::SESSIONS, Some(&body)).await?;
    Ok(anyone.with_token(tokens.access_token))
}
