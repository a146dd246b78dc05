//! A patient's phone: it speaks the API, as the patients' app does.

use crate::api::{Api, NOTHING};
use crate::wait::eventually;
use allia_protocol::Sensitive;
use allia_protocol::conversation::{
    Conversation, ConversationPage, Message, MessagePage, Notice, PutReceipt, SendMessage,
};
use allia_protocol::id::{ConversationId, MessageId, Position, UserId};
use allia_protocol::{Timestamp, path};
use futures_util::StreamExt;
use reqwest::Method;

/// A patient's phone, signed in.
pub struct Phone {
    api: Api,
    /// The patient.
    pub user_id: UserId,
}

/// While it is held, its patient is online.
pub struct Online(tokio::task::JoinHandle<()>);

impl Drop for Online {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Phone {
    /// A phone whose calls are made by `api`.
    pub fn new(api: Api, user_id: UserId) -> Self {
        Self { api, user_id }
    }

    /// The phone's caller of the API.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// The conversations on the phone.
    pub async fn conversations(&self) -> anyhow::Result<Vec<Conversation>> {
        Ok(self.api.get::<ConversationPage>(path::CONVERSATIONS).await?.conversations)
    }

    /// The emergency notice at the top of the phone's messages.
    pub async fn notice(&self) -> anyhow::Result<Option<Notice>> {
        Ok(self.api.get::<ConversationPage>(path::CONVERSATIONS).await?.notice)
    }

    /// The one conversation of a patient with one clinician.
    pub async fn conversation(&self) -> anyhow::Result<ConversationId> {
        let conversations = self.conversations().await?;
        anyhow::ensure!(conversations.len() == 1, "{} conversations", conversations.len());
        Ok(conversations[0].conversation_id)
    }

    /// Opens the live stream: the patient is online until the answer is dropped.
    pub async fn come_online(&self) -> anyhow::Result<Online> {
        let mut stream = self.api.open(path::LIVE).await?.bytes_stream();
        Ok(Online(tokio::spawn(async move { while let Some(Ok(_)) = stream.next().await {} })))
    }

    /// Writes a message.
    pub async fn write(&self, text: &str) -> anyhow::Result<Message> {
        let conversation = self.conversation().await?;
        self.write_in(conversation, text).await
    }

    /// Writes a message in this conversation.
    pub async fn write_in(&self, conversation: ConversationId, text: &str) -> anyhow::Result<Message> {
        let composed_at = Timestamp::from_millis(1_790_000_000_000);
        let body = SendMessage { text: Sensitive::new(text.to_owned()), composed_at };
        self.api.put(&path::message(conversation, MessageId::generate()), &body).await
    }

    /// Every text of the conversation, in order.
    pub async fn texts(&self) -> anyhow::Result<Vec<String>> {
        let conversation = self.conversation().await?;
        let page: MessagePage = self.api.get(&format!("{}?limit=500", path::messages(conversation))).await?;
        Ok(page.messages.into_iter().map(|message| message.text.into_exposed()).collect())
    }

    /// Waits until this text has arrived, once, and says its position.
    pub async fn receives(&self, text: &str) -> Position {
        eventually("the message to arrive on the phone", || async {
            let texts = self.texts().await.ok()?;
            let found = texts.iter().filter(|seen| *seen == text).count();
            assert!(found <= 1, "the message arrived {found} times");
            let index = texts.iter().position(|seen| seen == text)?;
            Some(Position::new(index as u64 + 1))
        })
        .await
    }

    /// Tells the service that the phone has received up to here.
    pub async fn has_received(&self, position: Position) -> anyhow::Result<()> {
        self.put_receipt(PutReceipt { delivered_position: Some(position), read_position: None }).await
    }

    /// Tells the service that the patient has read up to here.
    pub async fn has_read(&self, position: Position) -> anyhow::Result<()> {
        self.put_receipt(PutReceipt { delivered_position: None, read_position: Some(position) }).await
    }

    /// Tells the service that the patient is writing.
    pub async fn types(&self) -> anyhow::Result<()> {
        let conversation = self.conversation().await?;
        self.api.order(Method::POST, &path::typing(conversation), NOTHING).await
    }

    async fn put_receipt(&self, receipt: PutReceipt) -> anyhow::Result<()> {
        let conversation = self.conversation().await?;
        self.api.order(Method::PUT, &path::receipt(conversation), Some(&receipt)).await
    }
}
