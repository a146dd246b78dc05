//! Making users.

use crate::audit::{Action, Attempt};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, users};
use allia_protocol::admin::CreateUser;
use allia_protocol::id::UserId;

impl Practice {
    /// Makes a clinician, a patient or an administrator.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when a field breaks a rule, [`Refusal::Conflict`] when the username is taken.
    pub async fn create_user(&self, actor: Actor, new: CreateUser) -> Result<UserId, Refusal> {
        users::check(&new)?;
        let hash = match &new.password {
            Some(password) => Some(self.passwords.hash(password).await?),
            None => None,
        };
        let attempt = Attempt::new(actor, Action::UserCreate);
        self.database.write(attempt, move |work| users::create(work, &new, hash.as_deref())).await
    }
}
