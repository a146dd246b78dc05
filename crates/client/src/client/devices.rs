//! The person's own devices.

use super::Client;
use crate::api::call;
use crate::error::ClientError;
use crate::view::DeviceView;
use allia_protocol::id::SessionId;
use allia_protocol::session::SessionList;

impl Client {
    /// The computers on which the person is signed in, the newest sign-in first.
    ///
    /// # Errors
    /// When the service does not answer.
    pub async fn devices(&self) -> Result<Vec<DeviceView>, ClientError> {
        let signed_in = self.signed_in()?;
        let list: SessionList = signed_in.session.read(&call::sessions()).await?;
        let view = |session: allia_protocol::session::Session| DeviceView {
            session_id: session.session_id,
            device_name: session.device_name,
            signed_in_at: session.created_at,
            last_seen_at: session.last_seen_at,
            current: session.current,
        };
        Ok(list.sessions.into_iter().map(view).collect())
    }

    /// Signs one of the person's devices out: it forgets everything at its next contact. Answers with the devices that
    /// are left; none when it was this one.
    ///
    /// # Errors
    /// When the service does not do it.
    pub async fn sign_out_device(&self, session_id: SessionId) -> Result<Vec<DeviceView>, ClientError> {
        self.note_activity();
        let signed_in = self.signed_in()?;
        if signed_in.session.id().await == Some(session_id) {
            self.sign_out().await?;
            return Ok(Vec::new());
        }
        signed_in.session.tell(&call::end_session(session_id)).await?;
        self.devices().await
    }
}
