//! Counting what a listener has not read, for those who asked to be told with each wake-up.

use crate::origin::Caller;
use crate::practice::Practice;
use crate::{Refusal, access, conversations};
use std::sync::Arc;

/// Counts for one listener.
pub(crate) struct UnreadCounter {
    practice: Arc<Practice>,
    caller: Caller,
}

impl UnreadCounter {
    pub(crate) fn new(practice: Arc<Practice>, caller: Caller) -> Self {
        Self { practice, caller }
    }

    /// The count as it is now, if the session still stands.
    pub(super) async fn count(&self) -> Result<u64, Refusal> {
        let (caller, now) = (self.caller, self.practice.clock.now());
        self.practice
            .database
            .read(move |connection| {
                access::session(connection, &caller, now)?;
                Ok(conversations::unread_count(connection, &caller)?)
            })
            .await
    }
}
