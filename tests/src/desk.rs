//! A clinician's desk: the real engine over real encrypted files, without a window.

mod locking;

use crate::notices::Notices;
use crate::practice::PatientRecord;
use crate::time::MovedClock;
use crate::wait::{eventually, eventually_equal};
use allia_client::key_store::MemoryKeyStore;
use allia_client::policy::{Document, PolicyStack, ProxyPolicy};
use allia_client::seal::SealCost;
use allia_client::view::{
    ClientEvent, Connection, ConnectionState, ConversationRow, DeliveryStatus, MessageRange, MessageView,
    PresenceKnown, SignInForm,
};
use allia_client::{Client, ClientConfig, Ports};
use allia_protocol::id::ConversationId;
use allia_protocol::{Secret, Sensitive};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;

/// A clinician's computer with the program's engine on it.
pub struct Desk {
    client: Client,
    key_store: Arc<MemoryKeyStore>,
    /// The computer's clock.
    pub clock: Arc<MovedClock>,
    /// What the operating system shows.
    pub notices: Arc<Notices>,
    events: Arc<Mutex<Vec<ClientEvent>>>,
    profile: TempDir,
    /// What IT fixes.
    policy: PolicyStack,
}

impl Desk {
    /// A new computer, signed in, its list loaded.
    pub async fn sign_in(server_address: &str, username: &str, password: &str) -> Self {
        let profile = TempDir::new().expect("a temporary folder");
        let desk = Self::switch_on(profile, Arc::default(), Arc::default(), PolicyStack::default()).await;
        desk.enter_password(server_address, username, password).await.expect("the sign-in");
        desk.is_online().await;
        desk
    }

    /// A new computer on which nobody has signed in yet.
    pub async fn unused() -> Self {
        let profile = TempDir::new().expect("a temporary folder");
        Self::switch_on(profile, Arc::default(), Arc::default(), PolicyStack::default()).await
    }

    /// As [`Desk::unused`], where IT fixes the proxy.
    pub async fn behind(proxy: ProxyPolicy) -> Self {
        let profile = TempDir::new().expect("a temporary folder");
        Self::switch_on(profile, Arc::default(), Arc::default(), policy_of(&proxy)).await
    }

    async fn switch_on(
        profile: TempDir,
        key_store: Arc<MemoryKeyStore>,
        clock: Arc<MovedClock>,
        policy: PolicyStack,
    ) -> Self {
        let notices = Arc::new(Notices::default());
        let config = ClientConfig {
            profile: profile.path().to_owned(),
            device_name: "Desk".to_owned(),
            default_server: None,
            seal_cost: SealCost::for_tests(),
            policy: policy.clone(),
            system_language: String::new(),
        };
        let ports = Ports {
            clock: clock.clone(),
            key_store: key_store.clone(),
            notifier: notices.clone(),
            network: None,
        };
        let client = Client::open(config, ports).await.expect("the engine opens");
        let events = Arc::new(Mutex::new(Vec::new()));
        let (mut heard, noted) = (client.subscribe(), events.clone());
        tokio::spawn(async move {
            while let Some(event) = heard.next().await {
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(event);
            }
        });
        Self { client, key_store, clock, notices, events, profile, policy }
    }

    /// IT fixes this proxy from now on, and the program hears of it.
    pub fn prescribe(&mut self, proxy: &ProxyPolicy) {
        self.policy = policy_of(proxy);
        self.client.set_policy(&self.policy);
    }

    /// Types the address, the name and the password, and presses *Sign in*.
    pub async fn enter_password(
        &self,
        server_address: &str,
        username: &str,
        password: &str,
    ) -> Result<(), allia_client::ClientError> {
        let form = SignInForm {
            server_address: server_address.to_owned(),
            username: Sensitive::new(username.to_owned()),
            password: Secret::new(password),
        };
        self.client.sign_in(form).await
    }

    /// Quits the program and starts it again: same files, same keyring.
    pub async fn restart(self) -> Self {
        self.client.close().await;
        Self::switch_on(self.profile, self.key_store, self.clock, self.policy).await
    }

    /// Quits the program.
    pub async fn quit(self) -> TempDir {
        self.client.close().await;
        self.profile
    }

    /// The engine.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The computer's keyring.
    pub fn key_store(&self) -> &MemoryKeyStore {
        &self.key_store
    }

