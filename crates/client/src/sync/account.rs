//! The names of the person and of their practice, and what the practice allows, as the service has them now.

use crate::api::call;
use crate::retry::Backoff;
use crate::signed_in::{SignedIn, lock};
use crate::view::{Account, ClientEvent};
use allia_protocol::session::Me;
use std::sync::Arc;

use super::{LONGEST_WAIT, SyncFault};

/// Asks once after each start, and whenever the practice's own part changed.
pub(crate) async fn run(signed_in: Arc<SignedIn>) {
    let mut backoff = Backoff::network();
    loop {
        signed_in.session.resumed().await;
        match refresh(&signed_in).await {
            Ok(()) => {
                backoff.reset();
                signed_in.wakes.account.notified().await;
            }
            Err(fault) => {
                tracing::debug!(%fault, "the account could not be read");
                tokio::time::sleep(backoff.next_wait(fault.retry()).unwrap_or(LONGEST_WAIT)).await;
            }
        }
    }
}

async fn refresh(signed_in: &SignedIn) -> Result<(), SyncFault> {
    let me: Me = signed_in.session.read(&call::me()).await?;
    signed_in.cache.save_account(&me).await?;
    signed_in.take_account(me);
    Ok(())
}

impl SignedIn {
    /// What is shown of the person and their practice, and allowed by it, is this from now on.
    pub(crate) fn take_account(&self, me: Me) {
        let changed = {
            let mut account = lock(&self.account);
            let fresh = Account {
                display_name: me.user.display_name,
                practice_name: me.practice.name,
                time_zone: me.practice.time_zone,
                practice_allows: me.practice.notification_content.into(),
                ..account.clone()
            };
            std::mem::replace(&mut *account, fresh.clone()) != fresh
        };
        if changed {
            self.events.publish(ClientEvent::AppState { app_state: self.app_state() });
        }
    }
}
