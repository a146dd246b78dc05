//! Signing in and out.

use super::files::{self, FilesToOpen};
use super::keys::KeyMade;
use super::opening::{Identity, Opening, account_of};
use super::{Client, Stage};
use crate::address::ServerAddress;
use crate::api::fault::ApiFault;
use crate::api::{Api, Grant, call};
use crate::error::ClientError;
use crate::key_store::KeyStoreError;
use crate::session::TokenKeeper;
use crate::signed_in::{SignedIn, lock};
use crate::view::{ClientEvent, SignInForm, StorageMode};
use allia_protocol::id::UserId;
use allia_protocol::problem::ErrorCode;
use allia_protocol::session::{Me, SignIn, UserKind};
use allia_protocol::{Secret, Sensitive};
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
        if let Stage::Locked(_) = self.stage() {
            return Err(ClientError::Locked);
        }
        if let Err(error) = self.finish_wipes().await {
            tracing::warn!(%error, "something that is to go could not be deleted yet");
        }
        self.note_activity();
        // What was typed does not matter where IT has fixed the service.
        let address = self.policy().server_address.unwrap_or(form.server_address);
        let address: ServerAddress = address.parse()?;
        let api = self.api(address.clone());
        let (username, password) = (form.username.clone(), form.password.clone());
        let grant = self.unless_interrupted(self.open_session(&api, form.username, form.password)).await?;
        let token = grant.tokens.access_token.clone();
        let entered = self.enter(&api, address, username.clone(), &password, grant).await;
        match entered {
            Ok(user_id) => {
                let address = api.address().to_string();
                self.remember(|state| {
                    state.server_address = Some(address);
                    state.username = Some(username);
                    state.user_id = user_id;
                    // What is kept from now on must not go with what was here before.
                    state.wipes.retain(|wipe| {
                        user_id != Some(wipe.user_id)
                            || Some(&wipe.server_address) != state.server_address.as_ref()
                    });
                    state.lock.locked = false;
                    state.lock.failed_unlocks = 0;
                })
                .await?;
                self.remember_activity().await;
                Ok(())
            }
            Err(error) => {
                // Nobody will use this session, so it should not stand open.
                let _ = tokio::time::timeout(SIGN_OUT_TIME, api.tell(&call::sign_out(), Some(&token))).await;
                Err(error)
            }
        }
    }

    pub(super) async fn open_session(
        &self,
        api: &Api,
        username: Sensitive<String>,
        password: Secret,
    ) -> Result<Grant, ClientError> {
        let form = SignIn {
            username,
            password,
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
    pub(super) async fn enter(
        &self,
        api: &Api,
        address: ServerAddress,
        username: Sensitive<String>,
        password: &Secret,
        grant: Grant,
    ) -> Result<Option<UserId>, ClientError> {
        if grant.tokens.user.kind != UserKind::Clinician {
            return Err(ClientError::NotAClinician);
        }
        let asking = async { Ok(api.read(&call::me(), Some(&grant.tokens.access_token)).await?) };
        let me: Me = self.unless_interrupted(asking).await?;
        let identity = Identity { address, user_id: me.user.user_id, username };
        self.finish_wipe_of(&identity).await?;
        self.bring_key_back(&identity, password).await;
        let signed_in = self.account_for(api, &grant.tokens.access_token, &identity, &me).await?;
        if signed_in.storage == StorageMode::Encrypted {
            self.seal_key(&identity, password).await;
        }
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
            if current.storage == StorageMode::Encrypted {
                // The next person at this computer has the same keyring. The seal stays for the former one.
                self.withdraw_key(&Identity::of(&current)).await;
            }
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
            Ok(KeyMade { key, is_new, generation }) => {
                let known = self.files_to_open(identity, key, generation);
                let mut files = FilesToOpen { key_is_new: is_new, ..known };
                files.shares = self.shares_for(api, token, &files).await?;
                let identity = identity.clone();
                let account = Some(account);
                let opening = Opening { identity, files, kept: None, account, told: None };
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
}

/// Goes on with the tokens of a new sign-in. Somebody may have been taken off a care team meanwhile, so the service is
/// heard, as far as it answers within [`CATCH_UP_TIME`], before anything is drawn. With an empty local copy there is
/// nothing to be drawn yet. Says whether the key store has let go of the session before.
pub(super) async fn go_on(signed_in: &SignedIn, grant: Grant) -> bool {
    let before = *signed_in.rounds().borrow();
    signed_in.vouch(before);
    let is_kept = signed_in.session.resume(grant).await;
    signed_in.wake();
    hear_service(signed_in, before).await;
    is_kept
}

/// Waits until an attempt to catch up after the first `before` ones has come to an end, as far as that happens within
/// [`CATCH_UP_TIME`]. An attempt ends at once when the service cannot be reached; without a session there is none.
pub(super) async fn hear_service(signed_in: &SignedIn, before: u64) {
    if !signed_in.cache.cursor().await.is_ok_and(|cursor| cursor.is_some()) {
        return;
    }
    let (mut rounds, mut ended) = (signed_in.rounds(), signed_in.session.ended());
    let heard = async {
        tokio::select! {
            _ = rounds.wait_for(|rounds| *rounds != before) => {}
            _ = ended.wait_for(|ended| *ended) => {}
        }
    };
    if tokio::time::timeout(CATCH_UP_TIME, heard).await.is_err() {
        tracing::warn!("catching up takes longer; going on without");
    }
}

/// Ends all that an account does and shows on this computer, and its session, and closes its files. Says whether text
/// stays in them that the service does not have.
pub(super) async fn close_for_good(signed_in: &SignedIn) -> bool {
    signed_in.stop().await;
    signed_in.withdraw_notifications();
    signed_in.session.sign_out(SIGN_OUT_TIME).await;
    let unsent_text = signed_in.close_files().await;
    signed_in.events.publish(ClientEvent::NotSentChanged { count: 0 });
    unsent_text
}
