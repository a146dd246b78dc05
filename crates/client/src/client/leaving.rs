//! The end of an account on this computer: by the person, from elsewhere, or after too many wrong passwords. The key goes
//! first, then the files.
//!
//! What is to go is written down before anything goes, and forgotten when all of it is gone, so a program that is killed
//! in between finishes at its next start. Text that never went out is the one thing that stays: encrypted, openable
//! through the journal's wrapped key, or where there is none, through the seal or the key, which stay with it then.

use super::keys::KeyOutcome;
use super::locked::Locked;
use super::opening::Identity;
use super::signing::close_for_good;
use super::{Client, Stage};
use crate::database::{delete_file, was_set_aside, wrapped_key_exists};
use crate::error::ClientError;
use crate::key::{EntryKind, entry_name};
use crate::key_store::KeyStoreError;
use crate::profile::{KeptForText, ProfileState, Wipe};
use crate::session::{CutShort, Session, TokenKeeper};
use crate::signed_in::{SignedIn, lock};
use crate::view::{SignOutReason, StorageMode};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The longest that ending a session waits for the service.
const SIGN_OUT_TIME: Duration = Duration::from_secs(5);

impl Client {
    /// Ends the session, at the service too if it can be reached, and forgets everything of this person on this
    /// computer. Only text that was written and never went out stays, encrypted: it is there again when the same person
    /// signs in.
    ///
    /// # Errors
    /// When something could not be deleted now; it is deleted at the next start. The session has ended all the same.
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        self.leave(KeptForText::Key).await
    }

    /// As [`Client::sign_out`], and forgets who used this computer, at which service, and how they signed in at a proxy.
    ///
    /// # Errors
    /// See [`Client::sign_out`].
    pub async fn remove_this_device(&self) -> Result<(), ClientError> {
        let left = self.leave(KeptForText::Seal).await;
        self.remember(|state| {
            let wipes = std::mem::take(&mut state.wipes);
            // Not before the session has ended: the way to the service may lead through the proxy.
            *state = ProfileState { wipes, proxy_password_goes: true, ..ProfileState::default() };
        })
        .await?;
        self.set_stage(Stage::SignedOut(Some(SignOutReason::ByUser)));
        left.and(self.forget_proxy_password().await)
    }

    async fn leave(&self, kept: KeptForText) -> Result<(), ClientError> {
        self.interrupt();
        let _turn = self.inner.turn.lock().await;
        let stage = self.stage();
        let remembered = Identity::remembered(&lock(&self.inner.remembered));
        // First, so that no command begins to write any more.
        self.set_stage(Stage::SignedOut(Some(SignOutReason::ByUser)));
        let (identity, unsent_text) = match stage {
            Stage::SignedIn(signed_in) => {
                let unsent_text = close_for_good(&signed_in).await;
                if signed_in.storage == StorageMode::MemoryOnly {
                    return self.remember(|state| state.user_id = None).await;
                }
                (Identity::of(&signed_in), unsent_text)
            }
            Stage::Locked(locked) => match self.leave_locked(&locked).await {
                Some(left) => left,
                None => return Ok(()),
            },
            Stage::KeyUnavailable(_) | Stage::SignedOut(_) => {
                // Without a key nobody knows what the journal holds.
                let Some(identity) = remembered else { return Ok(()) };
                self.end_kept_session(&identity).await;
                (identity, true)
            }
        };
        self.wipe(&identity, unsent_text, kept).await
    }

    /// Whose files are to be deleted, and whether they hold text; `None` when all of it was in memory only.
    async fn leave_locked(&self, locked: &Locked) -> Option<(Identity, bool)> {
        self.stop_watching(locked).await;
        if locked.in_memory().is_some() {
            return None;
        }
        let identity = locked.identity.clone();
        self.end_kept_session(&identity).await;
        let unsent_text = lock(&self.inner.remembered).lock.unsent_text.unwrap_or(true);
        Some((identity, unsent_text))
    }

    /// The tenth wrong password. The caller has the turn.
    pub(super) async fn end_after_attempts(&self, locked: &Locked) {
        self.set_stage(Stage::SignedOut(Some(SignOutReason::TooManyAttempts)));
        if let Some((identity, unsent_text)) = self.leave_locked(locked).await {
            self.wipe_or_warn(&identity, unsent_text).await;
        }
    }

    /// Somebody ended the session of a locked account. The caller has the turn.
    pub(super) async fn end_locked_elsewhere(&self, locked: &Locked) {
        self.stop_watching(locked).await;
        let unsent_text = lock(&self.inner.remembered).lock.unsent_text.unwrap_or(true);
        self.set_stage(Stage::SignedOut(Some(SignOutReason::EndedElsewhere)));
        self.wipe_or_warn(&locked.identity, unsent_text).await;
    }

    /// IT lets nobody sign in to this account's service any more: the session ends, and what is here goes, except text
    /// that never went out. The caller has the turn.
    pub(super) async fn leave_excluded(&self, identity: &Identity) {
        tracing::warn!("another service is prescribed; signing out");
        self.set_stage(Stage::SignedOut(Some(SignOutReason::ServerChanged)));
        self.end_kept_session(identity).await;
        // Nobody has looked into the journal yet.
        self.wipe_or_warn(identity, true).await;
    }

    /// Sets the watch going for the end of the session before its time.
    pub(super) fn watch_for_end(&self, signed_in: &Arc<SignedIn>) {
        let (inner, watched) = (Arc::downgrade(&self.inner), Arc::clone(signed_in));
        signed_in.spawn(async move {
            if watched.session.cut_short().wait_for(Option::is_some).await.is_err() {
                return;
            }
            let Some(inner) = inner.upgrade() else { return };
            let client = Self { inner };
            // Closing stops all tasks of the account, so it cannot be one of them.
            tokio::spawn(async move { client.end_early(&watched).await });
        });
    }

    async fn end_early(&self, ended: &Arc<SignedIn>) {
        let _turn = self.inner.turn.lock().await;
        let is_current = matches!(self.stage(), Stage::SignedIn(current) if Arc::ptr_eq(&current, ended));
        if is_current && let Some(stage) = self.after_early_end(ended).await {
            self.set_stage(stage);
        }
    }

    /// Where the program stands after this account's session was cut short, if it was: what was ended elsewhere is
    /// wiped. Where an answer may only have got lost, and where unsent text has no other place than the memory, the
    /// password is asked for. The caller has the turn.
    pub(super) async fn after_early_end(&self, ended: &Arc<SignedIn>) -> Option<Stage> {
        let why = (*ended.session.cut_short().borrow())?;
        let only_here = ended.storage == StorageMode::MemoryOnly
            && ended.journal.holds_unsent_text().await.unwrap_or(true);
        if why == CutShort::Unclear || only_here {
            self.lock_account(ended).await;
            return Some(self.stage());
        }
        *lock(&self.inner.stage) = Stage::SignedOut(Some(SignOutReason::EndedElsewhere));
        let unsent_text = close_for_good(ended).await;
        if ended.storage == StorageMode::Encrypted {
            self.wipe_or_warn(&Identity::of(ended), unsent_text).await;
        }
        Some(Stage::SignedOut(Some(SignOutReason::EndedElsewhere)))
    }

    /// Ends the session that the key store has, of an account that is not open.
    async fn end_kept_session(&self, identity: &Identity) {
        let Some(kept) = self.kept_session(identity).await else { return };
        let api = Arc::new(self.api(identity.address.clone()));
        let clock = Arc::clone(&self.inner.ports.clock);
        Session::new(api, clock, TokenKeeper::nowhere(), Some(kept)).sign_out(SIGN_OUT_TIME).await;
    }

    async fn wipe_or_warn(&self, identity: &Identity, unsent_text: bool) {
        if let Err(error) = self.wipe(identity, unsent_text, KeptForText::Seal).await {
            tracing::error!(%error, "something could not be deleted; the next start tries again");
        }
    }

    async fn wipe(
        &self,
        identity: &Identity,
        unsent_text: bool,
        kept: KeptForText,
    ) -> Result<(), ClientError> {
        let keeps = if self.needs_key(identity, unsent_text).await? {
            self.what_opens(identity, kept).await
        } else {
            KeptForText::Nothing
        };
        let (server_address, user_id) = (identity.address.to_string(), identity.user_id);
        let wipe = Wipe { server_address, user_id, unsent_text, keeps };
        self.remember(|state| {
            state.user_id = None;
            state.lock = crate::lock::LockState::default();
            state.wipes.retain(|earlier| !wipe.is_of_same(earlier));
            state.wipes.push(wipe);
        })
        .await?;
        self.finish_wipes().await
    }

    /// Finishes what was written down to go, if anything was. What cannot be deleted now keeps nothing else from going.
    /// The caller has the turn.
    pub(super) async fn finish_wipes(&self) -> Result<(), ClientError> {
        let wipes = lock(&self.inner.remembered).wipes.clone();
        let mut finished = Ok(());
        for wipe in wipes {
            finished = finished.and(self.finish_wipe(wipe).await);
        }
        finished.and(self.forget_proxy_password().await)
    }

    /// As [`Client::finish_wipes`], before this person signs in. Without a keyring nothing of the sign-in will be kept
    /// either, so that what is to go does not stand in its way.
    pub(super) async fn finish_wipe_of(&self, identity: &Identity) -> Result<(), ClientError> {
        let wipes = lock(&self.inner.remembered).wipes.clone();
        let Some(wipe) = wipes.into_iter().find(|wipe| wipe.is_of(identity)) else { return Ok(()) };
        match self.finish_wipe(wipe).await {
            Err(ClientError::KeyStore(KeyStoreError::Missing)) => Ok(()),
            finished => finished,
        }
    }

    async fn finish_wipe(&self, wipe: Wipe) -> Result<(), ClientError> {
        let entries = wipe.entries();
        let deleted =
            self.ask_key_store(move |key_store| entries.iter().try_for_each(|entry| key_store.delete(entry)));
        let deleted = deleted.await;
        let files = self.inner.profile.files_of(&wipe.server_address, wipe.user_id);
        let unsent_text = wipe.unsent_text;
        let removed = tokio::task::spawn_blocking(move || {
            delete_file(&files.cache)?;
            if unsent_text { Ok(()) } else { delete_file(&files.journal) }
        });
        let removed = removed.await;
        deleted?;
        removed??;
        self.remember(|state| state.wipes.retain(|pending| *pending != wipe)).await
    }

    /// Whether text would be lost with the key.
    async fn needs_key(&self, identity: &Identity, unsent_text: bool) -> Result<bool, ClientError> {
        let journal = self.paths_of(identity).journal;
        let looking = move || -> std::io::Result<bool> {
            Ok((unsent_text && journal.exists() && !wrapped_key_exists(&journal)?)
                || was_set_aside_open(&journal)?)
        };
        Ok(tokio::task::spawn_blocking(looking).await??)
    }

    /// The seal, when it is wanted and does it; else the key.
    async fn what_opens(&self, identity: &Identity, wanted: KeptForText) -> KeptForText {
        let seal = self.seal(identity).await.unwrap_or_default();
        match (self.find_key(identity).await, seal) {
            (Ok(KeyOutcome::Here(found)), Some(seal)) if seal.holds(&found.key) => wanted,
            (Ok(KeyOutcome::Gone), Some(_)) => KeptForText::Seal,
            _ => KeptForText::Key,
        }
    }
}

