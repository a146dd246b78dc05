//! The rules of the product as stories: the real service on a real port, the real engine over real encrypted
//! files, and (in `window`) the real window on a virtual desktop.

mod access;
mod bad_input;
mod delivery;
mod devices;
mod doctor;
mod faults;
mod fuzzing;
mod lease;
mod list;
mod lock;
mod notifications;
mod offline;
mod policy;
mod presence;
mod recovery;
mod removal;
mod search;
mod window;
