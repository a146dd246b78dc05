//! Making users.

use crate::audit::{Action, Attempt};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, users};
use allia_protocol::admin::CreateUser;
use allia_protocol::id::UserId;
use jiff::civil::Date;

impl Practice {
    /// Makes a clinician, a patient or an administrator.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when a field breaks a rule, [`Refusal::Conflict`] when the username is taken.
    pub async fn create_user(&self, actor: Actor, new: CreateUser) -> Result<UserId, Refusal> {
        users::check(&new)?;
        if let Some(birth_date) = &new.birth_date {
            users::check_birth_date(*birth_date.expose(), self.today())?;
        }
        let hash = match &new.password {
            Some(password) => Some(self.passwords.hash(password).await?),
            None => None,
        };
        let attempt = Attempt::new(actor, Action::UserCreate);
        self.database.write(attempt, move |work| users::create(work, &new, hash.as_deref())).await
    }

    /// The date on the practice's own calendar: a child may be born there while it is yesterday elsewhere.
    fn today(&self) -> Date {
        let now = jiff::Timestamp::from_millisecond(self.clock.now().as_millis()).unwrap_or_default();
        now.to_zoned(self.time_zone.clone()).date()
    }
}
