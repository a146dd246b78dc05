//! Telling the screens that something changed.

use crate::view::ClientEvent;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// How many events a slow listener may fall behind before it is told to read everything again.
const BACKLOG: usize = 1_024;

/// The sending side; clones send to the same listeners.
#[derive(Clone, Debug)]
pub struct Events {
    sender: broadcast::Sender<ClientEvent>,
}

impl Events {
    /// With no listeners yet.
    pub fn new() -> Self {
        Self { sender: broadcast::channel(BACKLOG).0 }
    }

    /// Tells every listener. Nobody listening is no fault: the screens read when they come.
    pub fn publish(&self, event: ClientEvent) {
        let _ = self.sender.send(event);
    }

    /// A new listener, which hears what is published from now on.
    pub fn subscribe(&self) -> EventListener {
        EventListener { receiver: self.sender.subscribe() }
    }
}

impl Default for Events {
    fn default() -> Self {
        Self::new()
    }
}

/// The receiving side.
#[derive(Debug)]
pub struct EventListener {
    receiver: broadcast::Receiver<ClientEvent>,
}

impl EventListener {
    /// The next event; [`ClientEvent::EventsLagged`] when some were dropped, `None` once the engine is gone.
    pub async fn next(&mut self) -> Option<ClientEvent> {
        match self.receiver.recv().await {
            Ok(event) => Some(event),
            Err(RecvError::Lagged(dropped)) => {
                tracing::warn!(dropped, "a listener was too slow");
                Some(ClientEvent::EventsLagged)
            }
            Err(RecvError::Closed) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_listener_that_is_too_slow_is_told_so_and_then_goes_on() {
        let events = Events::new();
        let mut listener = events.subscribe();
        for count in 0..=u32::try_from(BACKLOG).unwrap() {
            events.publish(ClientEvent::NotSentChanged { count });
        }
        assert_eq!(listener.next().await, Some(ClientEvent::EventsLagged));
        assert_eq!(listener.next().await, Some(ClientEvent::NotSentChanged { count: 1 }));
    }

    #[tokio::test]
    async fn a_listener_hears_the_end() {
        let events = Events::new();
        let mut listener = events.subscribe();
        drop(events);
        assert_eq!(listener.next().await, None);
    }
}
