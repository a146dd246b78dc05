//! Signing in, staying signed in, and what a session may know about itself.

use crate::id::{PracticeId, SessionId, UserId};
use crate::{Secret, Sensitive, Timestamp};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

/// The three kinds of user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UserKind {
    /// Exchanges messages with the patients whose care teams they belong to.
    Clinician,
    /// Exchanges messages with the clinicians of their care team.
    Patient,
    /// Runs the practice: people, teams, notice, audit. Never reads a message.
    Administrator,
}

/// A user as the user themselves sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Who it is.
    pub user_id: UserId,
    /// What they are.
    pub kind: UserKind,
    /// How they are called.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub display_name: Sensitive<String>,
}

/// Body of `POST /v1/sessions`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The name of the account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub username: Sensitive<String>,
    /// Its password.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub password: Secret,
    /// How this device shall be called in the list of sessions; 1 to 100 characters.
    pub device_name: String,
    /// The second factor, where the account asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub one_time_code: Option<Secret>,
}

/// Body of `POST /v1/sessions/refresh`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refresh {
    /// The newest refresh token of the session. It serves once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub refresh_token: Secret,
}

/// Body of `POST /v1/activations`: a patient turns an invitation into an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activation {
    /// The code of the invitation.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: Secret,
    /// The account name that the patient chooses; 3 to 64 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub username: Sensitive<String>,
    /// The password that the patient chooses; 8 to 256 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub password: Secret,
    /// How this device shall be called; 1 to 100 characters.
    pub device_name: String,
}

/// A session that was just opened or renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionTokens {
    /// Which session this is; stays the same through renewals.
    pub session_id: SessionId,
    /// Goes into the `Authorization` header.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub access_token: Secret,
    /// Until then the access token is good.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub access_expires_at: Timestamp,
    /// Buys the next pair of tokens, once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub refresh_token: Secret,
    /// Then the session ends, renewed or not.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub session_expires_at: Timestamp,
    /// Whose session it is.
    pub user: User,
}

/// One of the caller's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Which session.
    pub session_id: SessionId,
    /// The device's name, as given at sign-in.
    pub device_name: String,
    /// When it was opened.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// When it last called, to the minute.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub last_seen_at: Timestamp,
    /// Whether it is the session that asks.
    pub current: bool,
}

/// Answer of `GET /v1/sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionList {
    /// The caller's open sessions, newest first.
    pub sessions: Vec<Session>,
}

/// The organization that a user belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Practice {
    /// Which practice.
    pub practice_id: PracticeId,
    /// Its name.
    pub name: String,
    /// Its IANA time zone, such as `America/New_York`.
    pub time_zone: String,
    /// How many days a device may show its cache without asking the service; 1 to 30.
    pub cache_lease_days: u8,
    /// The most that a notification on a clinician's computer may show. Without a word that is known, nothing.
    #[serde(default, deserialize_with = "known_or_nothing")]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub notification_content: NotificationContent,
}

/// What a notification of a message may show, from the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotificationContent {
    /// That there is one.
    #[default]
    Nothing,
    /// The patient's name too.
    Name,
    /// The patient's name and the beginning of the text.
    NameAndText,
}

/// A word of a later version allows nothing that this one could show.
fn known_or_nothing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NotificationContent, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Word {
        Known(NotificationContent),
        Unknown(IgnoredAny),
    }
    Ok(match Word::deserialize(deserializer)? {
        Word::Known(content) => content,
        Word::Unknown(_) => NotificationContent::Nothing,
    })
}

/// Answer of `GET /v1/me`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The caller.
    pub user: User,
    /// The caller's practice.
    pub practice: Practice,
}

/// Answer of `GET /v1/devices/{device_id}/recovery_share`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryShare {
    /// 32 random bytes in base64; the same for this user and device ever after.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub share: Secret,
}
