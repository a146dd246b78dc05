//! Paths of the API, for those who call it.

use crate::id::{ConversationId, DeviceId, MessageId, SessionId, UserId};

/// `POST` opens a session, `GET` lists one's own.
pub const SESSIONS: &str = "/v1/sessions";
/// `POST` renews the tokens.
pub const SESSION_REFRESH: &str = "/v1/sessions/refresh";
/// `DELETE` ends the session that calls.
pub const CURRENT_SESSION: &str = "/v1/sessions/current";
/// `POST` turns an invitation into an account.
pub const ACTIVATIONS: &str = "/v1/activations";
/// `GET` says who one is.
pub const ME: &str = "/v1/me";
/// `GET` lists one's conversations.
pub const CONVERSATIONS: &str = "/v1/conversations";
/// `GET` answers with what changed after a cursor.
pub const CHANGES: &str = "/v1/changes";
/// `GET` opens the live stream.
pub const LIVE: &str = "/v1/live";
/// `GET` opens the live stream, whose wake-ups then say how many messages are unread.
pub const LIVE_WITH_UNREAD: &str = "/v1/live?unread=true";
/// `GET` answers with the contract, as OpenAPI.
pub const CONTRACT: &str = "/v1/openapi.json";
/// `GET` says whether the service can serve.
pub const READY: &str = "/readyz";
/// `POST` makes a user.
pub const ADMIN_USERS: &str = "/v1/admin/users";
/// `PUT` sets the practice's emergency notice.
pub const ADMIN_NOTICE: &str = "/v1/admin/notice";
/// `PUT` sets the most that notifications of the practice may show.
pub const ADMIN_NOTIFICATION_CONTENT: &str = "/v1/admin/notification_content";
/// `GET` reads the audit log.
pub const ADMIN_AUDIT: &str = "/v1/admin/audit";

/// `DELETE` ends this session.
pub fn session(id: SessionId) -> String {
    format!("{SESSIONS}/{id}")
}

/// `GET` answers with this device's recovery share.
pub fn recovery_share(id: DeviceId) -> String {
    format!("/v1/devices/{id}/recovery_share")
}

/// `GET` answers with one conversation.
pub fn conversation(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}")
}

/// `GET` answers with a page of its messages.
pub fn messages(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}/messages")
}

/// `PUT` sends this message.
pub fn message(id: ConversationId, message_id: MessageId) -> String {
    format!("{CONVERSATIONS}/{id}/messages/{message_id}")
}

/// `PUT` says how far one has received and read.
pub fn receipt(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}/receipt")
}

/// `POST` says that one is writing.
pub fn typing(id: ConversationId) -> String {
    format!("{CONVERSATIONS}/{id}/typing")
}

/// `POST` invites this patient.
pub fn invitation(patient: UserId) -> String {
    format!("/v1/admin/patients/{patient}/invitation")
}

/// `POST` deactivates this patient.
pub fn deactivation(patient: UserId) -> String {
    format!("/v1/admin/patients/{patient}/deactivation")
}

/// `POST` disables this user.
pub fn disablement(user: UserId) -> String {
    format!("{ADMIN_USERS}/{user}/disablement")
}

/// `PUT` joins the care team, `DELETE` leaves it.
pub fn care_team_member(patient: UserId, clinician: UserId) -> String {
    format!("/v1/admin/patients/{patient}/care_team/{clinician}")
}

/// `PUT` grants view or supervisory access, `DELETE` takes it back.
pub fn access_grant(patient: UserId, clinician: UserId) -> String {
    format!("/v1/admin/patients/{patient}/access_grants/{clinician}")
}
