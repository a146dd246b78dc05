//! Sessions: opened with a password, kept with rotating tokens, ended by whoever may.

mod issue;
mod list;
mod refresh;
mod row;
mod sign_in;

pub(crate) use issue::{Lives, issue};
pub(crate) use list::list;
pub(crate) use refresh::{Renewal, refresh, renewer};
pub(crate) use row::{Authenticated, authenticate, delete_expired, end, end_all, is_open, touch};
pub(crate) use sign_in::{check_device_name, sign_in};
