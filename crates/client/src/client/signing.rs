//! Signing in and out.

use super::files::{self, OpenFiles};
use super::opening::{Identity, account_of};
use super::{Client, Stage};
use crate::address::ServerAddress;
use crate::api::fault::ApiFault;
use crate::api::{Api, Grant, call};
use crate::database::delete_file;
use crate::error::ClientError;
use crate::key::{DatabaseKey, EntryKind};
use crate::key_store::KeyStoreError;
use crate::session::TokenKeeper;
use crate::signed_in::{SignedIn, lock};
use crate::view::{ClientEvent, Recovery, SignInForm, SignOutReason, StorageMode};
use allia_protocol::Sensitive;
use allia_protocol::id::UserId;
use allia_protocol::problem::ErrorCode;
use allia_protocol::session::{Me, SignIn, UserKind};
use std::sync::Arc;
use std::time::Duration;

/// The longest that signing out waits for the service.
const SIGN_OUT_TIME: Duration = Duration::from_secs(5);

impl Client {
    /// Opens a session. For the person who is signed in already, it goes on where the ended one stopped; for
    /// another person, that one's files are opened; the others are closed with everything in them kept, and their
    /// session is ended.
    ///
    /// # Errors
    /// Whatever stands in the way; nothing has changed then.
    pub async fn sign_in(&self, form: SignInForm) -> Result<(), ClientError> {
        let _turn = self.inner.turn.lock().await;
        let address: ServerAddress = form.server_address.parse()?;
        let api = Api::new(address.clone());
        let username = form.username.clone();
        let grant = self.open_session(&api, form).await?;
        let token = grant.tokens.access_token.clone();
        let entered = self.enter(&api, address, username.clone(), grant).await;
        match entered {
            Ok(user_id) => {
                let address = api.address().to_string();
                self.remember(|state| {
                    state.server_address = Some(address);
                    state.username = Some(username);
                    state.user_id = user_id;
                })
                .await
            }
            Err(error) => {
                // Nobody will use this session, so it should not stand open.
                let _ = tokio::time::timeout(SIGN_OUT_TIME, api.tell(&call::sign_out(), Some(&token))).await;
                Err(error)
            }
        }
    }

    async fn open_session(&self, api: &Api, form: SignInForm) -> Result<Grant, ClientError> {
        let form = SignIn {
            username: form.username,
            password: form.password,
            device_name: self.inner.config.device_name.clone(),
            one_time_code: None,
        };
        api.grant(&call::sign_in(&form), self.inner.ports.clock.now()).await.map_err(|fault| match fault {
            ApiFault::Refused { code: ErrorCode::Unauthenticated, .. } => ClientError::WrongPassword,
            // The service would not be without this call in this version of the contract.
            ApiFault::Refused { code: ErrorCode::NotFound, .. } => ApiFault::NotOurServer.into(),
            fault => fault.into(),
        })
    }

    /// Returns the user to remember; none when nothing of them is kept on this computer.
    async fn enter(
        &self,
        api: &Api,
        address: ServerAddress,
        username: Sensitive<String>,
        grant: Grant,
    ) -> Result<Option<UserId>, ClientError> {
        if grant.tokens.user.kind != UserKind::Clinician {
            return Err(ClientError::NotAClinician);
        }
        let me: Me = api.read(&call::me(), Some(&grant.tokens.access_token)).await?;
        let identity = Identity { address, user_id: me.user.user_id, username };
        let current = self.signed_in().ok();
        let signed_in = match current {
            Some(current) if current.is(&identity.address, identity.user_id) => current,
            current => {
                let fresh = self.open_for(&identity, me.clone()).await?;
                if let Some(current) = current {
                    current.stop().await;
                    current.session.sign_out(SIGN_OUT_TIME).await;
                    current.close_files().await;
                }
                fresh
            }
        };
        signed_in.cache.save_account(&me).await?;
        *lock(&signed_in.account) = account_of(me, &identity);
        signed_in.session.resume(grant).await;
        let kept = (signed_in.storage == StorageMode::Encrypted).then_some(identity.user_id);
        signed_in.wake();
        self.set_stage(Stage::SignedIn(signed_in));
        Ok(kept)
    }

