//! One transaction's worth of what the service said.

use super::head::Head;
use super::row::{Applied, HistoryPage};
use super::time_order::TimeOrder;
use super::{account, conversation, history, keeping, message, message_text, notice, patient_word};
use crate::database::{StoreError, number, purging};
use allia_protocol::Timestamp;
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::conversation::{Conversation, Message};
use allia_protocol::id::{ConversationId, Position, UserId};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashSet};

/// Applies changes one after another; [`Batch::finish`] writes what they add up to.
pub(super) struct Batch<'c> {
    connection: &'c Connection,
    me: UserId,
    heads: BTreeMap<ConversationId, Head>,
    /// New messages whose words are not in the full-text index yet.
    texts: Vec<(TimeOrder, String)>,
    /// Messages that came with their conversation in this batch, before the change that announces them.
    came_along: HashSet<(ConversationId, Position)>,
    applied: Applied,
}

impl<'c> Batch<'c> {
    /// Nothing applied yet. `me` tells one's own messages from the other side's.
    pub(super) fn new(connection: &'c Connection, me: UserId) -> Self {
        Self {
            connection,
            me,
            heads: BTreeMap::new(),
            texts: Vec::new(),
            came_along: HashSet::new(),
            applied: Applied::default(),
        }
    }

    /// Applies one entry of the change feed.
    pub(super) fn change(&mut self, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::Message { message } => self.message(message),
            Change::Conversation { conversation } => self.conversation(conversation),
            Change::ConversationRemoved { conversation_id, reason } => self.remove(*conversation_id, *reason),
            Change::Receipt { conversation_id, user_id, delivered_position, read_position } => {
                self.receipt(*conversation_id, *user_id, *delivered_position, *read_position)
            }
            Change::Notice { notice } => {
                self.applied.notice |= notice::set(self.connection, notice)?;
                Ok(())
            }
            Change::Practice { practice } => {
                self.applied.practice |= account::set_practice(self.connection, practice)?;
                Ok(())
            }
            Change::Unknown => Ok(()),
        }
    }

    /// A message of the change feed, or one's own that the service has just accepted.
    pub(super) fn message(&mut self, message: &Message) -> Result<(), StoreError> {
        let id = message.conversation_id;
        let Some(mut head) = self.take(id)? else {
            return Ok(());
        };
        let is_news = self.add(&mut head, message)? || self.came_along.remove(&(id, message.position));
        if is_news {
            self.applied.incoming.push(message.clone());
        }
        self.heads.insert(id, head);
        Ok(())
    }

    /// A conversation as the service has it now.
    pub(super) fn conversation(&mut self, conversation: &Conversation) -> Result<(), StoreError> {
        let id = conversation.conversation_id;
        let mut head = match self.take(id)? {
            Some(head) => head,
            None => self.begin(conversation)?,
        };
        self.update_people(&mut head, conversation)?;
        let newest_before = head.newest();
        if let Some(last) = conversation.last_message.as_ref().filter(|last| last.conversation_id == id)
            && self.add(&mut head, last)?
        {
            self.came_along.insert((id, last.position));
        }
        head.note_peer_receipt(conversation.peer_delivered_position, conversation.peer_read_position);
        head.note_confirmed(conversation.my_read_position, conversation.my_read_position);
        head.note_unread_count(self.connection, conversation, newest_before)?;
        self.heads.insert(id, head);
        Ok(())
    }

    /// A participant's receipt.
    fn receipt(
        &mut self,
        id: ConversationId,
        user: UserId,
        delivered: Position,
        read: Position,
    ) -> Result<(), StoreError> {
        let Some(mut head) = self.take(id)? else {
            return Ok(());
        };
        if user == self.me {
            head.note_confirmed(delivered, read);
            head.advance_read(self.connection, number(read))?;
        } else {
            head.note_peer_receipt(delivered, read);
        }
        self.heads.insert(id, head);
        Ok(())
    }

    /// A page of history. Within the page's bounds the service has no other messages than these. What was read and is
    /// from before `since` is left out.
    pub(super) fn history(&mut self, page: &HistoryPage, since: Option<Timestamp>) -> Result<(), StoreError> {
        let Some(mut head) = self.take(page.conversation_id)? else {
            return Ok(());
        };
        let left_out = left_out(page, &head, since);
        for message in page.messages.iter().filter(|message| {
            message.conversation_id == page.conversation_id && number(message.position) > left_out
        }) {
            self.add(&mut head, message)?;
        }
        let positions = || page.messages.iter().map(|message| number(message.position));
        let last = page.before.map(|before| number(before) - 1).or_else(|| positions().max());
        let first = if page.reached_start { Some(1) } else { positions().min() };
        if let (Some(first), Some(last)) = (first, last) {
            head.note_here(first, last.min(head.newest()));
        }
        if left_out > 0 {
            head.leave_out(left_out);
        }
        self.heads.insert(page.conversation_id, head);
        Ok(())
    }

    /// The person has read up to here, but not beyond what there is.
    pub(super) fn mark_read(&mut self, id: ConversationId, up_to: Position) -> Result<(), StoreError> {
        if let Some(mut head) = self.take(id)? {
            head.advance_read(self.connection, number(up_to).min(head.newest()))?;
            self.heads.insert(id, head);
        }
        Ok(())
    }

    /// The service has this receipt of one's own.
    pub(super) fn confirm(
        &mut self,
        id: ConversationId,
        delivered: Position,
        read: Position,
    ) -> Result<(), StoreError> {
        if let Some(mut head) = self.take(id)? {
            head.note_confirmed(delivered, read);
            self.heads.insert(id, head);
        }
        Ok(())
    }

    /// Purges what was read and is from before `since`. Nothing else was applied in this batch.
    pub(super) fn keep_since(&mut self, since: Timestamp) -> Result<(), StoreError> {
        let mut parts = Vec::new();
        for id in keeping::with_older(self.connection, since)? {
            let Some(mut head) = self.take(id)? else { continue };
            if let Some(older) = keeping::newest_before(self.connection, head.key, since)? {
                let up_to = head.last_to_leave_out(older);
                if up_to > 0 {
                    head.leave_out(up_to);
                    parts.push((head.key, up_to + 1));
                }
            }
            self.heads.insert(id, head);
        }
        message_text::purge_before(self.connection, &parts)?;
        for (key, position) in &parts {
            self.applied.deleted |= keeping::purge_before(self.connection, *key, *position)?;
        }
        if self.applied.deleted {
            purging::note(self.connection)?;
        }
        keeping::set_kept_since(self.connection, since)
    }

    /// Purges a conversation: all rows, and the words in both search indexes.
    pub(super) fn remove(&mut self, id: ConversationId, reason: RemovalReason) -> Result<(), StoreError> {
        let Some(head) = self.take(id)? else {
            return Ok(());
        };
        message_text::insert(self.connection, std::mem::take(&mut self.texts))?;
        message_text::purge(self.connection, head.key)?;
        message::purge(self.connection, head.key)?;
        history::purge(self.connection, head.key)?;
        patient_word::purge(self.connection, head.key)?;
        conversation::purge(self.connection, head.key)?;
        purging::note(self.connection)?;
        self.applied.incoming.retain(|message| message.conversation_id != id);
        self.applied.removed.push((id, reason));
        self.applied.deleted = true;
        Ok(())
    }

    /// Writes what is still only in memory, and says what changed.
    pub(super) fn finish(mut self) -> Result<Applied, StoreError> {
        message_text::insert(self.connection, self.texts)?;
        for (id, head) in self.heads {
            let saved = head.save(self.connection)?;
            if saved.row {
                self.applied.rows.push(id);
            }
            if saved.messages {
                self.applied.messages.push(id);
            }
        }
        Ok(self.applied)
    }

    /// The conversation's numbers, read when this batch has not met it yet. Whoever takes them puts them back.
    fn take(&mut self, id: ConversationId) -> Result<Option<Head>, StoreError> {
        match self.heads.remove(&id) {
            Some(head) => Ok(Some(head)),
            None => Head::load(self.connection, id),
        }
    }

    fn begin(&mut self, conversation: &Conversation) -> Result<Head, StoreError> {
        let id = conversation.conversation_id;
        self.applied.removed.retain(|(removed, _)| *removed != id);
        let key = conversation::insert(self.connection, conversation)?;
        let patient = &conversation.patient;
        let birth_date = patient.birth_date.expose().to_string();
        patient_word::set(self.connection, key, patient.display_name.expose(), &birth_date)?;
        Ok(Head::new(key))
    }

    fn update_people(&mut self, head: &mut Head, conversation: &Conversation) -> Result<(), StoreError> {
        let Some(stored) = conversation::row(self.connection, head.key)? else {
            return Ok(());
        };
        let patient = &conversation.patient;
        if stored.patient == *patient && stored.clinician == conversation.clinician {
            return Ok(());
        }
        head.people_changed = true;
        conversation::update_people(self.connection, conversation)?;
        let birth_date = patient.birth_date.expose().to_string();
        patient_word::set(self.connection, head.key, patient.display_name.expose(), &birth_date)
    }

    /// Adds a message to its conversation. Says whether it was not here.
    fn add(&mut self, head: &mut Head, message: &Message) -> Result<bool, StoreError> {
        if message.position == Position::ZERO {
            return Ok(false);
        }
        let Some(time) = message::insert(self.connection, head.key, message, self.me)? else {
            return Ok(false);
        };
        head.note_message(message, message.sender_id != self.me);
        self.texts.push((time, message.text.expose().clone()));
        Ok(true)
    }
}

/// The last position of a page that is left out for its age; zero when none is.
fn left_out(page: &HistoryPage, head: &Head, since: Option<Timestamp>) -> i64 {
    let Some(since) = since else { return 0 };
    let older = page.messages.iter().filter(|message| message.sent_at < since);
    older.map(|message| number(message.position)).max().map_or(0, |older| head.last_to_leave_out(older))
}
