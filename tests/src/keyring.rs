//! A keyring whose mood a story sets.

use allia_client::key_store::{KeyStore, KeyStoreError};
use allia_protocol::Secret;
use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How the keyring answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    #[default]
    Open,
    /// With this fault.
    Failing(KeyStoreError),
    /// Not at all, until its mood changes.
    Silent,
}

/// A keyring in memory.
#[derive(Debug, Default)]
pub struct Keyring {
    entries: Mutex<HashMap<String, Secret>>,
    backend: Option<String>,
    mood: Mutex<Mood>,
    changed: Condvar,
}

impl Keyring {
    /// An empty keyring of this program.
    pub fn of(backend: &str) -> Self {
        Self { backend: Some(backend.to_owned()), ..Self::default() }
    }

    /// Another keyring with the same entries and the same program behind it.
    pub fn copy(&self) -> Self {
        let entries = Mutex::new(guard(&self.entries).clone());
        Self { entries, backend: self.backend.clone(), ..Self::default() }
    }

    /// Changes the mood.
    pub fn set_mood(&self, mood: Mood) {
        *guard(&self.mood) = mood;
        self.changed.notify_all();
    }

    /// The name of the one entry of this kind.
    ///
    /// # Panics
    /// When there is none.
    pub fn name_of(&self, kind: &str) -> String {
        let entries = guard(&self.entries);
        let name = entries.keys().find(|name| name.starts_with(&format!("{kind}:")));
        name.expect("an entry of this kind").clone()
    }

    fn answer(&self) -> Result<MutexGuard<'_, HashMap<String, Secret>>, KeyStoreError> {
        let mood = self.changed.wait_while(guard(&self.mood), |mood| *mood == Mood::Silent);
        let mood = mood.unwrap_or_else(PoisonError::into_inner).clone();
        match mood {
            Mood::Failing(fault) => Err(fault),
            Mood::Open | Mood::Silent => Ok(guard(&self.entries)),
        }
    }
}

impl KeyStore for Keyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        Ok(self.answer()?.get(name).cloned())
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), KeyStoreError> {
        self.answer()?.insert(name.to_owned(), value.clone());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        self.answer()?.remove(name);
        Ok(())
    }

    fn backend(&self) -> Option<String> {
        self.backend.clone()
    }
}

fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
