//! Running a practice: people, invitations, care teams, access grants, the notice, the audit log.

use crate::id::UserId;
use crate::session::{NotificationContent, UserKind};
use crate::{Secret, Sensitive, Timestamp};
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// Body of `POST /v1/admin/users`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateUser {
    /// What they are.
    pub kind: UserKind,
    /// The account name; a patient chooses it on activation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub username: Option<Sensitive<String>>,
    /// How they are called; 1 to 200 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub display_name: Sensitive<String>,
    /// Required for a patient, refused for others. Written as `1980-03-04`; not before 1850, not after today.
    #[serde(default, deserialize_with = "plain_date", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub birth_date: Option<Sensitive<Date>>,
    /// How they wish to be spoken of; up to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub pronouns: Option<Sensitive<String>>,
    /// A clinician's profession, such as `RN`; up to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The first password; a patient chooses it on activation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub password: Option<Secret>,
}

/// Reads a date in its one form, year, month and day; the parser knows more.
fn plain_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Sensitive<Date>>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    match text.parse::<Date>() {
        Ok(date) if date.to_string() == text => Ok(Some(Sensitive::new(date))),
        _ => Err(D::Error::custom("not a date such as 1980-03-04")),
    }
}

/// Answer of `POST /v1/admin/users`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserCreated {
    /// Who was made.
    pub user_id: UserId,
}

/// Answer of `POST /v1/admin/patients/{id}/invitation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// What the patient types to activate. Serves once; shown only now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: Secret,
    /// Until then it serves.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

/// Access to a patient's record that is *not* care-team membership. Never enough to message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AccessLevel {
    /// May look at the record.
    View,
    /// Oversees the care.
    Supervisory,
}

/// Body of `PUT /v1/admin/patients/{id}/access_grants/{clinician_id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutAccessGrant {
    /// Which access.
    pub level: AccessLevel,
}

/// Body of `PUT /v1/admin/notice`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutNotice {
    /// Its heading; 1 to 200 characters, without NUL.
    pub title: String,
    /// Its text; 1 to 2,000 characters, without NUL.
    pub text: String,
    /// The number to call; 1 to 50 characters, without NUL.
    pub phone: String,
}

/// Body of `PUT /v1/admin/notification_content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutNotificationContent {
    /// The most that a notification may show.
    pub most: NotificationContent,
}

/// How what was tried came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditResult {
    /// It was done.
    Allowed,
    /// It was refused.
    Denied,
    /// It could not be done.
    Failed,
}

/// Who did what to which id, when, with what result. No text, ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// 1, 2, 3 … without gaps.
    pub seq: u64,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Who; null when nobody was signed in.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub actor_id: Option<UserId>,
    /// What, as `noun.verb`.
    pub action: String,
    /// To which id.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub subject_id: Option<String>,
    /// With what result.
    pub result: AuditResult,
    /// The caller's network address, or `local` for the command line.
    pub from: String,
    /// SHA-256 over the previous entry's hash and this entry, in lower-case hexadecimal.
    pub hash: String,
}

/// Answer of `GET /v1/admin/audit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// Oldest first.
    pub entries: Vec<AuditEntry>,
    /// Whether there are more after these.
    pub more: bool,
}
