//! Closing the local copy when the service was not reached for longer than it allows.

use super::locked::SETTLE_TIME;
use super::signing::hear_service;
use super::{Client, Stage};
use crate::lease;
use crate::signed_in::SignedIn;
use crate::view::{SignOutReason, StorageMode};
use std::sync::Arc;

impl Client {
    /// Where the program stands with an account that was just opened with nobody's word but this computer's: it is shown
    /// only within its lease, and after the service was heard, as far as it can be reached. The caller has the turn.
    pub(super) async fn admit(&self, signed_in: Arc<SignedIn>) -> Stage {
        if self.lease_is_over(&signed_in).await {
            return self.end_lease(&signed_in).await;
        }
        hear_service(&signed_in, 0).await;
        match self.after_early_end(&signed_in).await {
            Some(stage) => stage,
            None => Stage::SignedIn(signed_in),
        }
    }

    /// Whether this account's local copy may not be read any longer. The service's word on the password counts until
    /// the catching up that follows it was tried.
    pub(super) async fn lease_is_over(&self, signed_in: &SignedIn) -> bool {
        if signed_in.is_vouched_for() {
            return false;
        }
        let contact = signed_in.line.connection().up_to_date_as_of;
        let now = self.inner.ports.clock.now();
        if signed_in.storage == StorageMode::MemoryOnly || lease::is_fresh(contact, now) {
            return false;
        }
        let account = signed_in.cache.account().await.ok().flatten();
        lease::is_over(contact, now, account.map(|me| me.practice.cache_lease_days))
    }

    /// The lease of the account that is shown is over.
    pub(super) async fn close_after_lease(&self, expired: &Arc<SignedIn>) {
        let _turn = self.inner.turn.lock().await;
        let is_current = matches!(self.stage(), Stage::SignedIn(current) if Arc::ptr_eq(&current, expired));
        // A sign-in may have had the turn before.
        if is_current && self.lease_is_over(expired).await {
            let stage = self.end_lease(expired).await;
            self.set_stage(stage);
        }
    }

    /// Closes the files. Key and identity stay: the next sign-in opens them again.
    async fn end_lease(&self, signed_in: &SignedIn) -> Stage {
        tracing::warn!("the service was not reached for too long; the local copy is closed");
        let stage = Stage::SignedOut(Some(SignOutReason::LeaseExpired));
        *crate::signed_in::lock(&self.inner.stage) = stage.clone();
        signed_in.stop().await;
        signed_in.withdraw_notifications();
        signed_in.close_files().await;
        signed_in.session.drop_tokens(SETTLE_TIME).await;
        stage
    }
}
