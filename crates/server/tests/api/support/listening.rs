//! A live stream that somebody listens to.

use super::DEADLINE;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use serde_json::Value;
use sse_stream::SseStream;
use std::time::Duration;

/// An event: its name and its payload.
pub(crate) type Event = (String, Value);

pub(crate) struct Listening(BoxStream<'static, Event>);

impl Listening {
    pub(crate) fn new(response: reqwest::Response) -> Self {
        let events = SseStream::from_bytes_stream(response.bytes_stream());
        let events = events.filter_map(async |event| {
            let event = event.ok()?;
            Some((event.event?, serde_json::from_str(&event.data?).unwrap()))
        });
        Self(events.boxed())
    }

    /// The next event; `None` when the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        tokio::time::timeout(DEADLINE, self.0.next()).await.expect("the stream stayed silent")
    }

    /// The payload of the next event of this name, whatever comes before it.
    pub(crate) async fn until(&mut self, name: &str) -> Value {
        loop {
            let (event, payload) = self.next().await.expect("the stream ended");
            if event == name {
                return payload;
            }
        }
    }

    /// Waits until this user is said to be in this state.
    pub(crate) async fn until_presence(&mut self, user_id: &str, state: &str) -> Value {
        loop {
            let payload = self.until("presence").await;
            if payload["user_id"] == user_id && payload["state"] == state {
                return payload;
            }
        }
    }

    /// Everything that comes within this time.
    pub(crate) async fn during(&mut self, time: Duration) -> Vec<Event> {
        let mut events = Vec::new();
        let _ = tokio::time::timeout(time, async {
            while let Some(event) = self.0.next().await {
                events.push(event);
            }
        })
        .await;
        events
    }

    /// Waits until the stream ends; whether it said `signed_out` before.
    pub(crate) async fn until_end(&mut self) -> bool {
        let mut signed_out = false;
        while let Some((event, _)) = self.next().await {
            signed_out = event == "signed_out";
        }
        signed_out
    }
}
