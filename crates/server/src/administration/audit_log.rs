//! Reading the audit log, and checking that nobody has tampered with it.

use crate::Refusal;
use crate::audit::{self, Action, Attempt, AuditFilter, Broken};
use crate::origin::Actor;
use crate::practice::Practice;
use allia_protocol::admin::AuditPage;

impl Practice {
    /// A page of the log, oldest first. Reading it is recorded too.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn read_audit_log(&self, actor: Actor, filter: AuditFilter) -> Result<AuditPage, Refusal> {
        let mut attempt = Attempt::new(actor, Action::AuditRead);
        attempt.subject = filter.patient_id.or(filter.user_id).map(|user_id| user_id.to_string());
        self.database.write(attempt, move |work| audit::list(work.connection, filter)).await
    }

    /// Walks the whole log and checks every hash; answers with the number of entries, or where it is broken.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_audit_log(&self) -> Result<Result<u64, Broken>, Refusal> {
        self.database.read(|connection| Ok(audit::verify(connection))).await
    }
}
