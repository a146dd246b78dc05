//! The people of a practice.

mod account;
mod create;
mod row;

pub(crate) use account::{account, check_password, check_username, fold_username, put_account};
pub(crate) use create::{check, check_birth_date, create};
pub(crate) use row::{is_active, last_seen_at, participants, read_user, see, standing, user};

use crate::column::stored_word;
use allia_protocol::admin::AccessLevel;
use allia_protocol::session::UserKind;

stored_word!(UserKind { Clinician = "clinician", Patient = "patient", Administrator = "administrator" });
stored_word!(AccessLevel { View = "view", Supervisory = "supervisory" });