    async fn open_for(&self, identity: &Identity, me: Me) -> Result<Arc<SignedIn>, ClientError> {
        let account = account_of(me, identity);
        let (files, storage, keeper) = match self.find_or_make_key(identity).await {
            Ok((key, recovery)) => {
                let mut files = self.open_files(identity, key, None).await?;
                files.recovery = recovery.or(files.recovery);
                let key_store = Arc::clone(&self.inner.ports.key_store);
                let keeper = TokenKeeper::new(key_store, identity.entry(EntryKind::Session));
                (files, StorageMode::Encrypted, keeper)
            }
            Err(ClientError::KeyStore(KeyStoreError::Missing)) => {
                tracing::warn!("there is no keyring; nothing is kept on this computer");
                (self.files_in_memory(identity).await?, StorageMode::MemoryOnly, TokenKeeper::nowhere())
            }
            Err(error) => return Err(error),
        };
        self.start(identity.clone(), files, account, storage, keeper, None).await
    }

    async fn files_in_memory(&self, identity: &Identity) -> Result<OpenFiles, ClientError> {
        let me = identity.user_id;
        Ok(tokio::task::spawn_blocking(move || files::in_memory(me)).await??)
    }

    /// The key of this account's files. When there is none, files that lie there are put away first: nothing can
    /// read them any more.
    async fn find_or_make_key(
        &self,
        identity: &Identity,
    ) -> Result<(DatabaseKey, Option<Recovery>), ClientError> {
        let name = identity.entry(EntryKind::Database);
        if let Some(entry) = self.read_entry(name.clone()).await?
            && let Ok(key) = DatabaseKey::from_entry(&entry)
        {
            return Ok((key, None));
        }
        let paths = self.inner.profile.files_of(identity.address.as_str(), identity.user_id);
        let now = self.inner.ports.clock.now();
        let key = DatabaseKey::generate()?;
        let entry = key.to_entry();
        self.ask_key_store(move |key_store| key_store.write(&name, &entry)).await?;
        let recovery = tokio::task::spawn_blocking(move || files::put_away(&paths, now)).await??;
        Ok((key, recovery))
    }

    /// Ends the session, at the service too if it can be reached, and forgets everything of this person on this
    /// computer. Only text that was written and never went out stays, encrypted, with its key: it is there again
    /// when the same person signs in.
    ///
    /// # Errors
    /// When what is remembered cannot be written. The session has ended all the same.
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        let _turn = self.inner.turn.lock().await;
        if let Stage::SignedIn(signed_in) = self.stage() {
            self.leave(&signed_in).await;
        }
        let remembered = self.remember(|state| state.user_id = None).await;
        self.set_stage(Stage::SignedOut(Some(SignOutReason::ByUser)));
        remembered
    }

    async fn leave(&self, signed_in: &SignedIn) {
        signed_in.stop().await;
        signed_in.session.sign_out(SIGN_OUT_TIME).await;
        let standing: Vec<_> = signed_in.notified().iter().copied().collect();
        for conversation_id in standing {
            signed_in.withdraw_notification(conversation_id);
        }
        // What cannot be read might hold text, so it stays.
        let holds_text = signed_in.journal.holds_unsent_text().await.unwrap_or(true);
        signed_in.close_files().await;
        if signed_in.storage == StorageMode::Encrypted
            && let Err(error) = self.delete_files(signed_in, holds_text).await
        {
            tracing::error!(%error, "a file could not be deleted");
        }
        signed_in.events.publish(ClientEvent::NotSentChanged { count: 0 });
    }

    async fn delete_files(&self, signed_in: &SignedIn, keep_journal: bool) -> Result<(), ClientError> {
        let identity = Identity::of(signed_in);
        let paths = self.inner.profile.files_of(identity.address.as_str(), identity.user_id);
        tokio::task::spawn_blocking(move || {
            delete_file(&paths.cache)?;
            if keep_journal { Ok(()) } else { delete_file(&paths.journal) }
        })
        .await??;
        if !keep_journal {
            let name = identity.entry(EntryKind::Database);
            self.ask_key_store(move |key_store| key_store.delete(&name)).await?;
        }
        Ok(())
    }
}
