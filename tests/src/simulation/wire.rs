//! The line between a caller and the service: HTTP over the simulated network. It gets into trouble of its own, and
//! notes what the service answers.

use super::note::Note;
use super::trouble::{Fate, Trouble};
use super::world::{PORT, SERVICE, World, lock, stream_of};
use allia_client::api::transport::{AnswerBody, Transport, TransportFault};
use allia_protocol::id::UserId;
use allia_protocol::path;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};
use http::{HeaderValue, Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use turmoil::net::TcpStream;

const CONNECT_TIME: Duration = Duration::from_secs(10);

/// One caller's line.
#[derive(Clone)]
pub(super) struct Wire {
    world: Arc<World>,
    caller: UserId,
    trouble: Arc<Mutex<Trouble>>,
}

impl Wire {
    /// A line of this caller. Its trouble is another one after every start of the caller's computer.
    pub(super) fn new(world: &Arc<World>, name: &str, caller: UserId) -> Self {
        let begun = world.history.now();
        let seed = stream_of(world.seed, &format!("wire {name} {begun}"));
        Self { world: Arc::clone(world), caller, trouble: Arc::new(Mutex::new(Trouble::new(seed))) }
    }

    /// A line on which nothing goes wrong by itself.
    pub(super) fn steady(world: &Arc<World>, caller: UserId) -> Self {
        Self { world: Arc::clone(world), caller, trouble: Arc::new(Mutex::new(Trouble::none())) }
    }

    pub(super) async fn exchange(
        self,
        request: Request<Bytes>,
    ) -> Result<Response<AnswerBody>, TransportFault> {
        let fate = lock(&self.trouble).fate(request.method(), self.world.is_calm());
        self.world.history.pages().tally.requests += 1;
        if request.uri().path() == path::LIVE {
            return Ok(ask(request).await?.map(streamed));
        }
        let note = Note::begin(&self.world, self.caller, &request);
        tokio::time::sleep(fate.delay()).await;
        if matches!(fate, Fate::Never) {
            return Err(broken("the request never left"));
        }
        let mut answer = whole(ask(request.clone()).await?).await?;
        note.end(&answer);
        if matches!(fate, Fate::Twice) {
            self.world.history.pages().tally.doubled += 1;
            answer = whole(ask(request).await?).await?;
            note.end(&answer);
        }
        if matches!(fate, Fate::AnswerLost) {
            self.world.history.pages().tally.lost_answers += 1;
            return Err(broken("the answer was lost"));
        }
        note.hear(&answer);
        Ok(answer.map(|body| stream::iter([Ok(body)]).boxed()))
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire").finish_non_exhaustive()
    }
}

impl Transport for Wire {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<AnswerBody>, TransportFault>> {
        self.clone().exchange(request).boxed()
    }

    /// Every request has a connection of its own.
    fn drop_connections(&self) {}
}

async fn ask(request: Request<Bytes>) -> Result<Response<Incoming>, TransportFault> {
    let connecting = tokio::time::timeout(CONNECT_TIME, TcpStream::connect((SERVICE, PORT)));
    let stream = connecting.await.map_err(broken)?.map_err(broken)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    tokio::spawn(connection);
    let (mut head, body) = request.into_parts();
    if let Some(target) = head.uri.path_and_query() {
        head.uri = target.clone().into();
    }
    head.headers.insert(header::HOST, HeaderValue::from_static(SERVICE));
    sender.send_request(Request::from_parts(head, Full::new(body))).await.map_err(broken)
}

async fn whole(answer: Response<Incoming>) -> Result<Response<Bytes>, TransportFault> {
    let (head, body) = answer.into_parts();
    Ok(Response::from_parts(head, body.collect().await.map_err(broken)?.to_bytes()))
}

fn streamed(body: Incoming) -> AnswerBody {
    body.into_data_stream().map_err(broken).boxed()
}

fn broken(cause: impl Into<Box<dyn Error + Send + Sync>>) -> TransportFault {
    TransportFault::Broken(cause.into())
}
