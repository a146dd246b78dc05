//! What a lost key would cost, tried on a copy of the journal.

use super::Client;
use super::opening::Identity;
use super::recovering::is_final;
use crate::api::call;
use crate::database::make_private_folder;
use crate::error::ClientError;
use crate::journal::{texts_in_copy, wrapped_key};
use crate::signed_in::SignedIn;
use crate::view::{Rehearsal, StorageMode};
use allia_protocol::Secret;
use allia_protocol::session::RecoveryShare;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A folder beside the journal, open to nobody else and deleted with what is in it, whatever happens.
pub(super) struct RehearsalFolder(PathBuf);

impl RehearsalFolder {
    fn make(journal: &Path) -> io::Result<Self> {
        let folder = Self(journal.with_file_name("rehearsal"));
        make_private_folder(&folder.0)?;
        Ok(folder)
    }

    /// Deletes what a rehearsal left that the end of the program cut short.
    pub(super) fn clear(journal: &Path) {
        drop(Self(journal.with_file_name("rehearsal")));
    }

    fn copy(&self) -> PathBuf {
        self.0.join("journal.db")
    }
}

impl Drop for RehearsalFolder {
    fn drop(&mut self) {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::error!(%error, "the copy of the journal could not be deleted");
            }
            _ => {}
        }
    }
}

impl Client {
    /// Copies the journal into a private folder inside the profile, opens the copy as if the key store had lost its key,
    /// counts what comes back, and deletes the copy. The journal itself is not touched.
    ///
    /// # Errors
    /// When nobody is signed in, the journal cannot be read, or the disk does not take the copy.
    pub async fn rehearse_key_loss(&self) -> Result<Rehearsal, ClientError> {
        let signed_in = self.signed_in()?;
        if signed_in.storage == StorageMode::MemoryOnly {
            return Ok(Rehearsal::NothingKept);
        }
        let journal = self.paths_of(&Identity::of(&signed_in)).journal;
        let looking = journal.clone();
        let Some(wrapped) = tokio::task::spawn_blocking(move || wrapped_key(&looking)).await?? else {
            return Ok(Rehearsal::NotProtectedYet);
        };
        match signed_in.session.read::<RecoveryShare>(&call::recovery_share(wrapped.device_id)).await {
            Ok(answer) => rehearse(&signed_in, journal, answer.share).await,
            Err(fault) if is_final(&fault) => Ok(Rehearsal::Failed),
            Err(_) => Ok(Rehearsal::Offline),
        }
    }
}

async fn rehearse(signed_in: &SignedIn, journal: PathBuf, share: Secret) -> Result<Rehearsal, ClientError> {
    let making = journal.clone();
    let folder = tokio::task::spawn_blocking(move || RehearsalFolder::make(&making)).await??;
    let copied = signed_in.journal.copy(&journal, &folder.copy()).await;
    let texts = copied.map_err(ClientError::Journal)??;
    let me = signed_in.me;
    let opening = tokio::task::spawn_blocking(move || texts_in_copy(&folder.copy(), &share, me));
    Ok(match opening.await? {
        Some(recovered_texts) => Rehearsal::Recovered { texts, recovered_texts },
        None => Rehearsal::Failed,
    })
}
