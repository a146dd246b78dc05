//! A plain caller of the API, as an independent program would be.

use allia_protocol::Secret;
use anyhow::Context;
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Calls the API with somebody's access token, or without one.
#[derive(Clone)]
pub struct Api {
    http: reqwest::Client,
    address: String,
    token: Option<Secret>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: String,
}

impl Api {
    /// A caller without a token.
    pub fn new(address: impl Into<String>) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a plain HTTP client can be made");
        Self { http, address: address.into(), token: None }
    }

    /// The same caller with this token.
    pub fn with_token(&self, token: Secret) -> Self {
        Self { token: Some(token), ..self.clone() }
    }

    /// The service's address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Opens a response whose body is read as it comes, such as the live stream.
    pub async fn open(&self, path: &str) -> anyhow::Result<reqwest::Response> {
        Ok(self.request(Method::GET, path).send().await?.error_for_status()?)
    }

    /// Any call; the answer is not judged.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> anyhow::Result<Answer> {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await?;
        let status = response.status();
        Ok(Answer { status, body: response.text().await? })
    }

    /// `GET`, which must succeed.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        self.call(Method::GET, path, NOTHING).await?.parse(path)
    }

    /// `POST`, which must succeed with a body.
    pub async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> anyhow::Result<T> {
        self.call(Method::POST, path, body).await?.parse(path)
    }

    /// `PUT`, which must succeed with a body.
    pub async fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> anyhow::Result<T> {
        self.call(Method::PUT, path, Some(body)).await?.parse(path)
    }

    /// A call that must succeed without a body.
    pub async fn order(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> anyhow::Result<()> {
        let answer = self.call(method, path, body).await?;
        anyhow::ensure!(answer.status == StatusCode::NO_CONTENT, "{path}: {} {}", answer.status, answer.body);
        Ok(())
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.address));
        match &self.token {
            Some(token) => request.bearer_auth(token.expose()),
            None => request,
        }
    }
}

/// No body.
pub const NOTHING: Option<&()> = None;

impl Answer {
    fn parse<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        anyhow::ensure!(self.status.is_success(), "{path}: {} {}", self.status, self.body);
        serde_json::from_str(&self.body).with_context(|| path.to_owned())
    }
}
