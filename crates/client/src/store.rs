//! The cache: the encrypted local copy of what the service has. It may be thrown away and filled again.
//!
//! Every method is one transaction. Only `sync` and `outbox` write; the screens read.

mod account;
mod batch;
mod conversation;
mod fold;
mod head;
mod history;
mod keeping;
mod list;
mod message;
mod message_text;
mod migration;
mod notice;
mod patient_word;
mod receipt;
mod row;
mod run;
mod sync_state;
mod time_order;

#[cfg(test)]
mod tests;

pub use row::{Applied, HistoryGap, HistoryPage, MessageFound, PendingReceipt, StoredList, StoredRow};

use crate::database::{Database, OpenError, StoreError, generation};
use crate::key::DatabaseKey;
use crate::view::SyncProgress;
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::conversation::{Conversation, Message, Notice};
use allia_protocol::id::{ConversationId, Cursor, MessageId, Position, UserId};
use allia_protocol::session::Me;
use allia_protocol::{Sensitive, Timestamp};
use batch::Batch;
use rusqlite::Connection;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The cache of one user. Cheap to clone; all clones are one cache.
#[derive(Clone, Debug)]
pub struct Cache {
    database: Database,
    me: UserId,
    /// Something was purged and may still stand in the file or its log.
    unpurged: Arc<AtomicBool>,
}

