//! Locking the desk, and what is left on it when nobody is signed in.

use super::Desk;
use crate::wait::eventually;
use allia_client::ClientError;
use allia_client::address::ServerAddress;
use allia_client::key::{EntryKind, entry_name};
use allia_client::key_store::KeyStore;
use allia_client::view::{AppState, ClientEvent, SignOutReason};
use allia_protocol::Secret;
use allia_protocol::id::UserId;

impl Desk {
    /// Presses Ctrl+L. The screens have nothing to keep.
    pub async fn lock(&self) {
        let mut events = self.client.subscribe();
        let locking = async {
            while events.next().await != Some(ClientEvent::Locking) {}
            self.client.drafts_kept();
        };
        tokio::join!(self.client.lock(), locking);
        assert!(self.is_locked(), "{:?}", self.client.app_state());
    }

    /// Types the password on the lock screen.
    pub async fn unlock(&self, password: &str) -> Result<(), ClientError> {
        self.client.unlock(Secret::new(password)).await
    }

    /// Whether the lock screen stands.
    pub fn is_locked(&self) -> bool {
        matches!(self.client.app_state(), AppState::Locked { .. })
    }

    /// Waits until the lock screen stands.
    pub async fn becomes_locked(&self) {
        eventually("the lock", || async { self.is_locked().then_some(()) }).await;
    }

    /// Waits until the program asks for a sign-in for this reason.
    pub async fn becomes_signed_out(&self, expected: SignOutReason) {
        eventually("the sign-in screen", || async {
            let AppState::SignedOut { reason, .. } = self.client.app_state() else { return None };
            (reason == Some(expected)).then_some(())
        })
        .await;
    }

    /// Waits until the journal's key is wrapped with the service's share.
    pub async fn is_protected(&self) {
        eventually("the journal to be protected against a lost key", || async {
            let files = crate::marker::files(self.profile());
            files.iter().any(|file| file.to_string_lossy().ends_with(".wrapped-key")).then_some(())
        })
        .await;
    }

    /// Which of an account's entries the computer's keyring has.
    pub fn entries(&self, server_address: &str, user: UserId) -> Vec<EntryKind> {
        let address: ServerAddress = server_address.parse().expect("an address");
        let kinds = [EntryKind::Database, EntryKind::Session, EntryKind::Generation, EntryKind::Sealed];
        let is_there = |kind: &EntryKind| {
            let name = entry_name(*kind, address.as_str(), user);
            self.key_store.read(&name).expect("the keyring").is_some()
        };
        kinds.into_iter().filter(is_there).collect()
    }

    /// The names of the program's encrypted files.
    pub fn encrypted_files(&self) -> Vec<String> {
        let files = crate::marker::files(self.profile()).into_iter();
        let names = files.filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()));
        let mut names: Vec<_> = names.filter(|name| name.ends_with(".db")).collect();
        names.sort();
        names
    }
}
