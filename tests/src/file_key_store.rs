//! A stand-in for the keyring that outlives a killed program: one file an entry, **in plain**. For tests only.

use allia_client::key_store::{KeyStore, KeyStoreError};
use allia_protocol::Secret;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

/// Keeps its entries in a folder.
#[derive(Debug)]
pub struct FileKeyStore(PathBuf);

impl FileKeyStore {
    /// The key store in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(hex::encode(name))
    }

    /// Whole or not at all, as a keyring does.
    fn replace(&self, name: &str, value: &str) -> io::Result<()> {
        let new = self.file(name).with_extension("new");
        let mut file = File::create(&new)?;
        file.write_all(value.as_bytes())?;
        file.sync_all()?;
        fs::rename(new, self.file(name))
    }
}

impl KeyStore for FileKeyStore {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        match fs::read_to_string(self.file(name)) {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), KeyStoreError> {
        self.replace(name, value.expose()).map_err(|error| failed(&error))
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        match fs::remove_file(self.file(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&error)),
            _ => Ok(()),
        }
    }
}

fn failed(error: &io::Error) -> KeyStoreError {
    KeyStoreError::Other(error.kind().to_string())
}
