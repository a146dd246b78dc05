//! Who can call, and how a clinician and a patient can stand to each other.

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The clinician of the pair.
    Clinician,
    /// The patient of the pair; before activation with nothing but their code.
    Patient,
    Administrator,
    /// Nobody: no token.
    Stranger,
    /// Nobody: a token that was made up.
    Forger,
    /// Nobody any more: the token of a session of the clinician that has ended.
    SignedOut,
    /// The clinician's refresh token in place of the access token.
    RefreshTokenBearer,
}

/// Everybody; first those who must not get at what the others use up.
pub(super) const ROLES: [Role; 7] = [
    Role::Stranger,
    Role::Forger,
    Role::SignedOut,
    Role::RefreshTokenBearer,
    Role::Administrator,
    Role::Clinician,
    Role::Patient,
];

/// How the clinician stands to the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// On the care team.
    Active,
    /// Left the team and came back.
    Rejoined,
    /// On the team, with supervisory access besides.
    ActiveAndGranted,
    /// Was on the team.
    Removed,
    /// Was on the team, and still has supervisory access.
    RemovedAndGranted,
    /// Comes onto the team once everything has been tried.
    Future,
    /// On the team of another patient.
    OtherTeam,
    ViewGrant,
    SupervisoryGrant,
    None,
}

pub(super) const RELATIONS: [Relation; 10] = [
    Relation::Active,
    Relation::Rejoined,
    Relation::ActiveAndGranted,
    Relation::Removed,
    Relation::RemovedAndGranted,
    Relation::Future,
    Relation::OtherTeam,
    Relation::ViewGrant,
    Relation::SupervisoryGrant,
    Relation::None,
];

impl Relation {
    /// Whether the clinician is or was on the team.
    pub(super) fn was_member(self) -> bool {
        use Relation::{Active, ActiveAndGranted, Rejoined, Removed, RemovedAndGranted};
        matches!(self, Active | Rejoined | ActiveAndGranted | Removed | RemovedAndGranted)
    }

    /// The level of the access grant, if there is one.
    pub(super) fn grant(self) -> Option<&'static str> {
        match self {
            Self::ViewGrant => Some("view"),
            Self::SupervisoryGrant | Self::ActiveAndGranted | Self::RemovedAndGranted => Some("supervisory"),
            _ => None,
        }
    }
}

/// How far the patient is with the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patient {
    OnRecord,
    Invited,
    Activated,
    Deactivated,
    /// Deactivated and activated again.
    Reactivated,
    /// Gone for good, after having been activated.
    Disabled,
}

pub(super) const PATIENTS: [Patient; 6] = [
    Patient::OnRecord,
    Patient::Invited,
    Patient::Activated,
    Patient::Deactivated,
    Patient::Reactivated,
    Patient::Disabled,
];

impl Patient {
    /// Whether they ever had the app.
    pub(super) fn was_activated(self) -> bool {
        !matches!(self, Self::OnRecord | Self::Invited)
    }
}

/// Whether the clinician still works here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clinician {
    Active,
    Disabled,
}

/// How a clinician and a patient stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Situation {
    pub(super) relation: Relation,
    pub(super) patient: Patient,
    pub(super) clinician: Clinician,
}

/// Every situation that can come about. For a clinician who is gone the two memberships stand for all: the
/// rest differs only in what they could not do before either.
pub(super) fn situations() -> Vec<Situation> {
    let mut all = Vec::new();
    for patient in PATIENTS {
        for relation in RELATIONS {
            all.push(Situation { relation, patient, clinician: Clinician::Active });
        }
        for relation in [Relation::Active, Relation::Removed] {
            all.push(Situation { relation, patient, clinician: Clinician::Disabled });
        }
    }
    all
}