impl Cache {
    /// Opens the file, or makes it (0600, in a folder made 0700) when there is none. Blocks: call it through
    /// `spawn_blocking`.
    ///
    /// # Errors
    /// See [`OpenError`]. On `WrongKey`, `Damaged`, `Lost` and `TooNew` the caller may
    /// [`delete_file`](crate::database::delete_file) and open again: everything comes back from the service.
    pub fn open(file: &Path, key: &DatabaseKey, me: UserId) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open(&migration::CACHE, file, key)?, me, unpurged: Arc::default() })
    }

    /// A new cache **without encryption**, so that the benchmark can say what encryption costs. Only a build with the
    /// feature `plain-comparison` has it.
    ///
    /// # Errors
    /// See [`OpenError`].
    #[cfg(feature = "plain-comparison")]
    pub fn open_plain(file: &Path, me: UserId) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open_plain(&migration::CACHE, file)?, me, unpurged: Arc::default() })
    }

    /// A cache that ends with the program, for a sign-in without a keyring.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn in_memory(me: UserId) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open_in_memory(&migration::CACHE)?, me, unpurged: Arc::default() })
    }

    /// Ends all connections, cuts the write-ahead log and lets go of the file. Every later call fails with
    /// [`StoreError::Closed`]. Closing twice is no error.
    ///
    /// # Errors
    /// When the log could not be cut; the file is closed all the same.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.database.close().await
    }

    /// How often the file was opened and closed; 0 for a new one. Blocks.
    pub(crate) fn generation(&self) -> Result<u64, StoreError> {
        self.database.write_and_wait(|connection| generation::get(connection))
    }

    /// Counts that number up.
    pub(crate) async fn set_generation(&self, number: u64) -> Result<(), StoreError> {
        self.database.write(move |connection| generation::set(connection, number)).await
    }

    /// Brings everything written so far to the disk, where a power cut does not reach it.
    pub(crate) async fn settle(&self) -> Result<(), StoreError> {
        self.database.cut_log().await
    }

    /// As [`Cache::close`], for a caller that is not async. Blocks.
    pub(crate) fn close_and_wait(&self) -> Result<(), StoreError> {
        self.database.close_and_wait()
    }

    /// Takes the conversations afresh (first sync, or after `cursor_expired`). What is not among them is purged, with
    /// reason `Unknown`; messages that are here stay. Read positions never move backwards.
    ///
    /// # Errors
    /// See [`StoreError`]; the same holds for every method below.
    pub async fn replace_conversations(
        &self,
        conversations: Vec<Conversation>,
        notice: Option<Notice>,
        cursor: Cursor,
    ) -> Result<Applied, StoreError> {
        self.apply(move |batch, connection| {
            let fresh: HashSet<_> = conversations.iter().map(|fresh| fresh.conversation_id).collect();
            for id in conversation::ids(connection)?.into_iter().filter(|id| !fresh.contains(id)) {
                batch.remove(id, RemovalReason::Unknown)?;
            }
            for conversation in &conversations {
                batch.conversation(conversation)?;
            }
            if let Some(notice) = notice {
                batch.change(&Change::Notice { notice })?;
            }
            sync_state::set_cursor(connection, &cursor)
        })
        .await
    }

    /// Applies changes, in their order, together with the cursor after them. Changes applied before alter nothing. Where
    /// there is no cursor (before the first snapshot, or after [`Cache::lose_conversation`]) there is none afterwards.
    /// A message or receipt of a conversation that is not here is left out (its removal was applied, or a `conversation`
    /// change brings it and its history is fetched).
    pub async fn apply_changes(&self, changes: Vec<Change>, cursor: Cursor) -> Result<Applied, StoreError> {
        self.apply(move |batch, connection| {
            for change in &changes {
                batch.change(change)?;
            }
            sync_state::advance_cursor(connection, &cursor)
        })
        .await
    }

    /// Adds pages of history. Several at once are cheaper than one by one. Pages of conversations that are not here are
    /// left out, and so is what [`Cache::keep_since`] would delete.
    pub async fn add_history(&self, pages: Vec<HistoryPage>) -> Result<Applied, StoreError> {
        self.apply(move |batch, connection| {
            let since = keeping::kept_since(connection)?;
            pages.iter().try_for_each(|page| batch.history(page, since))
        })
        .await
    }

    /// Deletes what was read and is from before this moment, and never asks for it again; unread messages and the newest of
    /// each conversation stay. Only a new cache brings it back.
    pub async fn keep_since(&self, since: Timestamp) -> Result<Applied, StoreError> {
        self.apply(move |batch, _| batch.keep_since(since)).await
    }

    /// The moment before which messages were left out; `None` when none ever were. Blocks.
    pub(crate) fn kept_since(&self) -> Result<Option<Timestamp>, StoreError> {
        self.database.write_and_wait(|connection| keeping::kept_since(connection))
    }

    /// Adds a message of one's own that the service has just accepted, after those that came before it and that the
    /// change feed has not brought yet (ascending, without holes up to the message). Without them, everything older would
    /// be out of sight behind the hole.
    pub async fn add_sent(&self, before: Vec<Message>, message: Message) -> Result<Applied, StoreError> {
        let sent = message.message_id;
        let mut applied = self
            .apply(move |batch, _| {
                before.iter().chain([&message]).try_for_each(|message| batch.message(message))
            })
            .await?;
        applied.incoming.retain(|message| message.message_id != sent);
        Ok(applied)
    }

    /// The person has read up to here. Never moves backwards nor beyond the newest message.
    pub async fn mark_read(
        &self,
        conversation_id: ConversationId,
        up_to: Position,
    ) -> Result<Applied, StoreError> {
        self.apply(move |batch, _| batch.mark_read(conversation_id, up_to)).await
    }

    /// Deletes a conversation that the service no longer gives: rows and search index; [`Cache::purge`] takes it out of the
    /// pages and the log that held it.
    /// This is outside the order of the feed, so the cursor is forgotten too: that the person is on the team again may
    /// have been applied already, and only a fresh snapshot knows. The reason in the answer is `Unknown`.
    pub async fn lose_conversation(&self, conversation_id: ConversationId) -> Result<Applied, StoreError> {
        self.apply(move |batch, connection| {
            batch.remove(conversation_id, RemovalReason::Unknown)?;
            sync_state::forget_cursor(connection)
        })
        .await
    }

    /// The service has this receipt now; [`Cache::pending_receipts`] leaves it out from here on.
    pub async fn confirm_receipt(
        &self,
        conversation_id: ConversationId,
        delivered: Position,
        read: Position,
    ) -> Result<(), StoreError> {
        self.apply(move |batch, _| batch.confirm(conversation_id, delivered, read)).await?;
        Ok(())
    }

    /// Everything up to this moment is here.
    pub async fn mark_up_to_date(&self, at: Timestamp) -> Result<(), StoreError> {
        self.database.write(move |connection| sync_state::set_up_to_date(connection, at)).await
    }

    /// Up to where the change feed was applied; `None` before the first sync.
    pub async fn cursor(&self) -> Result<Option<Cursor>, StoreError> {
        self.database.read(sync_state::cursor).await
    }

    /// When the cache was last known to be complete.
    pub async fn up_to_date_as_of(&self) -> Result<Option<Timestamp>, StoreError> {
        self.database.read(sync_state::up_to_date_as_of).await
    }

    /// Receipts that the service does not have yet: the other side's messages that came here, and reading.
    pub async fn pending_receipts(&self) -> Result<Vec<PendingReceipt>, StoreError> {
        self.database.read(receipt::pending).await
    }

    /// The histories to fetch next, at most `limit` and one per conversation: first conversations without their newest
    /// page, then the others, each newest first. Empty when everything is here.
    pub async fn history_gaps(&self, limit: u32) -> Result<Vec<HistoryGap>, StoreError> {
        self.database.read(move |connection| history::gaps(connection, limit)).await
    }

    /// How much of the history is here.
    pub async fn progress(&self) -> Result<SyncProgress, StoreError> {
        self.database.read(|connection| history::progress(connection, conversation::total(connection)?)).await
    }

    /// Rows of the list: the ones written in last first, then by name. `search` holds words, each of which must begin
    /// a word of the name (accents and case do not count), or a birth date or the beginning of one (`1980-03-04`,
    /// `03/04/1980`, `1980`). Empty means all.
    pub async fn list(&self, search: &str, offset: u32, limit: u32) -> Result<StoredList, StoreError> {
        let search = Sensitive::new(search.to_owned());
        self.database.read(move |connection| list::page(connection, search.expose(), offset, limit)).await
    }

    /// One row of the list; `None` when the conversation is not here.
    pub async fn row(&self, conversation_id: ConversationId) -> Result<Option<StoredRow>, StoreError> {
        let rows = self.rows(&[conversation_id]).await?;
        Ok(rows.into_iter().next())
    }

    /// Several rows, in the order asked for; the ones that are not here are left out.
    pub async fn rows(&self, conversation_ids: &[ConversationId]) -> Result<Vec<StoredRow>, StoreError> {
        let ids = conversation_ids.to_vec();
        self.database.read(move |connection| list::rows_of(connection, &ids)).await
    }

    /// Whether this message of the conversation is here.
    pub async fn has_message(
        &self,
        conversation_id: ConversationId,
        message_id: MessageId,
    ) -> Result<bool, StoreError> {
        self.database.read(move |connection| message::has(connection, conversation_id, message_id)).await
    }

    /// The newest `limit` messages before a position (before the end when `None`), ascending and without holes: only
    /// from [`StoredRow::oldest_here`] on.
    pub async fn messages_before(
        &self,
        conversation_id: ConversationId,
        before: Option<Position>,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        self.database
            .read(move |connection| {
                let before = before.unwrap_or(Position::new(u64::MAX));
                message::before(connection, conversation_id, before, limit)
            })
            .await
    }

    /// At most `limit` messages from a position on (it included), ascending and without holes: only from
    /// [`StoredRow::oldest_here`] on.
    pub async fn messages_from(
        &self,
        conversation_id: ConversationId,
        from: Position,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        self.database.read(move |connection| message::from(connection, conversation_id, from, limit)).await
    }

    /// The messages that contain all words of the query, newest first; when they are fewer than `limit`, also those in
    /// which the last word is only the beginning of one.
    pub async fn search_messages(&self, query: &str, limit: u32) -> Result<Vec<MessageFound>, StoreError> {
        let query = Sensitive::new(query.to_owned());
        self.database.read(move |connection| list::messages_found(connection, query.expose(), limit)).await
    }

    /// The emergency notice.
    pub async fn notice(&self) -> Result<Option<Notice>, StoreError> {
        self.database.read(notice::get).await
    }

    /// Keeps whose cache this is: their name and their practice.
    pub async fn save_account(&self, me: &Me) -> Result<(), StoreError> {
        let me = me.clone();
        self.database.write(move |connection| account::set(connection, &me)).await
    }

    /// Whose cache this is; `None` before the first contact.
    pub async fn account(&self) -> Result<Option<Me>, StoreError> {
        self.database.read(account::get).await
    }

    /// Unread messages over all conversations.
    pub async fn unread_total(&self) -> Result<u32, StoreError> {
        self.database.read(conversation::unread_total).await
    }

    /// Takes what was purged out of the file and the log for good. The rows are gone either way, so a failure is only put
    /// off to the next purge or the next opening. Takes seconds with a large file; reading goes on meanwhile.
    pub async fn purge(&self) {
        if !self.unpurged.swap(false, Ordering::Relaxed) {
            return;
        }
        if let Err(error) = self.database.purge().await {
            tracing::warn!(%error, "the file may still hold what was purged");
            self.unpurged.store(true, Ordering::Relaxed);
        }
    }

    /// Applies what the service said in one transaction. After a removal [`Cache::purge`] must follow, so that nothing of it
    /// stays on the disk: when the screens were told.
    async fn apply<F>(&self, say: F) -> Result<Applied, StoreError>
    where
        F: FnOnce(&mut Batch<'_>, &Connection) -> Result<(), StoreError> + Send + 'static,
    {
        let me = self.me;
        let write = self.database.write(move |connection| {
            let mut batch = Batch::new(connection, me);
            say(&mut batch, connection)?;
            batch.finish()
        });
        let applied = write.await?;
        if applied.deleted {
            self.unpurged.store(true, Ordering::Relaxed);
        }
        Ok(applied)
    }
}
