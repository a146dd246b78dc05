//! How much notifications may show.

use crate::audit::{Action, Attempt};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, practices};
use allia_protocol::session::NotificationContent;

impl Practice {
    /// Sets the most that a notification on a clinician's computer may show, and tells everyone of it.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] when the actor is not an administrator any more.
    pub async fn put_notification_content(
        &self,
        actor: Actor,
        most: NotificationContent,
    ) -> Result<(), Refusal> {
        let attempt = Attempt::new(actor, Action::NotificationContentPut);
        self.database.write(attempt, move |work| practices::put_notification_content(work, most)).await
    }
}
