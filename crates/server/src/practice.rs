//! A practice that is open: its database, its live streams, its brakes.

use crate::clock::Clock;
use crate::config::Config;
use crate::cursor::CursorKey;
use crate::database::{Database, DatabaseError};
use crate::live::{Hub, TypingGate};
use crate::password::{PasswordCostError, Passwords};
use crate::rate::{SignInBrake, UserRates};
use crate::{Refusal, practices};
use jiff::tz::TimeZone;
use rusqlite::Connection;
use std::sync::Arc;

/// A practice that is open in this process, with or without a listener.
pub struct Practice {
    pub(crate) config: Config,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) database: Database,
    pub(crate) hub: Arc<Hub>,
    pub(crate) typing: TypingGate,
    pub(crate) passwords: Passwords,
    pub(crate) brake: SignInBrake,
    pub(crate) rates: UserRates,
    pub(crate) cursors: CursorKey,
    pub(crate) time_zone: TimeZone,
}

/// Why a practice cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its database cannot be used.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The password parameters of the configuration cannot be used.
    #[error(transparent)]
    PasswordCost(#[from] PasswordCostError),
    /// The practice's own row cannot be read.
    #[error("the practice cannot be read")]
    Unreadable(#[from] Refusal),
}

impl Practice {
    /// Opens the practice that [`crate::initialize`] made in the configuration's directory.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub async fn open(config: Config) -> Result<Arc<Self>, OpenError> {
        let hub = Arc::new(Hub::new(config.presence_lapse, Arc::clone(&config.clock)));
        let listener = Arc::clone(&hub);
        let database = Database::open(&config, Box::new(move |effects| listener.apply(&effects)))?;
        let read =
            |connection: &Connection| Ok((practices::about(connection)?, practices::cursor_key(connection)?));
        let (about, cursors) = database.read(read).await?;
        Ok(Arc::new(Self {
            clock: Arc::clone(&config.clock),
            passwords: Passwords::new(config.password_cost)?,
            rates: UserRates::new(config.rates),
            typing: TypingGate::default(),
            brake: SignInBrake::default(),
            config,
            database,
            hub,
            cursors,
            time_zone: TimeZone::get(&about.time_zone).unwrap_or(TimeZone::UTC),
        }))
    }

    /// Writes down what is queued and closes the database. Whatever is asked for afterwards is refused.
    pub async fn close(&self) {
        self.database.close().await;
    }
}
