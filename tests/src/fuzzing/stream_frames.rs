//! The live stream, as it comes over the line.

use super::runtime;
use allia_client::live::LiveStream;
use allia_protocol::live::LiveEvent;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use std::time::Duration;

/// Reads the bytes behind the first one as a stream, whole and cut into pieces as long as the first byte says: the
/// same events come either way.
pub fn stream_frames(data: &[u8]) {
    let Some((length, bytes)) = data.split_first() else { return };
    let whole = events(bytes, bytes.len().max(1));
    assert!(whole.len() <= bytes.len(), "an event needs a byte");
    let cut = events(bytes, usize::from(*length).max(1));
    assert_eq!(whole, cut, "the network's cuts matter");
    for event in whole {
        let written = event.data().expect("an event can be written");
        let again = LiveEvent::parse(event.name(), &written).expect("what was written can be read");
        assert_eq!(again, Some(event));
    }
}

fn events(bytes: &[u8], piece: usize) -> Vec<LiveEvent> {
    let pieces: Vec<_> = bytes.chunks(piece).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    runtime().block_on(async {
        let mut live = LiveStream::new(stream::iter(pieces).boxed(), Duration::from_secs(3_600));
        let mut events = Vec::new();
        while let Ok(event) = live.next().await {
            events.push(event);
        }
        events
    })
}
