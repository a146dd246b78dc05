//! The administration calls, for whoever has the service's computer. A service that runs beside notices within
//! a second.

use super::{Place, ask, say};
use crate::origin::Actor;
use crate::{Config, Practice, Refusal};
use allia_protocol::Sensitive;
use allia_protocol::admin::{AccessLevel, CreateUser, PutNotice};
use allia_protocol::id::UserId;
use allia_protocol::session::{self, UserKind};
use jiff::civil::Date;
use std::sync::Arc;

#[derive(clap::Subcommand)]
pub(super) enum UserCommand {
    /// Add a user; prints the id. Passwords come from ALLIA_USER_PASSWORD or are asked for
    Add(NewUser),
}

#[derive(clap::Args)]
pub(super) struct NewUser {
    #[command(flatten)]
    place: Place,
    #[arg(long, value_enum)]
    kind: Kind,
    /// How they are called
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The account name; not for a patient
    #[arg(long)]
    username: Option<String>,
    /// Such as 1980-03-04; for a patient
    #[arg(long, value_name = "DATE")]
    birth_date: Option<Date>,
    /// For a patient
    #[arg(long)]
    pronouns: Option<String>,
    /// Such as RN; for a clinician
    #[arg(long)]
    title: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Clinician,
    Patient,
    Administrator,
}

#[derive(clap::Args)]
pub(super) struct Patient {
    #[command(flatten)]
    place: Place,
    /// The patient's id
    patient_id: UserId,
}

#[derive(clap::Args)]
pub(super) struct User {
    #[command(flatten)]
    place: Place,
    /// The user's id
    user_id: UserId,
}

#[derive(clap::Args)]
pub(super) struct Pair {
    #[command(flatten)]
    place: Place,
    /// The patient's id
    patient_id: UserId,
    /// The clinician's id
    clinician_id: UserId,
}

#[derive(clap::Args)]
pub(super) struct Grant {
    #[command(flatten)]
    pair: Pair,
    #[arg(long, value_enum)]
    level: Level,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Level {
    View,
    Supervisory,
}

#[derive(clap::Args)]
pub(super) struct Notice {
    #[command(flatten)]
    place: Place,
    /// Its heading
    #[arg(long)]
    title: String,
    /// What it says
    #[arg(long)]
    text: String,
    /// The number to call
    #[arg(long)]
    phone: String,
}

#[derive(clap::Args)]
pub(super) struct NotificationContent {
    #[command(flatten)]
    place: Place,
    /// The most that they may show
    #[arg(long, value_enum)]
    most: Most,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Most {
    /// That there is a message
    Nothing,
    /// The patient's name too
    Name,
    /// The patient's name and the beginning of the text
    NameAndText,
}

impl UserCommand {
    pub(super) async fn carry_out(self) -> anyhow::Result<()> {
        let Self::Add(new) = self;
        let (place, new) = new.into_request()?;
        let user_id = with(&place, async |practice| practice.create_user(Actor::local(), new).await).await?;
        Ok(say(&user_id.to_string())?)
    }
}

impl NewUser {
    fn into_request(self) -> anyhow::Result<(Place, CreateUser)> {
        let kind = match self.kind {
            Kind::Clinician => UserKind::Clinician,
            Kind::Patient => UserKind::Patient,
            Kind::Administrator => UserKind::Administrator,
        };
        let needs_password = self.kind != Kind::Patient;
        let new = CreateUser {
            kind,
            username: self.username.map(Sensitive::new),
            display_name: Sensitive::new(self.name),
            birth_date: self.birth_date.map(Sensitive::new),
            pronouns: self.pronouns.map(Sensitive::new),
            title: self.title,
            password: if needs_password { Some(ask::password("ALLIA_USER_PASSWORD")?) } else { None },
        };
        Ok((self.place, new))
    }
}

impl Patient {
    pub(super) async fn invite(self) -> anyhow::Result<()> {
        let invite = async |practice: Arc<Practice>| practice.invite(Actor::local(), self.patient_id).await;
        let invitation = with(&self.place, invite).await?;
        Ok(say(invitation.code.expose())?)
    }

    pub(super) async fn deactivate(self) -> anyhow::Result<()> {
        with(&self.place, async |practice| practice.deactivate(Actor::local(), self.patient_id).await).await
    }
}

impl User {
    pub(super) async fn disable(self) -> anyhow::Result<()> {
        with(&self.place, async |practice| practice.disable(Actor::local(), self.user_id).await).await
    }
}

impl Pair {
    pub(super) async fn join(self) -> anyhow::Result<()> {
        let (patient, clinician) = (self.patient_id, self.clinician_id);
        with(&self.place, async |practice| practice.join_care_team(Actor::local(), patient, clinician).await)
            .await
    }

    pub(super) async fn leave(self) -> anyhow::Result<()> {
        let (patient, clinician) = (self.patient_id, self.clinician_id);
        with(&self.place, async |practice| practice.leave_care_team(Actor::local(), patient, clinician).await)
            .await
    }

    pub(super) async fn revoke(self) -> anyhow::Result<()> {
        let (patient, clinician) = (self.patient_id, self.clinician_id);
        with(&self.place, async |practice| practice.revoke_access(Actor::local(), patient, clinician).await)
            .await
    }
}

impl Grant {
    pub(super) async fn grant(self) -> anyhow::Result<()> {
        let level = match self.level {
            Level::View => AccessLevel::View,
            Level::Supervisory => AccessLevel::Supervisory,
        };
        let Pair { place, patient_id, clinician_id } = self.pair;
        with(&place, async |practice| {
            practice.grant_access(Actor::local(), patient_id, clinician_id, level).await
        })
        .await
    }
}

impl Notice {
    pub(super) async fn put(self) -> anyhow::Result<()> {
        let notice = PutNotice { title: self.title, text: self.text, phone: self.phone };
        with(&self.place, async |practice| practice.put_notice(Actor::local(), notice).await).await
    }
}

impl NotificationContent {
    pub(super) async fn put(self) -> anyhow::Result<()> {
        let most = match self.most {
            Most::Nothing => session::NotificationContent::Nothing,
            Most::Name => session::NotificationContent::Name,
            Most::NameAndText => session::NotificationContent::NameAndText,
        };
        with(&self.place, async |practice| practice.put_notification_content(Actor::local(), most).await)
            .await
    }
}

/// Opens the practice, does one thing, and closes it whatever came of it.
pub(super) async fn with<T>(
    place: &Place,
    task: impl AsyncFnOnce(Arc<Practice>) -> Result<T, Refusal>,
) -> anyhow::Result<T> {
    let practice = Practice::open(Config::new(&place.data)).await?;
    let done = task(Arc::clone(&practice)).await;
    practice.close().await;
    Ok(done?)
}
