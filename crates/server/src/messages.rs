//! Messages: added, numbered, read; never altered.

mod page;
mod row;
mod send;

pub(crate) use page::{Window, page};
pub(crate) use row::{at, read};
pub(crate) use send::{Accepted, NewMessage, add, send};