    /// The folder with the program's files.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// How the line to the service stands.
    pub fn connection(&self) -> Connection {
        self.client.connection()
    }

    /// Waits until the line to the service is up and everything is here.
    pub async fn is_online(&self) {
        self.connection_becomes(ConnectionState::Online).await;
    }

    /// Waits until the program knows that it is offline.
    pub async fn is_offline(&self) {
        self.connection_becomes(ConnectionState::Offline).await;
    }

    async fn connection_becomes(&self, expected: ConnectionState) {
        eventually_equal("the connection", expected, || async { self.connection().state }).await;
    }

    /// Everything the screens were told so far.
    pub fn events(&self) -> Vec<ClientEvent> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The names in the list that a search gives; an empty search gives all.
    pub async fn list(&self, search: &str) -> Vec<String> {
        let list = self.client.list_conversations(search, 0, 500).await.expect("the list");
        list.rows.into_iter().map(|row| row.patient.display_name.into_exposed()).collect()
    }

    /// The patient's row, if there is one.
    pub async fn row(&self, patient: &PatientRecord) -> Option<ConversationRow> {
        let list = self.client.list_conversations("", 0, 500).await.expect("the list");
        list.rows.into_iter().find(|row| row.patient.user_id == patient.user_id)
    }

    /// Waits until the patient is in the list, and says in which conversation.
    pub async fn sees(&self, patient: &PatientRecord) -> ConversationId {
        eventually("the patient to appear in the list", || self.row(patient)).await.conversation_id
    }

    /// Waits until the patient is no longer in the list.
    pub async fn no_longer_sees(&self, patient: &PatientRecord) {
        eventually_equal("the patient to leave the list", false, || async {
            self.row(patient).await.is_some()
        })
        .await;
    }

    /// Writes a message and presses Enter.
    pub async fn send(&self, patient: &PatientRecord, text: &str) -> MessageView {
        let conversation = self.sees(patient).await;
        self.client.send_message(conversation, text).await.expect("the message is kept")
    }

    /// The newest messages of the patient's chat.
    pub async fn messages(&self, patient: &PatientRecord) -> Vec<MessageView> {
        let conversation = self.sees(patient).await;
        let range = MessageRange::Newest { limit: 200 };
        self.client.messages(conversation, range).await.expect("the chat").messages
    }

    /// The texts of the patient's chat.
    pub async fn texts(&self, patient: &PatientRecord) -> Vec<String> {
        self.messages(patient).await.into_iter().map(|message| message.text.into_exposed()).collect()
    }

    /// Waits until this text stands in the chat, once, and gives its line.
    pub async fn reads(&self, patient: &PatientRecord, text: &str) -> MessageView {
        eventually("the message to stand in the chat", || async {
            let mut found = self.messages(patient).await;
            found.retain(|message| message.text.expose() == text);
            assert!(found.len() <= 1, "the message stands there {} times", found.len());
            found.pop()
        })
        .await
    }

    /// Waits until the message with this text has this delivery status.
    pub async fn status_becomes(&self, patient: &PatientRecord, text: &str, expected: DeliveryStatus) {
        eventually_equal("the delivery status", Some(expected), || async {
            self.reads(patient, text).await.status
        })
        .await;
    }

    /// Waits until the dot beside the patient is in this state.
    pub async fn dot_becomes(&self, patient: &PatientRecord, expected: PresenceKnown) {
        eventually_equal("the presence dot", Some(expected), || async {
            self.row(patient).await.map(|row| row.presence.state)
        })
        .await;
    }

    /// Waits until the patient's row shows this many unread messages.
    pub async fn unread_becomes(&self, patient: &PatientRecord, expected: u32) {
        eventually_equal("the unread count", Some(expected), || async {
            self.row(patient).await.map(|row| row.unread_count)
        })
        .await;
    }
}

/// The proxy as it stands in a policy.
fn policy_of(proxy: &ProxyPolicy) -> PolicyStack {
    let values = [
        ("ProxyMode", Some(serde_json::json!(proxy.mode))),
        ("ProxyAddress", proxy.address.as_ref().map(|address| serde_json::json!(address))),
        ("ProxyBypass", Some(serde_json::json!(proxy.bypass))),
        ("ProxyUserName", proxy.user_name.as_ref().map(|name| serde_json::json!(name.expose()))),
    ];
    let given = values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    PolicyStack { machine: vec![Document::from_values("policy", given)], user: Vec::new() }
}
