//! The commands of somebody who is signed in. Each fails with `SignedOut` when nobody is.

use super::{Client, Stage};
use crate::error::ClientError;
use crate::signed_in::SignedIn;
use crate::view::{
    Connection, ConnectionState, ConversationList, MessageHit, MessageRange, MessageSlice, MessageView,
    NotSentMessage, NoticeView, OpenConversation, SyncProgress,
};
use allia_protocol::id::{ConversationId, MessageId, Position};

/// Passes an outcome on, after reporting the damage that it shows.
pub(super) fn reporting<T>(signed_in: &SignedIn, outcome: Result<T, ClientError>) -> Result<T, ClientError> {
    outcome.inspect_err(|error| signed_in.report_damage(error.damaged_file()))
}

impl Client {
    /// How the line to the service stands.
    pub fn connection(&self) -> Connection {
        match self.stage() {
            Stage::SignedIn(signed_in) => signed_in.line.connection(),
            Stage::SignedOut(_) | Stage::KeyUnavailable(_) | Stage::Locked(_) => {
                Connection { state: ConnectionState::Offline, up_to_date_as_of: None, problem: None }
            }
        }
    }

    /// How much of the history is on this computer.
    ///
    /// # Errors
    /// When the local copy cannot be read; this holds for every read below.
    pub async fn progress(&self) -> Result<SyncProgress, ClientError> {
        Ok(self.signed_in()?.cache.progress().await?)
    }

    /// Rows of the list, the ones written in last first: those whose patient fits `search` (beginnings of words of
    /// the name, or a birth date), or all when it is empty. At most 500 at once.
    ///
    /// # Errors
    /// See [`Client::progress`].
    pub async fn list_conversations(
        &self,
        search: &str,
        offset: u32,
        limit: u32,
    ) -> Result<ConversationList, ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.list(search, offset, limit).await)
    }

    /// A conversation with its newest 50 messages and its draft.
    ///
    /// # Errors
    /// `NotFound` when it is not, or no longer, this person's.
    pub async fn open_conversation(&self, id: ConversationId) -> Result<OpenConversation, ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.open(id).await)
    }

    /// Some messages of a conversation, ascending.
    ///
    /// # Errors
    /// `NotFound` when the conversation is not, or no longer, this person's.
    pub async fn messages(
        &self,
        id: ConversationId,
        range: MessageRange,
    ) -> Result<MessageSlice, ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.messages(id, range).await)
    }

    /// Messages that contain all words of the query, newest first. At most 500.
    ///
    /// # Errors
    /// See [`Client::progress`].
    pub async fn search_messages(&self, query: &str, limit: u32) -> Result<Vec<MessageHit>, ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.search(query, limit).await)
    }

    /// Sends a message: it is on this computer's disk when this returns, and goes out as soon as it can.
    ///
    /// # Errors
    /// When the text is not a message, the conversation is not there, or the disk does not take it.
    pub async fn send_message(&self, id: ConversationId, text: &str) -> Result<MessageView, ClientError> {
        self.note_activity();
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.send_message(id, text).await)
    }

    /// Keeps text that is not sent yet; an empty text forgets it.
    ///
    /// # Errors
    /// When the conversation is not there, or the disk does not take it.
    pub async fn save_draft(&self, id: ConversationId, text: &str) -> Result<(), ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.save_draft(id, text).await)
    }

    /// The person has seen everything up to here.
    ///
    /// # Errors
    /// When the local copy cannot be written.
    pub async fn mark_read(&self, id: ConversationId, up_to: Position) -> Result<(), ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.mark_read(id, up_to).await)
    }

    /// The person is writing.
    ///
    /// # Errors
    /// None but `SignedOut`: it is tried once and never waited for.
    pub fn typing(&self, id: ConversationId) -> Result<(), ClientError> {
        self.note_activity();
        self.signed_in()?.typing(id);
        Ok(())
    }

    /// The messages that did not go out, oldest first. Those for a care team that the person left stay until they were
    /// shown ([`Client::not_sent_shown`]).
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn not_sent(&self) -> Result<Vec<NotSentMessage>, ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.not_sent().await)
    }

    /// The person has these messages that did not go out before their eyes. Those for a care team that the person left
    /// are shown once: they go when the program locks or closes.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub async fn not_sent_shown(&self, ids: Vec<MessageId>) -> Result<(), ClientError> {
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.journal.mark_shown(ids).await.map_err(ClientError::Journal))
    }

    /// Tries a message again that did not go out.
    ///
    /// # Errors
    /// `NotFound` when it is not there, is not *not sent*, or cannot be helped by trying again.
    pub async fn retry_message(&self, id: MessageId) -> Result<(), ClientError> {
        self.note_activity();
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.retry_message(id).await)
    }

    /// Gives a message up that did not go out. Its text is purged.
    ///
    /// # Errors
    /// `NotFound` when it is not there or not *not sent*.
    pub async fn discard_message(&self, id: MessageId) -> Result<(), ClientError> {
        self.note_activity();
        let signed_in = self.signed_in()?;
        reporting(&signed_in, signed_in.discard_message(id).await)
    }

    /// The emergency notice that patients see; `None` until the service has told.
    ///
    /// # Errors
    /// See [`Client::progress`].
    pub async fn notice(&self) -> Result<Option<NoticeView>, ClientError> {
        let notice = self.signed_in()?.cache.notice().await?;
        Ok(notice.map(|notice| NoticeView { title: notice.title, text: notice.text, phone: notice.phone }))
    }

    /// The chat on the screen, whether or not the window has the focus: where the person comes back to after a lock.
    pub fn chat_on_screen(&self, id: Option<ConversationId>) {
        if let Ok(signed_in) = self.signed_in() {
            signed_in.set_shown(id);
        }
    }

    /// The conversation that the person looks at. `None` when there is none or the window has not the focus.
    pub fn chat_in_front(&self, id: Option<ConversationId>) {
        if let Ok(signed_in) = self.signed_in() {
            signed_in.set_in_front(id);
        }
    }
}
