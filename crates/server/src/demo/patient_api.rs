//! The messaging API as a patient's phone calls it. Nothing here knows that the service is in the same process.

use allia_protocol::change::ChangePage;
use allia_protocol::conversation::{ConversationPage, Message, PutReceipt, SendMessage};
use allia_protocol::id::{ConversationId, Cursor, MessageId, Position};
use allia_protocol::session::{Refresh, SessionTokens, SignIn};
use allia_protocol::{Secret, Sensitive, Timestamp, path};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a call of a simulated patient failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    /// No usable answer came.
    #[error("no usable answer")]
    Transport(#[from] reqwest::Error),
    /// The service said no.
    #[error("refused with status {0}")]
    Refused(StatusCode),
}

/// A patient's account.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    /// The account name.
    pub username: &'static str,
    /// Its password.
    pub password: &'static str,
}

/// A patient's phone: signed in, and staying so.
pub(crate) struct PatientApi {
    http: Client,
    address: String,
    account: Account,
    tokens: Option<SessionTokens>,
}

impl PatientApi {
    /// A phone that calls the service at `address`, such as `http://127.0.0.1:8420`. It signs in with its first
    /// call.
    pub(crate) fn new(http: Client, address: String, account: Account) -> Self {
        Self { http, address, account, tokens: None }
    }

    /// The patient's conversations; a patient's few fit on one page.
    pub(crate) async fn conversations(&mut self) -> Result<ConversationPage, CallError> {
        self.ask(Method::GET, path::CONVERSATIONS, None::<&()>).await
    }

    /// What changed after a cursor.
    pub(crate) async fn changes(&mut self, after: &Cursor) -> Result<ChangePage, CallError> {
        let query = url_query(after);
        self.ask(Method::GET, &format!("{}?after={query}", path::CHANGES), None::<&()>).await
    }

    /// Says how far the patient's phone has received, and how far the patient has read.
    pub(crate) async fn put_receipt(
        &mut self,
        conversation_id: ConversationId,
        delivered: Position,
        read: Option<Position>,
    ) -> Result<(), CallError> {
        let receipt = PutReceipt { delivered_position: Some(delivered), read_position: read };
        self.call(Method::PUT, &path::receipt(conversation_id), Some(&receipt)).await.map(drop)
    }

    /// Says that the patient is writing.
    pub(crate) async fn say_typing(&mut self, conversation_id: ConversationId) -> Result<(), CallError> {
        self.call(Method::POST, &path::typing(conversation_id), None::<&()>).await.map(drop)
    }

    /// Sends a message; a retry is made with the same id.
    pub(crate) async fn send(
        &mut self,
        conversation_id: ConversationId,
        text: &str,
        composed_at: Timestamp,
    ) -> Result<Message, CallError> {
        let path = path::message(conversation_id, MessageId::generate());
        let body = SendMessage { text: Sensitive::new(text.to_owned()), composed_at };
        match self.ask(Method::PUT, &path, Some(&body)).await {
            Err(CallError::Transport(_)) => self.ask(Method::PUT, &path, Some(&body)).await,
            answer => answer,
        }
    }

    /// Opens the live stream; while it is open, the patient is online.
    pub(crate) async fn open_live(&mut self) -> Result<Response, CallError> {
        self.call(Method::GET, path::LIVE, None::<&()>).await
    }

    async fn ask<T: DeserializeOwned>(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, CallError> {
        Ok(self.call(method, path, body).await?.json().await?)
    }

    async fn call(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<Response, CallError> {
        if self.tokens.is_none() {
            self.sign_in().await?;
        }
        let answer = checked(self.request(&method, path, body)).await;
        if !matches!(answer, Err(CallError::Refused(StatusCode::UNAUTHORIZED))) {
            return answer;
        }
        self.renew().await?;
        checked(self.request(&method, path, body)).await
    }

    fn request(&self, method: &Method, path: &str, body: Option<&impl Serialize>) -> RequestBuilder {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.address));
        if let Some(tokens) = &self.tokens {
            request = request.bearer_auth(tokens.access_token.expose());
        }
        match body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    async fn sign_in(&mut self) -> Result<(), CallError> {
        let body = SignIn {
            username: Sensitive::new(self.account.username.to_owned()),
            password: Secret::new(self.account.password),
            device_name: "Phone".to_owned(),
            one_time_code: None,
        };
        let request = self.http.post(format!("{}{}", self.address, path::SESSIONS)).json(&body);
        self.tokens = Some(checked(request).await?.json().await?);
        Ok(())
    }

    /// Renews the tokens, or signs in anew when the session has ended.
    async fn renew(&mut self) -> Result<(), CallError> {
        let Some(tokens) = self.tokens.take() else { return self.sign_in().await };
        let body = Refresh { refresh_token: tokens.refresh_token };
        let request = self.http.post(format!("{}{}", self.address, path::SESSION_REFRESH)).json(&body);
        match checked(request).await {
            Ok(answer) => self.tokens = Some(answer.json().await?),
            Err(_) => self.sign_in().await?,
        }
        Ok(())
    }
}

async fn checked(request: RequestBuilder) -> Result<Response, CallError> {
    let answer = request.send().await?;
    if answer.status().is_success() { Ok(answer) } else { Err(CallError::Refused(answer.status())) }
}

/// A cursor as a query value: it is opaque, so nothing is assumed about its characters.
fn url_query(cursor: &Cursor) -> String {
    let bytes = cursor.as_str().bytes();
    bytes
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
