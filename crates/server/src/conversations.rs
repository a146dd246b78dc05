//! Conversations: one between one clinician and one patient, there while both conditions of messaging hold.

mod page;
mod row;
mod turn;
mod unread;

pub(crate) use page::{PageRequest, page};
pub(crate) use row::one;
pub(crate) use turn::{Pair, between, close, is_active, open};
pub(crate) use unread::unread_count;
