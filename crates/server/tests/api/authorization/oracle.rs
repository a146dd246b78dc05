//! What the rules of the product say of each call, and nothing of how the service does it.
//!
//! The function [`expected`] is pure: it knows who calls, how the clinician stands to the patient, what the
//! patient's state is and at what the call aims, and says how it has to come out.

use super::situation::{Clinician, Patient, Relation, Role, Situation};

/// What kind of call an operation is, as far as permission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Anybody may ask, signed in or not.
    Anybody,
    /// Opens a session for a name and a password.
    Credentials,
    /// Renews a session for a refresh token.
    RefreshToken,
    /// Makes an account for an invitation's code.
    Code,
    /// Anybody who is signed in, about themselves.
    Oneself,
    /// Ends the calling session.
    CurrentSession,
    /// Ends a session that is named.
    NamedSession,
    /// Lists what clinicians and patients see.
    List,
    /// Clinicians and patients, from a place in their own feed.
    Feed,
    /// Clinicians and patients, in the conversation that is named; the status of success.
    Conversation(u16),
    /// Administrators only.
    Administration(Act),
}

/// What an administrator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Create,
    Disable,
    Invite,
    Deactivate,
    Join,
    Leave,
    Grant,
    Revoke,
    Notice,
    Content,
    Audit,
}

/// At what a call aims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// What the caller means by right: the pair's conversation, one's own session, the pair's two people.
    Own,
    /// Something that is there and is somebody else's; for administrators, people of the wrong kind.
    Foreign,
    /// An id, a token or a name that nobody has.
    Unknown,
    /// Something that is no id.
    Malformed,
    /// What was one's own and has been used up just before.
    Spent,
}

/// One call that can be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Combination {
    pub(super) rule: Rule,
    pub(super) role: Role,
    pub(super) situation: Situation,
    pub(super) target: Target,
}

/// How it has to come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) status: u16,
    /// Whether an answer that lists things shows the pair's conversation.
    pub(super) shows: Option<bool>,
}

/// The row of each operation. One without a row fails the build.
pub(super) const ROWS: &[(&str, Rule)] = &[
    ("sessions_open", Rule::Credentials),
    ("sessions_refresh", Rule::RefreshToken),
    ("sessions_list", Rule::Oneself),
    ("sessions_end_current", Rule::CurrentSession),
    ("sessions_end", Rule::NamedSession),
    ("activations_activate", Rule::Code),
    ("me_show", Rule::Oneself),
    ("devices_recovery_share", Rule::Oneself),
    ("conversations_list", Rule::List),
    ("conversations_show", Rule::Conversation(200)),
    ("messages_list", Rule::Conversation(200)),
    ("messages_send", Rule::Conversation(201)),
    ("receipts_put", Rule::Conversation(204)),
    ("typing_tell", Rule::Conversation(204)),
    ("changes_list", Rule::Feed),
    ("live_listen", Rule::List),
    ("users_create", Rule::Administration(Act::Create)),
    ("users_disable", Rule::Administration(Act::Disable)),
    ("patients_invite", Rule::Administration(Act::Invite)),
    ("patients_deactivate", Rule::Administration(Act::Deactivate)),
    ("care_team_join", Rule::Administration(Act::Join)),
    ("care_team_leave", Rule::Administration(Act::Leave)),
    ("access_grants_put", Rule::Administration(Act::Grant)),
    ("access_grants_delete", Rule::Administration(Act::Revoke)),
    ("notice_put", Rule::Administration(Act::Notice)),
    ("notification_content_put", Rule::Administration(Act::Content)),
    ("audit_list", Rule::Administration(Act::Audit)),
    ("health_alive", Rule::Anybody),
    ("health_ready", Rule::Anybody),
    ("health_metrics", Rule::Anybody),
    ("health_contract", Rule::Anybody),
];

/// At what somebody in this role can aim with the calls of a rule. A token that is worth nothing is refused
/// before anything else is looked at: without any token everything is tried, with each other kind what counts.
pub(super) fn targets(rule: Rule, role: Role) -> &'static [Target] {
    match role {
        Role::Forger | Role::SignedOut | Role::RefreshTokenBearer => &[Target::Own],
        Role::Clinician | Role::Patient | Role::Administrator | Role::Stranger => targets_of(rule),
    }
}

fn targets_of(rule: Rule) -> &'static [Target] {
    use Target::{Foreign, Malformed, Own, Spent, Unknown};
    match rule {
        Rule::Credentials | Rule::Code | Rule::Feed => &[Own, Foreign, Unknown],
        // A refresh token that comes back ends its session; that is tried elsewhere.
        Rule::RefreshToken => &[Own, Unknown],
        Rule::NamedSession => &[Own, Spent, Foreign, Unknown, Malformed],
        Rule::Administration(Act::Create | Act::Notice | Act::Content | Act::Audit) => &[Own],
        Rule::Administration(Act::Disable) => &[Own, Unknown, Malformed],
        Rule::Conversation(_) | Rule::Administration(_) => &[Own, Foreign, Unknown, Malformed],
        Rule::Anybody | Rule::Oneself | Rule::CurrentSession | Rule::List => &[Own],
    }
}

