//! The reference messaging service: the API of `allia-protocol` over SQLite.
//!
//! [`serve`] runs it on a listener that the caller owns, so that tests choose the port and the moment to stop.
//! [`Practice`] is the same practice without the network: what the command line, the demo practice and tests
//! use to make people, teams and history.

pub mod administration;
pub mod clock;
pub mod command_line;
pub mod config;
pub mod demo;
pub mod history;
pub mod origin;
pub mod refusal;

mod accept;
mod access;
mod activation;
mod audit;
mod column;
mod conversations;
mod cursor;
mod database;
mod extract;
mod feed;
mod foreign_change;
mod housekeeping;
mod initialize;
mod listener;
mod live;
mod messages;
mod metrics;
mod notices;
mod observe;
mod openapi;
mod password;
mod patient_page;
mod practice;
mod practices;
mod rate;
mod receipts;
mod recovery_share;
mod routes;
mod serve;
mod sessions;
mod token;
mod users;

pub use clock::{Clock, SystemClock};
pub use config::{Config, PasswordCost, Rates};
pub use database::DatabaseError;
pub use history::{History, PastMessage};
pub use initialize::{Founding, InitializeError, initialize};
pub use listener::Listener;
pub use openapi::document as openapi_document;
pub use origin::Origin;
pub use password::PasswordCostError;
pub use practice::{OpenError, Practice};
pub use refusal::Refusal;
pub use serve::{ServeError, serve, serve_practice};