/// Whether a journal that was set aside can be opened with the key alone.
fn was_set_aside_open(journal: &Path) -> std::io::Result<bool> {
    if !journal.parent().is_some_and(Path::exists) {
        return Ok(false);
    }
    was_set_aside(journal)
}

impl Wipe {
    pub(super) fn is_of(&self, identity: &Identity) -> bool {
        self.user_id == identity.user_id && self.server_address == identity.address.as_str()
    }

    fn is_of_same(&self, other: &Self) -> bool {
        self.user_id == other.user_id && self.server_address == other.server_address
    }

    /// The names of the entries that go.
    fn entries(&self) -> Vec<String> {
        let kinds: &[EntryKind] = match self.keeps {
            KeptForText::Nothing => &[EntryKind::Database, EntryKind::Sealed, EntryKind::Session],
            KeptForText::Seal => &[EntryKind::Database, EntryKind::Session],
            KeptForText::Key => &[EntryKind::Session],
        };
        // With the journal or its key gone on purpose, nobody shall miss it.
        let is_missed = self.unsent_text && self.keeps != KeptForText::Nothing;
        let counted = (!is_missed).then_some(&EntryKind::Generation);
        let kinds = kinds.iter().chain(counted);
        kinds.map(|kind| entry_name(*kind, &self.server_address, self.user_id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use allia_protocol::id::UserId;

    /// The kinds that go, each of which is named once.
    fn gone(keeps: KeptForText, unsent_text: bool) -> Vec<EntryKind> {
        let server_address = "https://clinic.example".to_owned();
        let wipe = Wipe { server_address, user_id: UserId::generate(), unsent_text, keeps };
        let named = wipe.entries();
        let of_kind = |kind: &EntryKind| entry_name(*kind, &wipe.server_address, wipe.user_id);
        let kinds = [EntryKind::Database, EntryKind::Sealed, EntryKind::Generation, EntryKind::Session];
        let gone: Vec<_> = kinds.into_iter().filter(|kind| named.contains(&of_kind(kind))).collect();
        assert_eq!(gone.len(), named.len(), "{named:?}");
        gone
    }

    #[test]
    fn what_opens_text_that_stays_stays_with_it_and_each_other_entry_goes_once() {
        use EntryKind::{Database, Generation, Sealed, Session};
        for unsent_text in [true, false] {
            assert_eq!(gone(KeptForText::Nothing, unsent_text), [Database, Sealed, Generation, Session]);
        }
        assert_eq!(gone(KeptForText::Seal, true), [Database, Session]);
        assert_eq!(gone(KeptForText::Seal, false), [Database, Generation, Session]);
        assert_eq!(gone(KeptForText::Key, true), [Session]);
        assert_eq!(gone(KeptForText::Key, false), [Generation, Session]);
    }
}
