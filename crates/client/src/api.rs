//! One conversation with the service over HTTP: sends a [`Call`], reads a capped answer, names what went wrong.
//!
//! Redirects are not followed: the service has none, and a captive portal's would carry a token elsewhere.

pub mod call;
pub mod fault;

use crate::address::ServerAddress;
use allia_protocol::problem::{self, Problem};
use allia_protocol::session::SessionTokens;
use allia_protocol::{Secret, Timestamp};
use bytes::{Bytes, BytesMut};
use call::Call;
use fault::ApiFault;
use futures_util::{Stream, StreamExt};
use jiff::fmt::rfc2822;
use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The largest answer that is read. A larger one is given up while it streams in.
pub const ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// The longest that a whole answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(60);
const CONNECT_TIME: Duration = Duration::from_secs(10);
/// Answers begin within this, or the line is taken for dead.
const FIRST_BYTE_TIME: Duration = Duration::from_secs(20);
const JSON: &str = "application/json";
const EVENT_STREAM: &str = "text/event-stream";
const USER_AGENT: &str = concat!("allia-messages/", env!("CARGO_PKG_VERSION"));

/// The service at one address.
#[derive(Debug)]
pub struct Api {
    address: ServerAddress,
    /// Made at the first call, because reading the computer's certificates takes time that opening has not.
    http: Mutex<Option<reqwest::Client>>,
}

/// A session that the service has just opened or renewed.
#[derive(Debug)]
pub struct Grant {
    /// The tokens.
    pub tokens: SessionTokens,
    /// How long the access token is good, by the service's own clock: this computer's may be wrong.
    pub access_lifetime: Duration,
}

impl Api {
    /// The service at this address. Nothing is sent yet.
    pub const fn new(address: ServerAddress) -> Self {
        Self { address, http: Mutex::new(None) }
    }

    /// Where the service is.
    pub const fn address(&self) -> &ServerAddress {
        &self.address
    }

    /// Lets go of the connections kept for reuse. After a sleep they are dead, but do not know it yet.
    pub fn drop_connections(&self) {
        self.http.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Makes a call whose answer is JSON.
    ///
    /// # Errors
    /// When there is no answer, when what answers is not our service, or when the service refuses.
    pub async fn read<T: DeserializeOwned>(
        &self,
        call: &Call,
        token: Option<&Secret>,
    ) -> Result<T, ApiFault> {
        let answer = self.send(call, token, ANSWER_TIME).await?;
        parse(&answer.body)
    }

    /// Makes a call that the service answers with 204.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub async fn tell(&self, call: &Call, token: Option<&Secret>) -> Result<(), ApiFault> {
        let response = self.start(call, token, ANSWER_TIME).await?;
        match response.status() {
            StatusCode::NO_CONTENT => Ok(()),
            _ => Err(refusal(response).await),
        }
    }

