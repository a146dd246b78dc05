//! Staying signed in. The access token lives in memory only, the refresh token also in the key store.
//!
//! A refresh token serves once, so its successor is written to the key store before anything else is done with the
//! new tokens, and the whole exchange runs in a task of its own that no cancelled caller can cut in two. If the
//! answer was lost all the same, the old token is refused the next time and the session has ended. That must not look as
//! if somebody had ended it, after which everything here is deleted: so before a token is sent, the key store learns that
//! it is, which a kill between the answer and the writing of the successor does not undo. Where the key store takes neither
//! that nor the token's removal, it is remembered elsewhere; where that fails too, no token is sent.

mod keeper;
mod kept;

use crate::api::call::{self, Call};
use crate::api::fault::ApiFault;
use crate::api::{Api, Grant};
use crate::clock::Clock;
use crate::live::LiveStream;
use allia_protocol::Secret;
use allia_protocol::id::SessionId;
use allia_protocol::limits::LIVE_SILENCE;
use allia_protocol::problem::ErrorCode;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, watch};
use tokio::time::Instant;

pub use keeper::{SentMark, TokenKeeper};
pub use kept::KeptSession;

/// Tokens are renewed when this much of their time is left, or a fifth of it if that is less.
const RENEW_BEFORE: Duration = Duration::from_secs(60);
/// The time between two tries to renew tokens that are still good.
const RENEWAL_PAUSE: Duration = Duration::from_secs(5);

/// One sign-in at one service.
#[derive(Clone)]
pub struct Session {
    api: Arc<Api>,
    clock: Arc<dyn Clock>,
    keeper: Arc<TokenKeeper>,
    tokens: Arc<Mutex<Tokens>>,
    ended: watch::Sender<bool>,
    cut_short: watch::Sender<Option<CutShort>>,
}

/// Why a session ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutShort {
    /// Another device or an administrator ended it.
    Elsewhere,
    /// An earlier renewal had no answer, or the program was killed before it kept that. If it was the answer that got lost,
    /// the service took the token for stolen when it came again. Or the service did not tell its time.
    Unclear,
}

#[derive(Default)]
struct Tokens {
    access: Option<Access>,
    refresh: Option<KeptSession>,
}

struct Access {
    token: Secret,
    renew_at: Instant,
    expires_at: Instant,
}

impl Tokens {
    fn put_renewal_off(&mut self) {
        if let Some(access) = &mut self.access {
            access.put_renewal_off(Instant::now());
        }
    }
}

impl Access {
    /// Only durations count: the moment of the answer by this computer's monotonic clock, and the lifetime by the
    /// service's own clock. A wrong wall clock changes nothing.
    fn new(grant: &Grant, asked_at: Instant) -> Self {
        let margin = RENEW_BEFORE.min(grant.access_lifetime / 5);
        Self {
            token: grant.tokens.access_token.clone(),
            renew_at: asked_at + grant.access_lifetime.saturating_sub(margin),
            expires_at: asked_at + grant.access_lifetime,
        }
    }

    /// Renewing failed. As long as this token is good, others need not wait for the next try too.
    fn put_renewal_off(&mut self, now: Instant) {
        self.renew_at = (now + RENEWAL_PAUSE).min(self.expires_at);
    }
}

impl Session {
    /// A session that is known by its refresh token; without one it counts as ended.
    pub fn new(api: Arc<Api>, clock: Arc<dyn Clock>, keeper: TokenKeeper, kept: Option<KeptSession>) -> Self {
        let ended = watch::Sender::new(kept.is_none());
        let tokens = Arc::new(Mutex::new(Tokens { refresh: kept, ..Tokens::default() }));
        let cut_short = watch::Sender::new(None);
        Self { api, clock, keeper: Arc::new(keeper), tokens, ended, cut_short }
    }

    /// The service of this session.
    pub fn api(&self) -> &Arc<Api> {
        &self.api
    }

    /// Whether the session has ended, and news of that.
    pub fn ended(&self) -> watch::Receiver<bool> {
        self.ended.subscribe()
    }

    /// Waits until the session is not, or no longer, ended.
    pub async fn resumed(&self) {
        // The sender lives in `self`, so waiting cannot fail.
        let _ = self.ended.subscribe().wait_for(|ended| !ended).await;
    }

    /// Why the session ended before its time, and news of that.
    pub fn cut_short(&self) -> watch::Receiver<Option<CutShort>> {
        self.cut_short.subscribe()
    }

    /// Which session it is; `None` when there is none.
    pub async fn id(&self) -> Option<SessionId> {
        self.tokens.lock().await.refresh.as_ref().map(|kept| kept.session_id)
    }

