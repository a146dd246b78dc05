//! Founding a practice: the database, the first notice, the first administrator.

use crate::Refusal;
use crate::audit::{self, Action, Attempt};
use crate::clock::Clock;
use crate::column::Stored;
use crate::config::Config;
use crate::database::{DatabaseError, create};
use crate::origin::Actor;
use crate::practice::{OpenError, Practice};
use crate::{notices, token, users};
use allia_protocol::admin::CreateUser;
use allia_protocol::id::{PracticeId, UserId};
use allia_protocol::session::UserKind;
use allia_protocol::{Secret, Sensitive};
use rusqlite::{Connection, params};

/// How many days a device may show its cache without asking, until the practice says otherwise.
const CACHE_LEASE_DAYS: u8 = 7;

/// What a new practice is made of.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The practice's name; 1 to 200 characters.
    pub practice_name: String,
    /// Its IANA time zone, such as `America/New_York`.
    pub time_zone: String,
    /// The first administrator's account name.
    pub username: Sensitive<String>,
    /// The first administrator's password.
    pub password: Secret,
}

/// Why a practice was not founded.
#[derive(Debug, thiserror::Error)]
pub enum InitializeError {
    /// The database could not be made, or there is one already.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database could not be opened again.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Something about the founding breaks a rule.
    #[error("{0}")]
    Invalid(&'static str),
    /// The administrator could not be made.
    #[error(transparent)]
    Administrator(#[from] Refusal),
}

/// Makes the database in the configuration's directory and the first administrator in it.
///
/// # Errors
/// When there is a practice already, or name, time zone, username or password break a rule; then nothing is
/// left behind.
pub async fn initialize(config: Config, founding: Founding) -> Result<UserId, InitializeError> {
    if founding.practice_name.trim().is_empty() || founding.practice_name.chars().count() > 200 {
        return Err(InitializeError::Invalid("a practice's name takes 1 to 200 characters"));
    }
    let zones = jiff::tz::db();
    if !zones.is_definitively_empty() && zones.get(&founding.time_zone).is_err() {
        return Err(InitializeError::Invalid("this is no IANA time zone, such as America/New_York"));
    }
    let administrator = administrator(&founding);
    users::check(&administrator)?;
    let connection = create(&config.data_directory)?;
    found(&connection, config.clock.as_ref(), &founding).map_err(DatabaseError::from)?;
    drop(connection);
    let practice = Practice::open(config).await?;
    let made = practice.create_user(Actor::local(), administrator).await;
    practice.close().await;
    Ok(made?)
}

fn administrator(founding: &Founding) -> CreateUser {
    CreateUser {
        kind: UserKind::Administrator,
        username: Some(founding.username.clone()),
        display_name: founding.username.clone(),
        birth_date: None,
        pronouns: None,
        title: None,
        password: Some(founding.password.clone()),
    }
}

fn found(connection: &Connection, clock: &dyn Clock, founding: &Founding) -> rusqlite::Result<()> {
    let now = clock.now();
    let transaction = connection.unchecked_transaction()?;
    let practice_id = PracticeId::generate();
    transaction.execute(
        "INSERT INTO practice (practice_id, name, time_zone, cache_lease_days, cursor_key, founded_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            Stored(practice_id),
            founding.practice_name.trim(),
            founding.time_zone,
            CACHE_LEASE_DAYS,
            token::random::<32>(),
            Stored(now),
        ],
    )?;
    notices::insert(&transaction, &notices::first(), now)?;
    let attempt = Attempt::new(Actor::local(), Action::PracticeFound).on(practice_id);
    audit::record(&transaction, now, &attempt, &[], None)?;
    transaction.commit()
}