    /// Makes a call that opens or renews a session.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub async fn grant(&self, call: &Call, now: Timestamp) -> Result<Grant, ApiFault> {
        let answer = self.send(call, None, ANSWER_TIME).await?;
        let tokens: SessionTokens = parse(&answer.body)?;
        let millis = tokens.access_expires_at.millis_since(answer.date.unwrap_or(now));
        let access_lifetime = Duration::from_millis(u64::try_from(millis).unwrap_or(0));
        Ok(Grant { tokens, access_lifetime })
    }

    /// Opens a stream of events. It has no end, so no time limit holds once it has begun.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub async fn stream(
        &self,
        call: &Call,
        token: &Secret,
    ) -> Result<impl Stream<Item = reqwest::Result<Bytes>> + Send + use<>, ApiFault> {
        let request = self.request(call, Some(token))?.header(ACCEPT, EVENT_STREAM);
        let response = tokio::time::timeout(FIRST_BYTE_TIME, request.send())
            .await
            .map_err(|_| ApiFault::Silent)?
            .map_err(ApiFault::from_transport)?;
        if response.status() != StatusCode::OK {
            return Err(refusal(response).await);
        }
        if !is_media_type(response.headers(), EVENT_STREAM) {
            return Err(ApiFault::NotOurServer);
        }
        Ok(response.bytes_stream())
    }

    async fn send(&self, call: &Call, token: Option<&Secret>, limit: Duration) -> Result<Answer, ApiFault> {
        let response = self.start(call, token, limit).await?;
        match response.status() {
            StatusCode::OK | StatusCode::CREATED if is_media_type(response.headers(), JSON) => {
                let date = date_of(response.headers());
                Ok(Answer { body: read_capped(response, ANSWER_BYTES).await?, date })
            }
            _ => Err(refusal(response).await),
        }
    }

    async fn start(
        &self,
        call: &Call,
        token: Option<&Secret>,
        limit: Duration,
    ) -> Result<Response, ApiFault> {
        let sent = self.request(call, token)?.timeout(limit).header(ACCEPT, JSON).send();
        tokio::time::timeout(FIRST_BYTE_TIME, sent)
            .await
            .map_err(|_| ApiFault::Silent)?
            .map_err(ApiFault::from_transport)
    }

    fn request(&self, call: &Call, token: Option<&Secret>) -> Result<reqwest::RequestBuilder, ApiFault> {
        let url = self.address.join(&call.target());
        let mut request = self.http()?.request(call.method.clone(), url);
        if let Some(body) = &call.body {
            request = request.header(CONTENT_TYPE, JSON).body(body.to_vec());
        }
        if let Some(token) = token {
            request = request.bearer_auth(token.expose());
        }
        Ok(request)
    }

    fn http(&self) -> Result<reqwest::Client, ApiFault> {
        let mut http = self.http.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = http.as_ref() {
            return Ok(client.clone());
        }
        let client = connect(&self.address).map_err(ApiFault::from_transport)?;
        Ok(http.insert(client).clone())
    }
}

fn connect(address: &ServerAddress) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIME)
        .pool_idle_timeout(Duration::from_secs(30))
        .tcp_keepalive(Duration::from_secs(15));
    if address.is_loopback() { builder.no_proxy().build() } else { builder.https_only(true).build() }
}

struct Answer {
    body: Bytes,
    date: Option<Timestamp>,
}

/// What an answer that is not the expected one means.
async fn refusal(response: Response) -> ApiFault {
    let status = response.status();
    let retry_after = retry_after(response.headers());
    if !is_media_type(response.headers(), problem::CONTENT_TYPE) {
        return ApiFault::without_problem(status, retry_after);
    }
    let body = match read_capped(response, ANSWER_BYTES).await {
        Ok(body) => body,
        Err(fault) => return fault,
    };
    match parse::<Problem>(&body) {
        Ok(problem) => ApiFault::Refused { status, code: problem.code, retry_after },
        Err(fault) => fault,
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiFault> {
    serde_json::from_slice(body).map_err(|error| {
        // The error's own text quotes the answer, so only its place is logged.
        tracing::warn!(line = error.line(), column = error.column(), "an answer is not of the contract");
        ApiFault::NotOurServer
    })
}

async fn read_capped(response: Response, limit: usize) -> Result<Bytes, ApiFault> {
    if response
        .content_length()
        .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
    {
        return Err(ApiFault::TooLarge);
    }
    let mut body = BytesMut::new();
    let mut stream = response.bytes_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(ApiFault::from_transport)?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(ApiFault::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn is_media_type(headers: &HeaderMap, expected: &str) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(expected))
}

fn date_of(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?;
    Some(rfc2822::parse(text).ok()?.timestamp().into())
}

/// `Retry-After` in seconds, or as a moment by the service's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = Timestamp::from(rfc2822::parse(text).ok()?.timestamp());
    let wait = moment.millis_since(date_of(headers)?);
    Some(Duration::from_millis(u64::try_from(wait).unwrap_or(0)))
}

#[cfg(test)]
mod tests;
