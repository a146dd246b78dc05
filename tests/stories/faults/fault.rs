//! What can be wrong with the key and with each of the two files, and how a story makes it so.

use super::office::Office;
use allia_client::key_store::{KeyStore, KeyStoreError};
use allia_client::view::RecoveryCause;
use allia_protocol::Secret;
use allia_protocol::id::UserId;
use allia_tests::keyring::{Keyring, Mood};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::Path;
use std::sync::Arc;

const PAGE: usize = 4_096;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyState {
    Here,
    Absent,
    Altered,
    OtherUsers,
    Locked,
    Denied,
    Slow,
    Missing,
    OtherBackend,
}

impl KeyState {
    pub(super) const ALL: [Self; 9] = [
        Self::Here,
        Self::Absent,
        Self::Altered,
        Self::OtherUsers,
        Self::Locked,
        Self::Denied,
        Self::Slow,
        Self::Missing,
        Self::OtherBackend,
    ];

    /// Whether only the service can give the journal's key back.
    pub(super) fn is_lost(self) -> bool {
        matches!(self, Self::Absent | Self::Altered | Self::OtherUsers | Self::OtherBackend)
    }

    /// A keyring in this state; `sound` is as the program left it.
    pub(super) fn keyring(self, sound: &Keyring) -> Arc<Keyring> {
        let keyring = sound.copy();
        let name = keyring.name_of("database");
        // A refresh token serves once, and the copies of the profile would share it.
        keyring.delete(&keyring.name_of("session")).expect("deleted");
        if self.is_lost() {
            // Otherwise the password brings the key back, and nothing is lost at all.
            keyring.delete(&keyring.name_of("sealed")).expect("deleted");
        }
        match self {
            Self::Here => {}
            Self::Absent => keyring.delete(&name).expect("deleted"),
            Self::Altered => keyring.write(&name, &altered(sound, &name)).expect("written"),
            Self::OtherUsers => {
                let (service, _) = name.rsplit_once(':').expect("a name with a user");
                let theirs = format!("{service}:{}", UserId::generate());
                let entry = allia_client::key::DatabaseKey::generate().expect("random").to_entry(&theirs);
                keyring.write(&name, &entry).expect("written");
            }
            Self::Locked => keyring.set_mood(Mood::Failing(KeyStoreError::Locked)),
            Self::Denied => keyring.set_mood(Mood::Failing(KeyStoreError::Denied)),
            Self::Missing => keyring.set_mood(Mood::Failing(KeyStoreError::Missing)),
            Self::Slow => keyring.set_mood(Mood::Silent),
            Self::OtherBackend => return Arc::new(Keyring::of("keepassxc")),
        }
        Arc::new(keyring)
    }
}

/// The same entry with one letter of the key changed.
fn altered(keyring: &Keyring, name: &str) -> Secret {
    let entry = keyring.read(name).expect("read").expect("an entry");
    let other = if entry.expose().starts_with('A') { "B" } else { "A" };
    Secret::new(format!("{other}{}", &entry.expose()[1..]))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileState {
    Sound,
    Missing,
    ZeroBytes,
    BadPage,
    BadFirstPage,
    NewerVersion,
    OlderCopy,
}

impl FileState {
    pub(super) const OF_JOURNAL: [Self; 7] = [
        Self::Sound,
        Self::Missing,
        Self::ZeroBytes,
        Self::BadPage,
        Self::BadFirstPage,
        Self::NewerVersion,
        Self::OlderCopy,
    ];
    pub(super) const OF_CACHE: [Self; 6] =
        [Self::Sound, Self::Missing, Self::ZeroBytes, Self::BadPage, Self::NewerVersion, Self::OlderCopy];

    /// What the person is told when the journal is in this state and the key is here.
    pub(super) fn cause(self) -> Option<RecoveryCause> {
        match self {
            Self::Sound | Self::NewerVersion => None,
            Self::Missing => Some(RecoveryCause::FileMissing),
            Self::ZeroBytes => Some(RecoveryCause::FileEmptied),
            Self::BadPage | Self::BadFirstPage => Some(RecoveryCause::FileDamaged),
            Self::OlderCopy => Some(RecoveryCause::OlderCopy),
        }
    }

    /// Whether every text is still somewhere in the file.
    pub(super) fn keeps_everything(self) -> bool {
        matches!(self, Self::Sound | Self::OlderCopy | Self::BadFirstPage)
    }

    /// Brings a file of a copied profile into this state.
    pub(super) fn apply(self, file: &Path, purpose: &str, office: &Office) {
        match self {
            Self::Sound => {}
            Self::Missing => std::fs::remove_file(file).expect("removed"),
            Self::ZeroBytes => std::fs::write(file, b"").expect("emptied"),
            Self::BadPage => {
                let pages = std::fs::metadata(file).expect("a file").len() as usize / PAGE;
                spoil(file, pages / 2);
            }
            Self::BadFirstPage => spoil(file, 0),
            Self::NewerVersion => make_newer(file, &office.file_key(purpose)),
            Self::OlderCopy => {
                std::fs::copy(office.older(file), file).expect("put back");
            }
        }
    }
}

fn spoil(file: &Path, page: usize) {
    let mut bytes = std::fs::read(file).expect("a file");
    bytes[page * PAGE..(page + 1) * PAGE].fill(0x5a);
    std::fs::write(file, bytes).expect("spoilt");
}

fn make_newer(file: &Path, key: &str) {
    let connection = rusqlite::Connection::open(file).expect("opened");
    connection.pragma_update(None, "key", format!("x'{key}'")).expect("keyed");
    connection.pragma_update(None, "user_version", 99).expect("the right key");
}

/// The key of a file, from the keyring's entry.
pub(super) fn file_key(keyring: &Keyring, purpose: &str) -> String {
    let entry = keyring.read(&keyring.name_of("database")).expect("read").expect("an entry");
    let (key, _) = entry.expose().split_once('.').expect("a key and its check value");
    let mut mac = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(key).expect("base64")).expect("any length");
    mac.update(purpose.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}
