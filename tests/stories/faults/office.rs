//! A clinician's profile with fifty unsent texts in it, to be copied and spoilt.

use super::fault::{FileState, KeyState, file_key};
use allia_client::clock::SystemClock;
use allia_client::key_store::KeyStore;
use allia_client::policy::PolicyStack;
use allia_client::seal::SealCost;
use allia_client::view::SignInForm;
use allia_client::{Client, ClientConfig, ClientError, Ports};
use allia_protocol::id::ConversationId;
use allia_protocol::{Secret, Sensitive};
use allia_tests::keyring::Keyring;
use allia_tests::notices::Notices;
use allia_tests::practice::PASSWORD;
use allia_tests::{ClinicianAccount, Line, Practice, eventually, marker};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Patients; each has a draft and a message that waits.
pub(super) const PATIENTS: usize = 25;

pub(super) struct Office {
    _practice: Practice,
    line: Line,
    ana: ClinicianAccount,
    keyring: Arc<Keyring>,
    profile: TempDir,
    /// The profile as it was a while before, with the same texts.
    earlier: TempDir,
    pub(super) conversations: Vec<ConversationId>,
    pub(super) texts: Vec<String>,
}

impl Office {
    pub(super) async fn open() -> Self {
        let practice = Practice::open().await;
        let ana = practice.clinician("Ana Rivera").await;
        for number in 0..PATIENTS {
            practice.active_patient(&format!("Patient {number}"), &ana).await;
        }
        let line = practice.line().await;
        line.hold_messages();
        let (profile, earlier) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
        let keyring = Arc::new(Keyring::of("gnome-keyring-d"));
        let mut office = Self {
            _practice: practice,
            line,
            ana,
            keyring,
            profile,
            earlier,
            conversations: Vec::new(),
            texts: Vec::new(),
        };
        office.write().await;
        office
    }

    async fn write(&mut self) {
        let client = start(self.profile.path(), &self.keyring).await.expect("the engine opens");
        self.sign_in(&client).await.expect("the sign-in");
        self.conversations = eventually("the list", || list(&client)).await;
        for (number, id) in self.conversations.iter().enumerate() {
            for kind in ["message", "draft"] {
                let text = format!("{kind} {number}: {}", "every word counts ".repeat(30));
                match kind {
                    "message" => drop(client.send_message(*id, text.trim()).await.expect("kept")),
                    _ => client.save_draft(*id, text.trim()).await.expect("kept"),
                }
                self.texts.push(text.trim().to_owned());
            }
        }
        eventually("the journal's key to be wrapped", || async {
            let names = marker::files(self.profile.path());
            names.iter().any(|file| file.ends_with("journal.db.wrapped-key")).then_some(())
        })
        .await;
        client.close().await;
        copy(self.profile.path(), self.earlier.path());
        start(self.profile.path(), &self.keyring).await.expect("the engine opens").close().await;
    }

    /// A copy of the profile in which this is wrong, and a keyring of which that is true.
    pub(super) fn spoilt(
        &self,
        key: KeyState,
        journal: FileState,
        cache: FileState,
    ) -> (TempDir, Arc<Keyring>) {
        let profile = TempDir::new().expect("a folder");
        copy(self.profile.path(), profile.path());
        let file = |name: &str| {
            let found = marker::files(profile.path()).into_iter().find(|file| file.ends_with(name));
            found.expect("a file of the profile")
        };
        journal.apply(&file("journal.db"), "allia messages: journal", self);
        cache.apply(&file("cache.db"), "allia messages: cache", self);
        (profile, key.keyring(&self.keyring))
    }

    /// The key of a file with this purpose.
    pub(super) fn file_key(&self, purpose: &str) -> String {
        file_key(&self.keyring, purpose)
    }

    /// The earlier copy of a file of a copied profile.
    pub(super) fn older(&self, file: &Path) -> PathBuf {
        let name = file.file_name().expect("a name");
        let found = marker::files(self.earlier.path()).into_iter().find(|file| file.ends_with(name));
        found.expect("the same file, earlier")
    }

    pub(super) async fn sign_in(&self, client: &Client) -> Result<(), ClientError> {
        let form = SignInForm {
            server_address: self.line.server_address(),
            username: Sensitive::new(self.ana.username.clone()),
            password: Secret::new(PASSWORD),
        };
        client.sign_in(form).await
    }
}

/// Starts the program over a profile.
pub(super) async fn start(profile: &Path, keyring: &Arc<Keyring>) -> Result<Client, ClientError> {
    let config = ClientConfig {
        profile: profile.to_owned(),
        device_name: "Desk".to_owned(),
        default_server: None,
        seal_cost: SealCost::for_tests(),
        policy: PolicyStack::default(),
        system_language: String::new(),
    };
    let ports = Ports {
        clock: Arc::new(SystemClock),
        key_store: Arc::clone(keyring) as Arc<dyn KeyStore>,
        notifier: Arc::new(Notices::default()),
        network: None,
    };
    Client::open(config, ports).await
}

/// All conversations, once every patient is in the list.
pub(super) async fn list(client: &Client) -> Option<Vec<ConversationId>> {
    let list = client.list_conversations("", 0, 500).await.ok()?;
    let ids: Vec<_> = list.rows.iter().map(|row| row.conversation_id).collect();
    (ids.len() == PATIENTS).then_some(ids)
}

fn copy(from: &Path, to: &Path) {
    for file in marker::files(from) {
        let target = to.join(file.strip_prefix(from).expect("a file below the folder"));
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        std::fs::copy(&file, target).expect("copied");
    }
}
