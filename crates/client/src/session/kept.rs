//! A session as it stands in the key store between two starts.

use crate::api::Grant;
use allia_protocol::id::SessionId;
use allia_protocol::{Secret, Timestamp};
use serde::{Deserialize, Serialize};

/// A session that ends this much before its time ended by itself: what stands before the service may have a clock of its
/// own, not that exact.
const MARGIN_MILLIS: i64 = 2 * 60_000;

/// What is needed to go on with a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSession {
    /// The newest refresh token. It serves once.
    pub refresh_token: Secret,
    /// Which session.
    pub session_id: SessionId,
    /// When it ends by itself, by the service's clock: this computer's may be wrong, or be put back.
    pub expires_at: Timestamp,
    /// The token was sent to the service and no answer has come, so it may have served already.
    #[serde(default)]
    pub was_sent: bool,
}

impl KeptSession {
    /// The session that the service opened or renewed just now.
    pub fn new(grant: &Grant) -> Self {
        Self {
            refresh_token: grant.tokens.refresh_token.clone(),
            session_id: grant.tokens.session_id,
            expires_at: grant.tokens.session_expires_at,
            was_sent: false,
        }
    }

    /// Whether it may have ended by itself. `now` is the service's word, not this computer's.
    pub fn was_over(&self, now: Timestamp) -> bool {
        now.millis_since(self.expires_at) > -MARGIN_MILLIS
    }

    /// The same, knowing which session's token was sent without its entry saying so.
    pub fn knowing_sent(mut self, sent: Option<SessionId>) -> Self {
        self.was_sent |= sent == Some(self.session_id);
        self
    }

    /// The text to keep in the key store.
    pub fn to_entry(&self) -> Secret {
        // These fields always serialize; an empty entry would be no session.
        Secret::new(serde_json::to_string(self).unwrap_or_default())
    }

    /// The session that [`KeptSession::to_entry`] wrote; `None` when the text is anything else.
    pub fn from_entry(entry: &Secret) -> Option<Self> {
        serde_json::from_str(entry.expose()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_from_its_entry_and_knows_when_its_time_had_come() {
        let expires_at = Timestamp::from_millis(1_790_000_000_000);
        let kept = KeptSession {
            refresh_token: Secret::new("r1"),
            session_id: SessionId::generate(),
            expires_at,
            was_sent: true,
        };
        assert_eq!(KeptSession::from_entry(&kept.to_entry()), Some(kept.clone()));
        assert_eq!(KeptSession::from_entry(&Secret::new("r1")), None);
        assert!(!format!("{kept:?}").contains("r1"));
        let unsent = KeptSession { was_sent: false, ..kept.clone() };
        assert!(!unsent.clone().knowing_sent(Some(SessionId::generate())).was_sent);
        assert!(unsent.clone().knowing_sent(Some(unsent.session_id)).was_sent);
        assert!(!kept.was_over(expires_at.plus_millis(-MARGIN_MILLIS)));
        assert!(kept.was_over(expires_at.plus_millis(1 - MARGIN_MILLIS)));
    }
}