    /// Goes on with the tokens of a new sign-in. Says whether the key store has let go of the session before.
    pub async fn resume(&self, grant: Grant) -> bool {
        let mut tokens = Arc::clone(&self.tokens).lock_owned().await;
        let is_kept = self.accept(&mut tokens, &grant, Instant::now()).await;
        self.cut_short.send_replace(None);
        self.ended.send_replace(false);
        is_kept
    }

    /// Forgets the tokens here, after a renewal that is under way, which is waited for until `limit`; its outcome is
    /// thrown away after that. The key store keeps the session, for another [`Session`]: this one is done with it. Says
    /// whether an answer to a renewal may have got lost.
    pub async fn drop_tokens(&self, limit: Duration) -> bool {
        let dropped = tokio::time::timeout(limit, self.tokens.lock()).await;
        // In this order: what a renewal brings in between is kept in the key store at most, never in memory.
        self.ended.send_replace(true);
        self.keeper.revoke();
        let Ok(mut tokens) = dropped else {
            tracing::warn!("a renewal of the session did not end in time");
            return true;
        };
        std::mem::take(&mut *tokens).refresh.is_some_and(|kept| kept.was_sent)
    }

    /// Makes a call whose answer is JSON, renewing the tokens when needed.
    ///
    /// # Errors
    /// As [`Api::read`]; [`ApiFault::SessionEnded`] when only a new sign-in helps.
    pub async fn read<T: DeserializeOwned>(&self, call: &Call) -> Result<T, ApiFault> {
        let token = self.access_token(None).await?;
        match self.api.read(call, Some(&token)).await {
            Err(fault) if is_unauthenticated(&fault) => {
                let token = self.access_token(Some(&token)).await?;
                match self.api.read(call, Some(&token)).await {
                    Err(fault) if is_unauthenticated(&fault) => Err(self.refused(&token, &fault).await),
                    answer => answer,
                }
            }
            answer => answer,
        }
    }

