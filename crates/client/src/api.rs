//! One conversation with the service over HTTP: sends a [`Call`], reads a capped answer, names what went wrong.
//!
//! Redirects are not followed: the service has none, and a captive portal's would carry a token elsewhere.

pub mod call;
pub mod fault;
mod network;
pub mod transport;

use crate::address::ServerAddress;
use crate::proxy::Proxies;
use allia_protocol::problem::{self, Problem};
use allia_protocol::session::SessionTokens;
use allia_protocol::{Secret, Timestamp};
use bytes::{Bytes, BytesMut};
use call::Call;
use fault::ApiFault;
use futures_util::StreamExt;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use jiff::fmt::rfc2822;
use network::Network;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use transport::{AnswerBody, Connect, Transport};
use zeroize::Zeroizing;

/// The largest answer that is read. A larger one is given up while it streams in.
pub const ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// The longest that a whole answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(60);
const CONNECT_TIME: Duration = Duration::from_secs(10);
/// Answers begin within this, or the line is taken for dead.
const FIRST_BYTE_TIME: Duration = Duration::from_secs(20);
const JSON: &str = "application/json";
const PLAIN_TEXT: &str = "text/plain";
const EVENT_STREAM: &str = "text/event-stream";
pub(crate) const USER_AGENT: &str = concat!("allia-messages/", env!("CARGO_PKG_VERSION"));

/// The service at one address.
#[derive(Debug)]
pub struct Api {
    address: ServerAddress,
    transport: Box<dyn Transport>,
    over_own_network: bool,
    /// Ends what is on its way over a line that is known to be dead.
    dropped: Notify,
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
    /// The service at this address, over the computer's own network as it is set. Nothing is sent yet.
    pub fn new(address: ServerAddress) -> Self {
        Self::through(address, Arc::default())
    }

    /// As [`Api::new`], through these proxies.
    pub fn through(address: ServerAddress, proxies: Arc<Proxies>) -> Self {
        let transport = Box::new(Network::new(&address, proxies));
        Self { transport, over_own_network: true, address, dropped: Notify::new() }
    }

    /// As [`Api::new`], over another network.
    pub fn over(address: ServerAddress, connect: &Connect) -> Self {
        Self { transport: connect(&address), over_own_network: false, address, dropped: Notify::new() }
    }

    /// Where the service is.
    pub const fn address(&self) -> &ServerAddress {
        &self.address
    }

    /// Whether this computer's own network leads there: what the system says of that one means nothing for another.
    pub(crate) const fn is_over_own_network(&self) -> bool {
        self.over_own_network
    }

    /// Lets go of all connections: after a sleep they are dead, but do not know it yet. Calls that are on their way get
    /// no answer any more, but for those that open or renew a session: an answer to one of these must not be lost.
    pub fn drop_connections(&self) {
        self.transport.drop_connections();
        self.dropped.notify_waiters();
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
        let answer = self.unless_dropped(self.send(call, token)).await?;
        parse(&answer.body)
    }

