//! The live stream: wake-ups from the service. It is dead when no byte has come for a while, whatever the socket
//! says; a heartbeat comes every 15 seconds.

use crate::api::transport::AnswerBody;
use allia_protocol::live::LiveEvent;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt};
use sse_stream::{Sse, SseByteStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Bytes that may come without an event among them. Heartbeats alone take weeks to get there; an endless line does
/// not, and would otherwise be kept in memory whole.
const BYTES_WITHOUT_EVENT: usize = 1024 * 1024;

/// An open stream.
pub struct LiveStream {
    blocks: BoxStream<'static, Result<Sse, sse_stream::Error>>,
    since_event: Arc<AtomicUsize>,
}

/// Why a stream is over. In every case it is opened anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LiveFault {
    /// The service closed it.
    #[error("the stream ended")]
    Ended,
    /// No byte came for too long.
    #[error("the stream fell silent")]
    Silent,
    /// The line broke, or what came is not a stream of events.
    #[error("the stream broke")]
    Broken,
}

impl LiveStream {
    /// Reads events from the bytes of an answer. `silence` is the longest wait for a byte.
    pub fn new(bytes: AnswerBody, silence: Duration) -> Self {
        let since_event = Arc::new(AtomicUsize::new(0));
        let counted = count(watch(bytes, silence), Arc::clone(&since_event));
        Self { blocks: SseByteStream::new(counted.boxed()).boxed(), since_event }
    }

    /// The next event that this version knows; others are skipped.
    ///
    /// # Errors
    /// When the stream is over.
    pub async fn next(&mut self) -> Result<LiveEvent, LiveFault> {
        loop {
            let block =
                self.blocks.next().await.ok_or(LiveFault::Ended)?.map_err(|error| fault_of(&error))?;
            self.since_event.store(0, Ordering::Relaxed);
            let name = block.event.as_deref().unwrap_or("message");
            match LiveEvent::parse(name, block.data.as_deref().unwrap_or_default()) {
                Ok(Some(event)) => return Ok(event),
                Ok(None) => {}
                // The error's text quotes the payload, so it is not logged.
                Err(_) => tracing::warn!("a live event is not of the contract"),
            }
        }
    }
}

fn watch(
    bytes: AnswerBody,
    silence: Duration,
) -> impl Stream<Item = Result<Bytes, LiveFault>> + Send + 'static {
    futures_util::stream::unfold(bytes, move |mut bytes| async move {
        let chunk = match tokio::time::timeout(silence, bytes.next()).await {
            Ok(None) => return None,
            Ok(Some(chunk)) => chunk.map_err(|_| LiveFault::Broken),
            Err(_) => Err(LiveFault::Silent),
        };
        Some((chunk, bytes))
    })
}

fn count(
    chunks: impl Stream<Item = Result<Bytes, LiveFault>> + Send + 'static,
    since_event: Arc<AtomicUsize>,
) -> impl Stream<Item = Result<Bytes, LiveFault>> + Send + 'static {
    chunks.and_then(move |chunk| {
        let total = since_event.fetch_add(chunk.len(), Ordering::Relaxed).saturating_add(chunk.len());
        std::future::ready(if total > BYTES_WITHOUT_EVENT { Err(LiveFault::Broken) } else { Ok(chunk) })
    })
}

fn fault_of(error: &sse_stream::Error) -> LiveFault {
    match error {
        sse_stream::Error::Body(cause) => cause.downcast_ref().copied().unwrap_or(LiveFault::Broken),
        _ => LiveFault::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    const SILENCE: Duration = Duration::from_secs(45);

    fn of(chunks: Vec<&'static [u8]>) -> LiveStream {
        LiveStream::new(stream::iter(chunks).map(|chunk| Ok(Bytes::from_static(chunk))).boxed(), SILENCE)
    }

    #[tokio::test]
    async fn events_are_read_however_the_network_cuts_them() {
        let mut stream = of(vec![
            b": hello\n\nevent: cha",
            b"nged\ndata: {\"cursor\":",
            b"\"c7\"}\n",
            b"\n:\n\n",
            b"event: signed_out\r\ndata: {}\r\n\r\n",
        ]);
        assert!(
            matches!(stream.next().await, Ok(LiveEvent::Changed(changed)) if changed.cursor.as_str() == "c7")
        );
        assert_eq!(stream.next().await, Ok(LiveEvent::SignedOut));
        assert_eq!(stream.next().await, Err(LiveFault::Ended));
    }

    #[tokio::test]
    async fn unknown_events_and_payloads_that_are_none_are_skipped() {
        let mut stream = of(vec![
            b"event: weather\ndata: {\"sun\":true}\n\n",
            b"event: changed\ndata: <html>\n\n",
            b"data: bare\n\n",
            b"event: signed_out\ndata: {}\n\n",
        ]);
        assert_eq!(stream.next().await, Ok(LiveEvent::SignedOut));
    }

    #[tokio::test]
    async fn a_stream_without_a_byte_for_too_long_is_dead_and_a_heartbeat_keeps_it() {
        let (beat, silence) = (Duration::from_millis(300), Duration::from_millis(900));
        let heartbeats = stream::unfold(0, move |beats| async move {
            if beats == 4 {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(beat).await;
            Some((Ok(Bytes::from_static(b":\n\n")), beats + 1))
        });
        let begun = tokio::time::Instant::now();
        assert_eq!(LiveStream::new(heartbeats.boxed(), silence).next().await, Err(LiveFault::Silent));
        assert!(begun.elapsed() >= 4 * beat + silence);
    }

    #[tokio::test]
    async fn an_endless_line_is_given_up_instead_of_being_kept_in_memory() {
        let endless = stream::repeat_with(|| Ok(Bytes::from_static(&[b'x'; 4096])));
        assert_eq!(LiveStream::new(endless.boxed(), SILENCE).next().await, Err(LiveFault::Broken));
    }

    #[tokio::test]
    async fn bytes_that_are_no_text_break_the_stream() {
        assert_eq!(of(vec![b"data: \xff\xfe\n\n"]).next().await, Err(LiveFault::Broken));
    }
}
