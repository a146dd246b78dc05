//! The practice's emergency notice.

use crate::audit::{Action, Attempt};
use crate::origin::Actor;
use crate::practice::Practice;
use crate::{Refusal, notices};
use allia_protocol::admin::PutNotice;

impl Practice {
    /// Sets the notice that patients see at the top of their messages, and tells everyone of it.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when a part of it is empty or too long.
    pub async fn put_notice(&self, actor: Actor, notice: PutNotice) -> Result<(), Refusal> {
        let attempt = Attempt::new(actor, Action::NoticePut);
        self.database.write(attempt, move |work| notices::put(work, &notice)).await
    }
}
