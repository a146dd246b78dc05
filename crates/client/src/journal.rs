//! The journal: what a person wrote and the service does not have yet. The program never deletes it.

mod draft;
mod entry;
mod migration;
mod outbox;
mod protection;
mod rehearsal;
mod salvage;
mod setting;
mod shown;

#[cfg(test)]
mod tests;

pub use entry::{OutboxEntry, OutboxState, Salvage, UnreadableRow};
pub(crate) use protection::{Protection, Shares, wrapped_key};
pub(crate) use rehearsal::texts_in_copy;

use crate::database::{Database, OpenError, StoreError, generation, purging, set_aside};
use crate::key::{DatabaseKey, FileKey};
use crate::view::{NotSentReason, Settings};
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::{Sensitive, Timestamp};
use migration::JOURNAL;
use rusqlite::{Connection, Transaction};
use std::collections::HashMap;
use std::path::Path;

/// The journal of one user. Cheap to clone; all clones are one journal.
#[derive(Clone, Debug)]
pub struct Journal {
    database: Database,
}

impl Journal {
    /// Opens the file, or makes it (0600, in a folder made 0700) when there is none. Blocks: call it through
    /// `spawn_blocking`.
    ///
    /// # Errors
    /// See [`OpenError`]. On `Damaged`: [`Journal::salvage`]. On `WrongKey`, `Lost` (and when the key is not in the key
    /// store): [`set_aside`](crate::database::set_aside), open anew, and tell the person. On `TooNew`: stop.
    pub fn open(file: &Path, key: &DatabaseKey) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open(&JOURNAL, file, key)? })
    }

    /// A journal that ends with the program, for a sign-in without a keyring.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn in_memory() -> Result<Self, OpenError> {
        Ok(Self { database: Database::open_in_memory(&JOURNAL)? })
    }

    /// Sets a damaged file aside and copies every row of it that can be read into a fresh one, which is opened. Blocks.
    ///
    /// # Errors
    /// When the file cannot be set aside or a fresh one not be made; the damaged one is kept in every case.
    pub fn salvage(file: &Path, key: &DatabaseKey, at: Timestamp) -> Result<(Self, Salvage), OpenError> {
        let aside = set_aside(file, at)?;
        let journal = Self::open(file, key)?;
        let salvage = journal.carry_over(&aside, &key.of_file(JOURNAL.purpose), None, false)?;
        Ok((journal, salvage))
    }

    /// Copies every row that can be read in a journal that was set aside into this one, in one transaction. Copying
    /// again alters nothing. The file is not altered. Where its number is below `newest`, it is an older copy of itself;
    /// the messages that wait in that, or in one that was `overtaken` by later writing, become not sent. Blocks.
    ///
    /// # Errors
    /// When the rows could not be written; none of them is then.
    pub(crate) fn carry_over(
        &self,
        aside: &Path,
        key: &FileKey,
        newest: Option<u64>,
        overtaken: bool,
    ) -> Result<Salvage, OpenError> {
        let mut found = salvage::read(aside, key);
        let older = found.is_older_than(newest);
        if older || overtaken {
            found.hold_back(NotSentReason::OlderCopy);
        }
        let salvage = Salvage {
            set_aside: aside.to_owned(),
            drafts: saturate(found.drafts.len()),
            messages: saturate(found.messages.len()),
            settings: found.settings.is_some(),
            unreadable: found.unreadable.clone(),
            unreadable_tables: found.unreadable_tables.clone(),
            older,
            rebuilt: found.rebuilt,
            too_new: found.too_new,
        };
        self.database.write_and_wait(move |connection| found.write(connection))?;
        Ok(salvage)
    }

    /// How often the file was opened and closed; 0 for a new one. Blocks.
    pub(crate) fn generation(&self) -> Result<u64, StoreError> {
        self.database.write_and_wait(|connection| generation::get(connection))
    }

    /// Counts that number up.
    pub(crate) async fn set_generation(&self, number: u64) -> Result<(), StoreError> {
        self.database.write(move |connection| generation::set(connection, number)).await
    }

    /// The file is an older copy of itself: its waiting messages may have been sent or given up since, so they become not
    /// sent. Says how many drafts and messages there are in it. Blocks.
    pub(crate) fn hold_back(&self) -> Result<u32, StoreError> {
        self.database.write_and_wait(|connection| {
            outbox::wedge_all_waiting(connection, NotSentReason::OlderCopy)?;
            Ok(draft::how_many(connection)?.saturating_add(outbox::how_many(connection)?))
        })
    }

    /// Ends all connections, cuts the write-ahead log and lets go of the file. Every later call fails with
    /// [`StoreError::Closed`]. Closing twice is no error.
    ///
    /// # Errors
    /// When the log could not be cut; the file is closed all the same.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.database.close().await
    }

    /// As [`Journal::close`]; also says whether the file that is closed now [holds unsent text](Journal::holds_unsent_text).
    pub(crate) async fn close_looking(&self) -> (Result<bool, StoreError>, Result<(), StoreError>) {
        self.database.close_after(holds_unsent_text).await
    }

    /// As [`Journal::close`], for a caller that is not async. Blocks.
    pub(crate) fn close_and_wait(&self) -> Result<(), StoreError> {
        self.database.close_and_wait()
    }

    /// Keeps the text not yet sent of a conversation; an empty text (after trimming) forgets it. Returns when it is on
    /// the disk.
    ///
    /// # Errors
    /// See [`StoreError`]; the same holds for every method below.
    pub async fn save_draft(
        &self,
        conversation_id: ConversationId,
        text: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = Sensitive::new(text.to_owned());
        self.database
            .write(move |connection| draft::save(connection, conversation_id, text.expose(), at))
            .await
    }

    /// The text not yet sent of a conversation, whole.
    pub async fn draft(
        &self,
        conversation_id: ConversationId,
    ) -> Result<Option<Sensitive<String>>, StoreError> {
        self.database
            .read(move |connection| Ok(draft::get(connection, conversation_id)?.map(|(text, _)| text)))
            .await
    }

    /// The texts not yet sent of these conversations; the ones without are left out.
    pub async fn drafts(
        &self,
        conversation_ids: &[ConversationId],
    ) -> Result<HashMap<ConversationId, Sensitive<String>>, StoreError> {
        let ids = conversation_ids.to_vec();
        self.database
            .read(move |connection| each(ids, |id| Ok(draft::get(connection, id)?.map(|(text, _)| text))))
            .await
    }

    /// Takes a message in, waiting to go out, and forgets the conversation's draft, in one transaction. Returns when it
    /// is on the disk. Taking in the same message twice alters nothing.
    pub async fn enqueue(
        &self,
        message_id: MessageId,
        conversation_id: ConversationId,
        text: &str,
        composed_at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = Sensitive::new(text.to_owned());
        let state = OutboxState::Waiting;
        let entry = OutboxEntry { message_id, conversation_id, text, composed_at, state };
        self.database
            .write(move |connection| {
                outbox::insert(connection, &entry)?;
                draft::delete(connection, conversation_id)
            })
            .await
    }

    /// What may go out now: the oldest waiting message of each conversation, oldest first. A message that is not sent
    /// blocks neither later ones of its conversation nor others.
    pub async fn next_to_send(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        self.database.read(outbox::heads).await
    }

    /// One message of the outbox.
    pub async fn entry(&self, message_id: MessageId) -> Result<Option<OutboxEntry>, StoreError> {
        self.database.read(move |connection| outbox::get(connection, message_id)).await
    }

    /// Everything of a conversation that the service has not accepted, waiting or not sent, in the order written.
    pub async fn unsent(&self, conversation_id: ConversationId) -> Result<Vec<OutboxEntry>, StoreError> {
        self.database.read(move |connection| outbox::of_conversation(connection, conversation_id)).await
    }

    /// The newest unsent message (waiting or not sent) of each of these conversations; the ones without are left out.
    pub async fn newest_unsent(
        &self,
        conversation_ids: &[ConversationId],
    ) -> Result<HashMap<ConversationId, OutboxEntry>, StoreError> {
        let ids = conversation_ids.to_vec();
        self.database.read(move |connection| each(ids, |id| outbox::newest(connection, id))).await
    }

    /// The service has accepted the message, and the cache has it.
    pub async fn remove_sent(&self, message_id: MessageId) -> Result<(), StoreError> {
        self.database.write(move |connection| outbox::delete(connection, message_id)).await
    }

    /// The message will not go out by itself.
    pub async fn wedge(&self, message_id: MessageId, reason: NotSentReason) -> Result<(), StoreError> {
        let state = OutboxState::NotSent(reason);
        self.database.write(move |connection| outbox::set_state(connection, message_id, state)).await
    }

    /// The message waits again, in its old place. Says whether it was there and not sent.
    pub async fn retry(&self, message_id: MessageId) -> Result<bool, StoreError> {
        self.database.write(move |connection| outbox::wait_again(connection, message_id)).await
    }

    /// The person gives a message up: it is purged from the file. Says whether it was there and not sent; a waiting
    /// message is not discarded.
    pub async fn discard(&self, message_id: MessageId) -> Result<bool, StoreError> {
        let discarded =
            self.database.write(move |connection| outbox::delete_not_sent(connection, message_id)).await?;
        self.purge().await;
        Ok(discarded)
    }

    /// The conversations with a draft or a waiting message, each once.
    pub async fn conversations_with_writing(&self) -> Result<Vec<ConversationId>, StoreError> {
        self.database.read(outbox::conversations_with_writing).await
    }

    /// The messages that did not go out, over all conversations, oldest first.
    pub async fn not_sent(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        self.database.read(outbox::not_sent).await
    }

    /// The person has seen these messages that did not go out: those for a lost care team go at the next
    /// [`Journal::purge_shown`].
    pub async fn mark_shown(&self, message_ids: Vec<MessageId>) -> Result<(), StoreError> {
        self.database.write(move |connection| shown::mark(connection, &message_ids)).await
    }

    /// Purges the messages for a lost care team that the person has seen. Says how many there were.
    pub async fn purge_shown(&self) -> Result<u32, StoreError> {
        let purged = self.database.write(|connection| shown::purge(connection)).await?;
        self.purge().await;
        Ok(saturate(purged))
    }

    /// How many messages did not go out.
    pub async fn not_sent_count(&self) -> Result<u32, StoreError> {
        self.database.read(outbox::not_sent_count).await
    }

    /// Whether anything of the person's own is here that the service does not have: a draft, a waiting message, or one
    /// not sent.
    pub async fn holds_unsent_text(&self) -> Result<bool, StoreError> {
        self.database.read(holds_unsent_text).await
    }

    /// The access to these conversations is gone: their waiting messages become not sent (`NoLongerOnCareTeam`), and so
    /// do their drafts, as messages of their own, so that the person sees them once. They stay until discarded; what
    /// else was written there, and sent or altered since, goes from the log. Says how many messages became not sent by
    /// this.
    pub async fn forget_conversations(&self, ended: Vec<ConversationId>) -> Result<u32, StoreError> {
        if ended.is_empty() {
            return Ok(0);
        }
        let forget_all = move |connection: &Transaction<'_>| {
            purging::note(connection)?;
            ended.into_iter().try_fold(0_u32, |count, id| Ok(count.saturating_add(forget(connection, id)?)))
        };
        let count = self.database.write(forget_all).await?;
        self.purge().await;
        Ok(count)
    }

    /// What was written stands either way, so a failure only puts it off to the next time or the next opening.
    async fn purge(&self) {
        if let Err(error) = self.database.purge().await {
            tracing::warn!(%error, "the file may still hold what was purged");
        }
    }

    /// What the person set; the defaults for what they did not.
    pub async fn settings(&self) -> Result<Settings, StoreError> {
        self.database.read(setting::get).await
    }

    /// Keeps what the person set.
    pub async fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        let settings = settings.clone();
        self.database.write(move |connection| setting::save(connection, &settings)).await
    }
}

fn holds_unsent_text(connection: &Connection) -> Result<bool, StoreError> {
    Ok(draft::any(connection)? || outbox::any(connection)?)
}

/// What there is for each of these conversations.
fn each<T>(
    ids: Vec<ConversationId>,
    get: impl Fn(ConversationId) -> Result<Option<T>, StoreError>,
) -> Result<HashMap<ConversationId, T>, StoreError> {
    ids.into_iter().filter_map(|id| get(id).transpose().map(|got| Ok((id, got?)))).collect()
}

fn forget(connection: &Connection, conversation: ConversationId) -> Result<u32, StoreError> {
    let mut count = outbox::wedge_waiting(connection, conversation, NotSentReason::NoLongerOnCareTeam)?;
    if let Some((text, saved_at)) = draft::get(connection, conversation)? {
        outbox::insert(connection, &outbox::forgotten_draft(conversation, text, saved_at))?;
        draft::delete(connection, conversation)?;
        count += 1;
    }
    Ok(saturate(count))
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
