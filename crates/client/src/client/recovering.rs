//! What the service does for a key that may be lost one day, or was.

use super::Client;
use super::carrying::{self, Carried, CarryingOver};
use super::files::FilesToOpen;
use crate::api::fault::ApiFault;
use crate::api::{Api, call};
use crate::error::ClientError;
use crate::journal::Shares;
use crate::retry::{Backoff, Retry};
use crate::signed_in::{SignedIn, lock};
use allia_protocol::Secret;
use allia_protocol::id::DeviceId;
use allia_protocol::session::RecoveryShare;
use std::sync::Arc;

impl Client {
    /// The shares that open what this key does not, as far as the service gives them.
    pub(super) async fn shares_for(
        &self,
        api: &Api,
        token: &Secret,
        files: &FilesToOpen,
    ) -> Result<Shares, ClientError> {
        let mut shares = Shares::new();
        for device_id in shares_needed(files).await? {
            match api.read::<RecoveryShare>(&call::recovery_share(device_id), Some(token)).await {
                Ok(answer) => shares.extend([(device_id, answer.share)]),
                Err(fault) => tracing::warn!(%fault, "a lost key does not come back now"),
            }
        }
        Ok(shares)
    }

    /// Once the service is reached: carries over what waits for it, and wraps the journal's key for the day on which the
    /// key store has lost it.
    pub(super) fn protect_journal(&self, signed_in: &Arc<SignedIn>, files: FilesToOpen) {
        let device_id = lock(&self.inner.remembered).device_id;
        signed_in.spawn(run(Arc::clone(signed_in), files, device_id));
    }
}

async fn run(signed_in: Arc<SignedIn>, files: FilesToOpen, device_id: DeviceId) {
    let mut backoff = Backoff::network();
    loop {
        signed_in.session.resumed().await;
        match attempt(&signed_in, &files, device_id).await {
            Ok(()) => return,
            Err(ClientError::Api(fault)) => match backoff.next_wait(fault.retry()) {
                Some(wait) => tokio::time::sleep(wait).await,
                None if matches!(fault, ApiFault::SessionEnded) => {}
                None => return tracing::error!(%fault, "the journal is not protected against a lost key"),
            },
            Err(error) => return tracing::error!(%error, "the journal is not protected against a lost key"),
        }
    }
}

async fn attempt(signed_in: &SignedIn, files: &FilesToOpen, device_id: DeviceId) -> Result<(), ClientError> {
    carry_over(signed_in, files).await?;
    // At every start: some of it is carried over when the files are opened, and a crash may have come in between.
    signed_in.settle_carried().await?;
    let (file, protection) = (files.paths.journal.clone(), files.protection());
    let is_wrapped = {
        let (file, protection) = (file.clone(), protection.clone());
        tokio::task::spawn_blocking(move || protection.is_wrapped(&file)).await??
    };
    if is_wrapped {
        return Ok(());
    }
    let answer: RecoveryShare = signed_in.session.read(&call::recovery_share(device_id)).await?;
    Ok(tokio::task::spawn_blocking(move || protection.wrap(&file, &answer.share, device_id)).await??)
}

/// What was set aside while the service could not be reached.
async fn carry_over(signed_in: &SignedIn, files: &FilesToOpen) -> Result<(), ClientError> {
    let mut shares = Shares::new();
    for device_id in shares_needed(files).await? {
        match signed_in.session.read::<RecoveryShare>(&call::recovery_share(device_id)).await {
            Ok(answer) => shares.extend([(device_id, answer.share)]),
            Err(fault) if is_final(&fault) => tracing::warn!(%fault, "a lost key does not come back"),
            Err(fault) => return Err(fault.into()),
        }
    }
    if shares.is_empty() {
        return Ok(());
    }
    let (file, protection, journal) =
        (files.paths.journal.clone(), files.protection(), signed_in.journal.clone());
    let carrying = move || {
        let (protection, shares) = (&protection, &shares);
        CarryingOver { file: &file, protection, shares, just_now: None, number: None }.into_journal(&journal)
    };
    let carried = tokio::task::spawn_blocking(carrying).await??;
    if let Some(recovery) = Carried::recovery(&carried, None) {
        signed_in.tell_recovery(recovery);
    }
    Ok(())
}

/// Whether asking again would be answered alike.
pub(super) fn is_final(fault: &ApiFault) -> bool {
    !matches!(fault, ApiFault::SessionEnded) && fault.retry() == Retry::Never
}

async fn shares_needed(files: &FilesToOpen) -> Result<Vec<DeviceId>, ClientError> {
    let (file, protection) = (files.paths.journal.clone(), files.protection());
    Ok(tokio::task::spawn_blocking(move || carrying::shares_needed(&file, &protection)).await??)
}