    /// Makes a call that the service answers with 204.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub async fn tell(&self, call: &Call, token: Option<&Secret>) -> Result<(), ApiFault> {
        let told = within(ANSWER_TIME, async {
            let response = self.start(call, token, JSON).await?;
            match response.status() {
                StatusCode::NO_CONTENT => Ok(()),
                _ => Err(refusal(response).await),
            }
        });
        self.unless_dropped(told).await
    }

    /// Makes a call that opens or renews a session.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub async fn grant(&self, call: &Call, now: Timestamp) -> Result<Grant, ApiFault> {
        let answer = self.send(call, None).await?;
        let tokens: SessionTokens = parse(&answer.body)?;
        let now = answer.date.unwrap_or(now);
        let left = tokens.access_expires_at.millis_since(now);
        let access_lifetime = Duration::from_millis(u64::try_from(left).unwrap_or(0));
        Ok(Grant { tokens, access_lifetime })
    }

    /// Opens a stream of events. It has no end, so no time limit holds once it has begun.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub async fn stream(&self, call: &Call, token: &Secret) -> Result<AnswerBody, ApiFault> {
        let response = self.start(call, Some(token), EVENT_STREAM).await?;
        if response.status() != StatusCode::OK {
            return within(ANSWER_TIME, async { Err(refusal(response).await) }).await;
        }
        if !is_media_type(response.headers(), EVENT_STREAM) {
            return Err(ApiFault::NotOurServer);
        }
        Ok(response.into_body())
    }

    async fn unless_dropped<T>(
        &self,
        answer: impl Future<Output = Result<T, ApiFault>>,
    ) -> Result<T, ApiFault> {
        tokio::select! {
            answer = answer => answer,
            () = self.dropped.notified() => Err(ApiFault::Silent),
        }
    }

    /// As [`Api::read`], with the service's time when it answered, where it says so.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub(crate) async fn read_dated<T: DeserializeOwned>(
        &self,
        call: &Call,
    ) -> Result<(T, Option<Timestamp>), ApiFault> {
        let answer = self.send(call, None).await?;
        Ok((parse(&answer.body)?, answer.date))
    }

    /// Asks whether the service can serve.
    ///
    /// # Errors
    /// As [`Api::read`].
    pub(crate) async fn ready(&self) -> Result<(), ApiFault> {
        within(ANSWER_TIME, async {
            let response = self.start(&call::ready(), None, PLAIN_TEXT).await?;
            match response.status() {
                StatusCode::OK if is_media_type(response.headers(), PLAIN_TEXT) => Ok(()),
                _ => Err(refusal(response).await),
            }
        })
        .await
    }

    async fn send(&self, call: &Call, token: Option<&Secret>) -> Result<Answer, ApiFault> {
        within(ANSWER_TIME, async {
            let response = self.start(call, token, JSON).await?;
            match response.status() {
                StatusCode::OK | StatusCode::CREATED if is_media_type(response.headers(), JSON) => {
                    let date = date_of(response.headers());
                    Ok(Answer { body: read_capped(response, ANSWER_BYTES).await?, date })
                }
                _ => Err(refusal(response).await),
            }
        })
        .await
    }

    async fn start(
        &self,
        call: &Call,
        token: Option<&Secret>,
        accept: &'static str,
    ) -> Result<Response<AnswerBody>, ApiFault> {
        let request =
            self.request(call, token, accept).map_err(|error| ApiFault::Unreachable(error.into()))?;
        within(FIRST_BYTE_TIME, async { Ok(self.transport.send(request).await?) }).await
    }

    fn request(
        &self,
        call: &Call,
        token: Option<&Secret>,
        accept: &'static str,
    ) -> http::Result<Request<Bytes>> {
        let mut request = Request::builder()
            .method(&call.method)
            .uri(self.address.join(&call.target()))
            .header(ACCEPT, accept);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, bearer(token)?);
        }
        match &call.body {
            // The copy that goes out is wiped like the original.
            Some(body) => request.header(CONTENT_TYPE, JSON).body(Bytes::from_owner(body.clone())),
            None => request.body(Bytes::new()),
        }
    }
}

fn bearer(token: &Secret) -> http::Result<HeaderValue> {
    let text = Zeroizing::new(["Bearer ", token.expose()].concat());
    let mut value = HeaderValue::from_str(&text)?;
    value.set_sensitive(true);
    Ok(value)
}

async fn within<T>(
    limit: Duration,
    answer: impl Future<Output = Result<T, ApiFault>>,
) -> Result<T, ApiFault> {
    tokio::time::timeout(limit, answer).await.unwrap_or(Err(ApiFault::Silent))
}

struct Answer {
    body: Bytes,
    date: Option<Timestamp>,
}

/// What an answer that is not the expected one means.
async fn refusal(response: Response<AnswerBody>) -> ApiFault {
    let status = response.status();
    let (retry_after, at) = (retry_after(response.headers()), date_of(response.headers()));
    if !is_media_type(response.headers(), problem::CONTENT_TYPE) {
        return ApiFault::without_problem(status, retry_after);
    }
    let body = match read_capped(response, ANSWER_BYTES).await {
        Ok(body) => body,
        Err(fault) => return fault,
    };
    match parse::<Problem>(&body) {
        Ok(problem) => ApiFault::Refused { status, code: problem.code, retry_after, at },
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

async fn read_capped(response: Response<AnswerBody>, limit: usize) -> Result<Bytes, ApiFault> {
    if content_length(response.headers()).is_some_and(|length| length > limit) {
        return Err(ApiFault::TooLarge);
    }
    let mut body = BytesMut::new();
    let mut stream = response.into_body();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(ApiFault::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// What an answer says of its size; more than can be counted is more than is read.
fn content_length(headers: &HeaderMap) -> Option<usize> {
    let length: u64 = headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()?;
    Some(usize::try_from(length).unwrap_or(usize::MAX))
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