    /// Makes a call without an answer, renewing the tokens when needed.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn tell(&self, call: &Call) -> Result<(), ApiFault> {
        let token = self.access_token(None).await?;
        match self.api.tell(call, Some(&token)).await {
            Err(fault) if is_unauthenticated(&fault) => {
                let token = self.access_token(Some(&token)).await?;
                match self.api.tell(call, Some(&token)).await {
                    Err(fault) if is_unauthenticated(&fault) => Err(self.refused(&token, &fault).await),
                    answer => answer,
                }
            }
            answer => answer,
        }
    }

    /// Opens the live stream, renewing the tokens when needed.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn live(&self) -> Result<LiveStream, ApiFault> {
        self.stream(&call::live()).await
    }

    /// As [`Session::live`], with the count of unread messages in each wake-up.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn live_with_unread(&self) -> Result<LiveStream, ApiFault> {
        self.stream(&call::live_with_unread()).await
    }

    async fn stream(&self, call: &Call) -> Result<LiveStream, ApiFault> {
        let token = self.access_token(None).await?;
        let bytes = match self.api.stream(call, &token).await {
            Err(fault) if is_unauthenticated(&fault) => {
                let token = self.access_token(Some(&token)).await?;
                match self.api.stream(call, &token).await {
                    Err(fault) if is_unauthenticated(&fault) => {
                        return Err(self.refused(&token, &fault).await);
                    }
                    opened => opened?,
                }
            }
            opened => opened?,
        };
        Ok(LiveStream::new(bytes, LIVE_SILENCE))
    }

    /// Ends the session: at the service as far as it can be reached within `limit`, here in any case. A renewal under way
    /// is waited for until `limit` has passed once more; its outcome is thrown away after that. No sign-in goes on with
    /// this session.
    pub async fn sign_out(&self, limit: Duration) {
        if !*self.ended.borrow() {
            let told = tokio::time::timeout(limit, self.tell(&call::sign_out())).await;
            tracing::info!(told = matches!(told, Ok(Ok(()))), "signed out");
        }
        match tokio::time::timeout(limit, self.tokens.lock()).await {
            Ok(mut tokens) => *tokens = Tokens::default(),
            Err(_) => tracing::warn!("a renewal of the session did not end in time"),
        }
        self.ended.send_replace(true);
        self.keeper.forget_for_good().await;
    }

    /// Waits for a renewal that is under way, so that the program does not end between asking for a token and
    /// keeping it.
    pub async fn settle(&self) {
        drop(self.tokens.lock().await);
    }

    /// A token that is good now. `spent` is one that the service has just refused.
    async fn access_token(&self, spent: Option<&Secret>) -> Result<Secret, ApiFault> {
        let tokens = Arc::clone(&self.tokens).lock_owned().await;
        if *self.ended.borrow() {
            return Err(ApiFault::SessionEnded);
        }
        let now = Instant::now();
        let access = tokens.access.as_ref().filter(|access| Some(&access.token) != spent);
        match access {
            Some(access) if now < access.renew_at => return Ok(access.token.clone()),
            _ => {}
        }
        let still_good = access.filter(|access| now < access.expires_at).map(|access| access.token.clone());
        match self.renew_apart(tokens).await {
            Err(fault) if !matches!(fault, ApiFault::SessionEnded) => still_good.ok_or(fault),
            outcome => outcome,
        }
    }

    /// Renews in a task of its own: whoever asked may be gone before the answer comes. Holding the lock all the
    /// while makes everybody else wait for this one renewal.
    async fn renew_apart(&self, tokens: OwnedMutexGuard<Tokens>) -> Result<Secret, ApiFault> {
        let session = self.clone();
        let renewal = tokio::spawn(async move { session.renew(tokens).await });
        renewal.await.unwrap_or(Err(ApiFault::Silent))
    }

    async fn renew(&self, mut tokens: OwnedMutexGuard<Tokens>) -> Result<Secret, ApiFault> {
        let Some(kept) = tokens.refresh.clone() else { return Err(self.end()) };
        if !self.note_sent(&mut tokens).await {
            tokens.put_renewal_off();
            return Err(ApiFault::Unavailable { retry_after: None });
        }
        let asked_at = Instant::now();
        match self.api.grant(&call::refresh(kept.refresh_token.clone()), self.clock.now()).await {
            // The session was dropped or signed out meanwhile.
            _ if *self.ended.borrow() => {
                *tokens = Tokens::default();
                Err(ApiFault::SessionEnded)
            }
            Ok(grant) => {
                self.accept(&mut tokens, &grant, asked_at).await;
                Ok(grant.tokens.access_token)
            }
            Err(fault) if is_unauthenticated(&fault) => {
                *tokens = Tokens::default();
                self.keeper.forget().await;
                Err(self.end_early(&kept, &fault))
            }
            Err(fault) => {
                if !kept.was_sent && !fault.may_have_arrived() {
                    self.note_unsent(&mut tokens).await;
                }
                tokens.put_renewal_off();
                Err(fault)
            }
        }
    }

    async fn accept(&self, tokens: &mut Tokens, grant: &Grant, asked_at: Instant) -> bool {
        let kept = KeptSession::new(grant);
        let is_kept = self.keeper.keep(&kept).await;
        *tokens = Tokens { access: Some(Access::new(grant, asked_at)), refresh: Some(kept) };
        is_kept
    }

    /// Says whether the next start will know.
    async fn note_sent(&self, tokens: &mut Tokens) -> bool {
        let Some(kept) = tokens.refresh.as_mut().filter(|kept| !kept.was_sent) else { return true };
        kept.was_sent = true;
        kept.was_sent = self.keeper.keep(kept).await || self.keeper.mark_sent(kept.session_id).await;
        kept.was_sent
    }

    async fn note_unsent(&self, tokens: &mut Tokens) {
        if let Some(kept) = &mut tokens.refresh {
            kept.was_sent = false;
            self.keeper.keep(kept).await;
        }
    }

    /// The service has refused a token that it had just given. That ends the session, unless a new sign-in has brought
    /// another token meanwhile: then the call may be made again with that.
    async fn refused(&self, token: &Secret, fault: &ApiFault) -> ApiFault {
        let tokens = self.tokens.lock().await;
        let is_current = tokens.access.as_ref().is_none_or(|access| access.token == *token);
        match &tokens.refresh {
            _ if !is_current => ApiFault::Unavailable { retry_after: None },
            Some(kept) => self.end_early(kept, fault),
            None => self.end(),
        }
    }

    /// The service no longer knows the session. When its time had not come, somebody ended it. Only the service's own
    /// clock tells: what is said to be ended elsewhere is wiped, and this computer's clock can be set to anything.
    fn end_early(&self, kept: &KeptSession, refusal: &ApiFault) -> ApiFault {
        let why = match refusal.refused_at() {
            Some(at) if kept.was_over(at) => None,
            Some(_) if !kept.was_sent => Some(CutShort::Elsewhere),
            Some(_) | None => Some(CutShort::Unclear),
        };
        if let Some(why) = why {
            tracing::warn!(session = %kept.session_id, ?why, "the session was ended before its time");
            self.cut_short.send_replace(Some(why));
        }
        self.end()
    }

    fn end(&self) -> ApiFault {
        tracing::info!("the session has ended");
        self.ended.send_replace(true);
        ApiFault::SessionEnded
    }
}

fn is_unauthenticated(fault: &ApiFault) -> bool {
    fault.refusal() == Some(ErrorCode::Unauthenticated)
}

#[cfg(test)]
mod tests;
