//! A plain caller of the API on a simulated computer.

use super::wire::Wire;
use super::world::SERVICE;
use crate::practice::PASSWORD;
use allia_protocol::session::{SessionTokens, SignIn};
use allia_protocol::{Secret, Sensitive, path};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use http::{Method, Request, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

const ANSWER_TIME: Duration = Duration::from_secs(20);

/// Calls with somebody's token, or without one.
pub(super) struct Caller {
    wire: Wire,
    token: Option<Secret>,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    body: Bytes,
}

impl Answer {
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Option<T> {
        self.status.is_success().then(|| serde_json::from_slice(&self.body).ok()).flatten()
    }
}

impl Caller {
    pub(super) fn new(wire: Wire) -> Self {
        Self { wire, token: None }
    }

    pub(super) fn is_signed_in(&self) -> bool {
        self.token.is_some()
    }

    /// One try. `None` when there is no answer.
    pub(super) async fn call(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Option<Answer> {
        let mut request = Request::builder().method(method).uri(format!("https://{SERVICE}{path}"));
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", token.expose()));
        }
        let body = match body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                serde_json::to_vec(body).expect("the contract's types serialize").into()
            }
            None => Bytes::new(),
        };
        let request = request.body(body).expect("a request");
        let asked =
            tokio::time::timeout(ANSWER_TIME, self.wire.clone().exchange(request)).await.ok()?.ok()?;
        let status = asked.status();
        if status == StatusCode::UNAUTHORIZED {
            self.token = None;
        }
        let body: BytesMut = asked.into_body().try_collect().await.ok()?;
        Some(Answer { status, body: body.freeze() })
    }

    /// One try to open a session with what is asked in `body`. Says what came back.
    pub(super) async fn open_session(&mut self, path: &str, body: &impl Serialize) -> Option<StatusCode> {
        let answer = self.call(Method::POST, path, Some(body)).await?;
        if let Some(tokens) = answer.parse::<SessionTokens>() {
            self.token = Some(tokens.access_token);
        }
        Some(answer.status)
    }

    /// One try to sign in.
    pub(super) async fn sign_in(&mut self, username: &str) -> Option<StatusCode> {
        let form = SignIn {
            username: Sensitive::new(username.to_owned()),
            password: Secret::new(PASSWORD),
            device_name: "Simulated".to_owned(),
            one_time_code: None,
        };
        self.open_session(path::SESSIONS, &form).await
    }
}
