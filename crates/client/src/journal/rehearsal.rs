//! A copy of the journal, opened without the key store: what a lost key would leave.

use super::protection::wrapped_key;
use super::{Journal, draft, outbox, salvage};
use crate::database::{StoreError, copy_with_wrapped_key};
use allia_protocol::Secret;
use allia_protocol::id::UserId;
use std::io;
use std::path::Path;

impl Journal {
    /// Copies the journal's file, with what it is made of at this moment, and says how many drafts and messages are in
    /// it. Nothing is written meanwhile.
    pub(crate) async fn copy(&self, file: &Path, to: &Path) -> Result<io::Result<u32>, StoreError> {
        let (file, to) = (file.to_owned(), to.to_owned());
        self.database
            .write(move |connection| {
                let texts = draft::how_many(connection)?.saturating_add(outbox::how_many(connection)?);
                Ok(copy_with_wrapped_key(&file, &to).map(|()| texts))
            })
            .await
    }
}

/// How many drafts and messages come back from a copy with nothing but the wrapped key beside it and this share; `None`
/// when it does not open, or a table of it cannot be read. Blocks.
pub(crate) fn texts_in_copy(copy: &Path, share: &Secret, user: UserId) -> Option<u32> {
    let key = wrapped_key(copy).ok()??.open(share, user).ok()?;
    let found = salvage::read(copy, &key);
    let texts = u32::try_from(found.drafts.len() + found.messages.len()).ok()?;
    found.unreadable_tables.is_empty().then_some(texts)
}