/// The rule of the product: an active patient and an active member of their care team, whatever else either
/// has been granted.
pub(super) fn may_exchange(situation: Situation) -> bool {
    let member =
        matches!(situation.relation, Relation::Active | Relation::Rejoined | Relation::ActiveAndGranted);
    member && patient_is_active(situation.patient) && situation.clinician == Clinician::Active
}

fn patient_is_active(patient: Patient) -> bool {
    matches!(patient, Patient::Activated | Patient::Reactivated)
}

/// Whether this caller's token is worth anything.
fn is_signed_in(role: Role, situation: Situation) -> bool {
    match role {
        Role::Clinician => situation.clinician == Clinician::Active,
        Role::Patient => patient_is_active(situation.patient),
        Role::Administrator => true,
        Role::Stranger | Role::Forger | Role::SignedOut | Role::RefreshTokenBearer => false,
    }
}

/// How this call has to come out.
pub(super) fn expected(combination: &Combination) -> Expected {
    let Combination { rule, role, situation, target } = *combination;
    let signed_in = is_signed_in(role, situation);
    let status = match rule {
        Rule::Anybody => 200,
        Rule::Credentials if signed_in && target == Target::Own => 201,
        Rule::RefreshToken if signed_in && target == Target::Own => 200,
        Rule::Credentials | Rule::RefreshToken => 401,
        Rule::Code => code(combination),
        _ if !signed_in => 401,
        Rule::Oneself => 200,
        Rule::CurrentSession => 204,
        Rule::NamedSession if target == Target::Own => 204,
        Rule::NamedSession => 404,
        Rule::List | Rule::Feed | Rule::Conversation(_) if role == Role::Administrator => 403,
        Rule::List => 200,
        Rule::Feed if target == Target::Own => 200,
        Rule::Feed => 410,
        Rule::Conversation(success) if target == Target::Own && may_exchange(situation) => success,
        Rule::Conversation(_) => 404,
        Rule::Administration(_) if role != Role::Administrator => 403,
        Rule::Administration(act) => administration(act, target, situation),
    };
    let lists = matches!(rule, Rule::List | Rule::Feed) && status == 200;
    Expected { status, shows: lists.then(|| may_exchange(situation)) }
}

/// Only an invited patient has a code that serves.
fn code(combination: &Combination) -> u16 {
    let invited = combination.situation.patient == Patient::Invited && combination.role == Role::Patient;
    if invited && combination.target == Target::Own { 201 } else { 404 }
}

fn administration(act: Act, target: Target, situation: Situation) -> u16 {
    let disabled = situation.patient == Patient::Disabled;
    match (act, target) {
        (Act::Create, _) => 201,
        (Act::Notice | Act::Content, _) => 204,
        (Act::Audit, _) => 200,
        (_, Target::Foreign | Target::Unknown | Target::Malformed | Target::Spent) => 404,
        (Act::Invite, _) if disabled || patient_is_active(situation.patient) => 409,
        (Act::Invite, _) => 201,
        (Act::Join, _) if disabled || situation.clinician == Clinician::Disabled => 409,
        (Act::Disable | Act::Deactivate | Act::Join | Act::Leave | Act::Grant | Act::Revoke, _) => 204,
    }
}

/// Whether a call that succeeds changes the situation of the pair.
pub(super) fn alters(combination: &Combination) -> bool {
    let act = matches!(
        combination.rule,
        Rule::Code
            | Rule::Administration(
                Act::Disable
                    | Act::Invite
                    | Act::Deactivate
                    | Act::Join
                    | Act::Leave
                    | Act::Grant
                    | Act::Revoke
            )
    );
    act && expected(combination).status < 300
}

/// How things stand after a call that [`alters`] them.
pub(super) fn after(combination: &Combination) -> Situation {
    let before = combination.situation;
    match combination.rule {
        Rule::Code => Situation { patient: Patient::Activated, ..before },
        Rule::Administration(Act::Disable) => Situation { clinician: Clinician::Disabled, ..before },
        Rule::Administration(Act::Deactivate) if before.patient == Patient::Disabled => before,
        Rule::Administration(Act::Deactivate) => Situation { patient: Patient::Deactivated, ..before },
        Rule::Administration(Act::Join) => Situation { relation: Relation::Active, ..before },
        Rule::Administration(Act::Leave) => Situation { relation: Relation::Removed, ..before },
        _ => before,
    }
}
