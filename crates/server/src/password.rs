//! Passwords: hashed with Argon2id, checked in the same time whether the account exists or not.

use crate::Refusal;
use crate::config::PasswordCost;
use allia_protocol::Secret;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Hashes at a time. Each takes tens of milliseconds and 19 MiB.
const AT_A_TIME: usize = 2;
/// Callers who may wait for their turn; more are told to come back.
const WAITING: usize = 64;

/// Hashes and checks passwords, a few at a time and beside the threads that serve.
pub(crate) struct Passwords {
    argon2: Argon2<'static>,
    /// What is checked in place of an account that does not exist.
    decoy: String,
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// The parameters are not ones that Argon2 knows.
#[derive(Debug, thiserror::Error)]
#[error("these password parameters cannot be used")]
pub struct PasswordCostError;

impl Passwords {
    pub(crate) fn new(cost: PasswordCost) -> Result<Self, PasswordCostError> {
        let params =
            Params::new(cost.memory_kib, cost.passes, cost.lanes, None).map_err(|_| PasswordCostError)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&argon2, &crate::token::generate().0).ok_or(PasswordCostError)?;
        Ok(Self {
            argon2,
            decoy,
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            places: Arc::new(Semaphore::new(AT_A_TIME + WAITING)),
        })
    }

    /// The hash to store.
    pub(crate) async fn hash(&self, password: &Secret) -> Result<String, Refusal> {
        let (argon2, password) = (self.argon2.clone(), password.clone());
        self.in_turn(move || hash(&argon2, &password))
            .await?
            .ok_or(Refusal::Fault("a password was not hashed"))
    }

    /// Whether the password fits; without a stored hash it never does, after the same work.
    pub(crate) async fn check(&self, password: &Secret, stored: Option<String>) -> Result<bool, Refusal> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        let (argon2, password) = (self.argon2.clone(), password.clone());
        let fits = self.in_turn(move || verify(&argon2, &password, &stored)).await?;
        Ok(fits && known)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let _place = self.places.try_acquire().map_err(|_| Refusal::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Refusal::Busy)?;
        let job = move || {
            // Held until the work is done, also when the caller hangs up meanwhile.
            let _turn = turn;
            job()
        };
        tokio::task::spawn_blocking(job).await.map_err(|_| Refusal::Fault("a password check panicked"))
    }
}

fn hash(argon2: &Argon2<'_>, password: &Secret) -> Option<String> {
    argon2.hash_password(password.expose().as_bytes()).ok().map(|hash| hash.to_string())
}

fn verify(argon2: &Argon2<'_>, password: &Secret, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|stored| argon2.verify_password(password.expose().as_bytes(), &stored).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap() -> Passwords {
        Passwords::new(PasswordCost { memory_kib: 64, passes: 1, lanes: 1 }).unwrap()
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = cheap();
        let hash = passwords.hash(&Secret::new("correct horse")).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.check(&Secret::new("correct horse"), Some(hash.clone())).await.unwrap());
        assert!(!passwords.check(&Secret::new("battery staple"), Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nothing_fits_an_account_that_does_not_exist() {
        assert!(!cheap().check(&Secret::new("anything"), None).await.unwrap());
    }
}
