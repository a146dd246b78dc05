//! The service over a real port, as its callers meet it. One module a route, and one for each thing that
//! holds across all of them.

#![cfg(test)]

mod access;
mod activations;
mod admin;
mod authorization;
mod changes;
mod command_line;
mod contract;
mod conversations;
mod crowd;
mod devices;
mod framing;
mod health;
mod hostile;
mod live;
mod me;
mod messages;
mod patient_page;
mod presence;
mod rates;
mod receipts;
mod sessions;
mod slow_peers;
mod stopping;
mod support;
mod typing;
mod unread;
