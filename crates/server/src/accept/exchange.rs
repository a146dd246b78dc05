//! From a complete request to the end of its answer: for so long the connection has something to do.

use super::places::Place;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

/// One request and its answer. When the last who knows of it is gone, the connection rests again.
pub(super) struct Exchange(Arc<Place>);

impl Exchange {
    pub(super) fn new(place: Arc<Place>) -> Arc<Self> {
        Arc::new(Self(place))
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.0.work();
        self.0.rest();
    }
}

/// The body of a request, which is complete with its last byte.
pub(super) struct Arriving<B> {
    body: B,
    exchange: Arc<Exchange>,
}

impl<B: Body> Arriving<B> {
    pub(super) fn new(body: B, exchange: Arc<Exchange>) -> Self {
        let arriving = Self { body, exchange };
        arriving.note_end();
        arriving
    }

    fn note_end(&self) {
        if self.body.is_end_stream() {
            self.exchange.0.work();
        }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Arriving<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() {
            self.exchange.0.work();
        }
        self.note_end();
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer, with which the exchange ends.
pub(super) struct Leaving<B> {
    body: B,
    _exchange: Arc<Exchange>,
}

impl<B> Leaving<B> {
    pub(super) fn new(body: B, exchange: Arc<Exchange>) -> Self {
        Self { body, _exchange: exchange }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Leaving<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
