//! The folder in which everything of this program lies, and the one unencrypted file in it: which account was used
//! last. It holds no patient, no token and no text.

use crate::database::make_private_folder;
use crate::lock::LockState;
use crate::view::Settings;
use allia_protocol::Sensitive;
use allia_protocol::id::{DeviceId, SessionId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder.
#[derive(Clone, Debug)]
pub struct Profile {
    folder: PathBuf,
}

/// What is remembered from one start to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileState {
    /// The service's address used last.
    #[serde(default)]
    pub server_address: Option<String>,
    /// The account name used last.
    #[serde(default)]
    pub username: Option<Sensitive<String>>,
    /// Who is signed in; `None` after a sign-out.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// This computer, as the service knows it.
    #[serde(default = "DeviceId::generate")]
    pub device_id: DeviceId,
    /// Which keyring was given the key of the encrypted files ([`KeyStore::backend`](crate::key_store::KeyStore)).
    #[serde(default)]
    pub key_backend: Option<String>,
    /// How the lock stands.
    #[serde(default)]
    pub lock: LockState,
    /// What the person who signed in last had set, because the journal that holds it is closed at the start, behind the
    /// lock and at the sign-in.
    #[serde(default)]
    pub settings: Settings,
    /// What is to go from this computer and may not be gone yet.
    #[serde(default)]
    pub wipes: Vec<Wipe>,
    /// The password for the proxy is to go from the key store and may not be gone yet.
    #[serde(default)]
    pub proxy_password_goes: bool,
    /// A session whose token in the key store was sent to the service, where the key store took neither this word nor the
    /// token's removal.
    #[serde(default)]
    pub sent_session: Option<SessionId>,
}

/// An account that is to go from this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wipe {
    /// The service's address.
    pub server_address: String,
    /// Whose account.
    pub user_id: UserId,
    /// The journal may hold text that never went out, so it stays.
    pub unsent_text: bool,
    /// What stays with it in the key store.
    pub keeps: KeptForText,
}

/// What stays in the key store so that a journal that stays can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptForText {
    /// Nothing: no text is here, or the journal's key is wrapped with the service's share.
    Nothing,
    /// The seal, which only the password opens.
    Seal,
    /// The key.
    Key,
}

impl Default for ProfileState {
    fn default() -> Self {
        Self {
            server_address: None,
            username: None,
            user_id: None,
            device_id: DeviceId::generate(),
            key_backend: None,
            lock: LockState::default(),
            settings: Settings::default(),
            wipes: Vec::new(),
            proxy_password_goes: false,
            sent_session: None,
        }
    }
}

/// Where the encrypted files of one account lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFiles {
    /// The local copy.
    pub cache: PathBuf,
    /// Drafts and outbox.
    pub journal: PathBuf,
}

impl Profile {
    /// The profile in this folder, which is made when it is first written to.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// What is remembered. A file that is missing or cannot be read as such counts as nothing remembered.
    ///
    /// # Errors
    /// When the file is there and the file system does not give it.
    pub fn load(&self) -> io::Result<ProfileState> {
        let bytes = match fs::read(self.state_file()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ProfileState::default()),
            read => read?,
        };
        Ok(serde_json::from_slice(&bytes).unwrap_or_else(|_| {
            tracing::warn!("the remembered account cannot be read; starting without");
            ProfileState::default()
        }))
    }

    /// Remembers. Either the old or the new state is on the disk afterwards, never a part.
    ///
    /// # Errors
    /// When the file system does not take it.
    pub fn save(&self, state: &ProfileState) -> io::Result<()> {
        make_private_folder(&self.folder)?;
        let fresh = self.folder.join("state.json.new");
        let mut file = create_private_file(&fresh)?;
        file.write_all(&serde_json::to_vec_pretty(state)?)?;
        file.sync_all()?;
        fs::rename(&fresh, self.state_file())
    }

    /// Where the files of an account lie. The folder's name says neither the server nor the user.
    pub fn files_of(&self, server_address: &str, user: UserId) -> AccountFiles {
        let digest = Sha256::digest(format!("{server_address}\n{user}"));
        let name = hex::encode(digest.iter().take(12).copied().collect::<Vec<_>>());
        let folder = self.accounts().join(name);
        AccountFiles { cache: folder.join("cache.db"), journal: folder.join("journal.db") }
    }

    /// Makes the folders down to an account's files, each closed to other accounts of the computer, whichever of them
    /// were there before.
    ///
    /// # Errors
    /// When the file system does not do it.
    pub fn make_folders(&self, files: &AccountFiles) -> io::Result<()> {
        for folder in [Some(self.folder.as_path()), Some(&self.accounts()), files.cache.parent()] {
            folder.map_or(Ok(()), make_private_folder)?;
        }
        Ok(())
    }

    fn accounts(&self) -> PathBuf {
        self.folder.join("accounts")
    }

    fn state_file(&self) -> PathBuf {
        self.folder.join("state.json")
    }
}

#[cfg(unix)]
fn create_private_file(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)
}

#[cfg(not(unix))]
fn create_private_file(file: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).open(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back_and_nobody_else_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::new(folder.path().join("allia"));
        let state = ProfileState {
            server_address: Some("https://clinic.example".to_owned()),
            username: Some("rvega".to_owned().into()),
            user_id: Some(UserId::generate()),
            device_id: DeviceId::generate(),
            key_backend: Some("keepassxc".to_owned()),
            lock: LockState { locked: true, failed_unlocks: 3, ..LockState::default() },
            settings: Settings { lock_after_minutes: 5, ..Settings::default() },
            proxy_password_goes: true,
            wipes: Vec::new(),
            sent_session: Some(SessionId::generate()),
        };
        profile.save(&ProfileState::default()).unwrap();
        profile.save(&state).unwrap();
        assert_eq!(profile.load().unwrap(), state);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&folder.path().join("allia")), 0o700);
            assert_eq!(mode(&profile.state_file()), 0o600);
        }
    }

    #[test]
    fn a_damaged_file_counts_as_nothing_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::new(folder.path());
        fs::write(profile.state_file(), b"{\"server_addr").unwrap();
        assert_eq!(profile.load().unwrap().user_id, None);
    }

    #[test]
    fn each_server_and_each_user_has_a_folder_of_its_own() {
        let profile = Profile::new("/p");
        let user = UserId::generate();
        let here = profile.files_of("https://a.example", user);
        assert_eq!(here, profile.files_of("https://a.example", user));
        assert_ne!(here, profile.files_of("https://b.example", user));
        assert_ne!(here, profile.files_of("https://a.example", UserId::generate()));
    }
}
