//! How much one user may ask for, and how a guesser of passwords is slowed down.

mod sign_in;
mod user;

pub(crate) use sign_in::SignInBrake;
pub(crate) use user::UserRates;
