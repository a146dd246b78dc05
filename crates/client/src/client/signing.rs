//! Signing in and out.

use super::files::{self, FilesToOpen};
use super::keys::{KeyFound, KeyOutcome};
use super::opening::{Identity, Opening, account_of};
use super::{Client, Stage};
use crate::address::ServerAddress;
use crate::api::fault::ApiFault;
use crate::api::{Api, Grant, call};
use crate::database::{delete_file, was_set_aside};
use crate::error::ClientError;
use crate::journal::Journal;
use crate::key::EntryKind;
use crate::key_store::KeyStoreError;
use crate::profile::AccountFiles;
use crate::session::TokenKeeper;
use crate::signed_in::{SignedIn, lock};
use crate::view::{ClientEvent, SignInForm, SignOutReason, StorageMode};
use allia_protocol::id::UserId;
use allia_protocol::problem::ErrorCode;
use allia_protocol::session::{Me, SignIn, UserKind};
use allia_protocol::{Secret, Sensitive};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The longest that signing out waits for the service.
const SIGN_OUT_TIME: Duration = Duration::from_secs(5);
/// The longest that signing in waits for what happened meanwhile.
const CATCH_UP_TIME: Duration = Duration::from_secs(5);

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
        let api = self.api(address.clone());
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
        let signed_in = self.account_for(api, &grant.tokens.access_token, &identity, &me).await?;
        *lock(&signed_in.account) = account_of(me, &identity);
        go_on(&signed_in, grant).await;
        let kept = (signed_in.storage == StorageMode::Encrypted).then_some(identity.user_id);
        self.set_stage(Stage::SignedIn(signed_in));
        Ok(kept)
    }

    /// The account that is open already, or this person's in place of it. When it fails, whoever was signed in still
    /// is.
    async fn account_for(
        &self,
        api: &Api,
        token: &Secret,
        identity: &Identity,
        me: &Me,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let current = self.signed_in().ok();
        if let Some(same) = current.as_ref().filter(|current| current.is(&identity.address, identity.user_id))
        {
            same.cache.save_account(me).await?;
            return Ok(Arc::clone(same));
        }
        let fresh = self.open_for(api, token, identity, me.clone()).await?;
        if let Err(error) = fresh.cache.save_account(me).await {
            fresh.stop().await;
            fresh.close_files().await;
            return Err(error.into());
        }
        if let Some(current) = current {
            // The screens hear where the program stands when the other account is ready.
            *lock(&self.inner.stage) = Stage::SignedOut(None);
            close_for_good(&current).await;
        }
        Ok(fresh)
    }

    async fn open_for(
        &self,
        api: &Api,
        token: &Secret,
        identity: &Identity,
        me: Me,
    ) -> Result<Arc<SignedIn>, ClientError> {
        let account = account_of(me, identity);
        match self.find_or_make_key(identity).await {
            Ok((key, key_is_new)) => {
                let mut files = FilesToOpen { key_is_new, ..self.files_to_open(identity, key) };
                files.shares = self.shares_for(api, token, &files).await?;
                let identity = identity.clone();
                let opening = Opening { identity, files, refresh: None, account: Some(account) };
                self.open_encrypted(opening, None).await
            }
            Err(ClientError::KeyStore(KeyStoreError::Missing)) => {
                tracing::warn!("there is no keyring; nothing is kept on this computer");
                let me = identity.user_id;
                let files = tokio::task::spawn_blocking(move || files::in_memory(me)).await??;
                let keeper = TokenKeeper::nowhere();
                self.start(identity.clone(), files, account, StorageMode::MemoryOnly, keeper, None).await
            }
            Err(error) => Err(error),
        }
    }

    /// Ends the session, at the service too if it can be reached, and forgets everything of this person on this
    /// computer. Only text that was written and never went out stays, encrypted, with its key: it is there again
    /// when the same person signs in.
    ///
    /// # Errors
    /// When what is remembered cannot be written. The session has ended all the same.
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        let _turn = self.inner.turn.lock().await;
        let stage = self.stage();
        // First, so that no command begins to write any more.
        self.set_stage(Stage::SignedOut(Some(SignOutReason::ByUser)));
        if let Stage::SignedIn(signed_in) = stage {
            self.leave(&signed_in).await;
        }
        self.remember(|state| state.user_id = None).await
    }

    async fn leave(&self, signed_in: &SignedIn) {
        close_for_good(signed_in).await;
        if signed_in.storage == StorageMode::Encrypted
            && let Err(error) = self.delete_files(&Identity::of(signed_in)).await
        {
            tracing::error!(%error, "a file could not be deleted");
        }
    }

    /// Deletes the local copy; and the journal and the key, unless text would be lost with them. The files are closed.
    async fn delete_files(&self, identity: &Identity) -> Result<(), ClientError> {
        let AccountFiles { cache, journal } = self.paths_of(identity);
        tokio::task::spawn_blocking(move || delete_file(&cache)).await??;
        if self.closed_journal_holds_text(identity, &journal).await {
            return Ok(());
        }
        // Only this key opens what was set aside.
        let keep_key = tokio::task::spawn_blocking(move || {
            delete_file(&journal)?;
            was_set_aside(&journal)
        })
        .await??;
        if !keep_key {
            let name = identity.entry(EntryKind::Database);
            self.ask_key_store(move |key_store| key_store.delete(&name)).await?;
        }
        Ok(())
    }

    /// Looks into the journal after it was closed, when no command that was under way can write into it any more. What
    /// cannot be read might hold text.
    async fn closed_journal_holds_text(&self, identity: &Identity, journal: &Path) -> bool {
        let Ok(KeyOutcome::Here(KeyFound { key, .. })) = self.find_key(identity).await else { return true };
        let file = journal.to_owned();
        let Ok(Ok(journal)) = tokio::task::spawn_blocking(move || Journal::open(&file, &key)).await else {
            return true;
        };
        let holds_text = journal.holds_unsent_text().await.unwrap_or(true);
        journal.close().await.is_err() || holds_text
    }
}

/// Goes on with the tokens of a new sign-in. Somebody may have been taken off a care team meanwhile, so the service is
/// heard, as far as it answers within [`CATCH_UP_TIME`], before anything is drawn. With an empty local copy there is
/// nothing to be drawn yet.
async fn go_on(signed_in: &SignedIn, grant: Grant) {
    let mut rounds = signed_in.rounds();
    let holds_something = signed_in.cache.cursor().await.is_ok_and(|cursor| cursor.is_some());
    signed_in.session.resume(grant).await;
    signed_in.wake();
    if holds_something && tokio::time::timeout(CATCH_UP_TIME, rounds.changed()).await.is_err() {
        tracing::warn!("catching up takes longer; going on without");
    }
}

/// Ends all that an account does and shows on this computer, and its session, and closes its files.
async fn close_for_good(signed_in: &SignedIn) {
    signed_in.stop().await;
    signed_in.withdraw_notifications();
    signed_in.session.sign_out(SIGN_OUT_TIME).await;
    signed_in.close_files().await;
    signed_in.events.publish(ClientEvent::NotSentChanged { count: 0 });
}
