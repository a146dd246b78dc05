//! How far a message of one's own has come: queued → sent → delivered → read, beside it *not sent*.
//!
//! A pure reducer. What is known only grows, so the order in which the network tells it does not matter, and a
//! message never goes backwards. Once the service has accepted a message, no failure can be laid to it.

use crate::view::{DeliveryStatus, NotSentReason};
use allia_protocol::id::Position;

/// What is known about one message of one's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    position: Option<Position>,
    peer_delivered: Position,
    peer_read: Position,
    fault: Option<Fault>,
}

/// Why a message did not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fault {
    reason: NotSentReason,
    can_retry: bool,
}

/// One thing learnt about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryNews {
    /// The service has it on its disk, at this place.
    Accepted(Position),
    /// The other side has received and read the conversation up to these places.
    Receipt {
        /// Received up to here.
        delivered: Position,
        /// Read up to here.
        read: Position,
    },
    /// The service refused it for good.
    Refused {
        /// Why.
        reason: NotSentReason,
        /// Whether trying again can help.
        can_retry: bool,
    },
    /// The person asked to try again.
    Retried,
}

impl Delivery {
    /// A message that the service has at `position`.
    pub fn accepted(position: Position) -> Self {
        Self::default().learn(DeliveryNews::Accepted(position))
    }

    /// A message that was refused.
    pub fn refused(reason: NotSentReason, can_retry: bool) -> Self {
        Self::default().learn(DeliveryNews::Refused { reason, can_retry })
    }

    /// What is known after `news`.
    #[must_use]
    pub fn learn(self, news: DeliveryNews) -> Self {
        match news {
            DeliveryNews::Accepted(position) => Self { position: self.position.or(Some(position)), ..self },
            DeliveryNews::Receipt { delivered, read } => Self {
                peer_delivered: self.peer_delivered.max(delivered).max(read),
                peer_read: self.peer_read.max(read),
                ..self
            },
            DeliveryNews::Refused { reason, can_retry } => {
                Self { fault: Some(Fault { reason, can_retry }), ..self }
            }
            DeliveryNews::Retried => Self { fault: self.fault.filter(|fault| !fault.can_retry), ..self },
        }
    }

    /// What is shown.
    pub fn status(self) -> DeliveryStatus {
        match (self.position, self.fault) {
            (Some(position), _) if position <= self.peer_read => DeliveryStatus::Read,
            (Some(position), _) if position <= self.peer_delivered => DeliveryStatus::Delivered,
            (Some(_), _) => DeliveryStatus::Sent,
            (None, Some(Fault { reason, can_retry })) => DeliveryStatus::NotSent { reason, can_retry },
            (None, None) => DeliveryStatus::Queued,
        }
    }
}

#[cfg(test)]
mod tests;
