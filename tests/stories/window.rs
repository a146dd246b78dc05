//! The real window on a virtual desktop.

mod accessibility;
mod clinic;
mod closing;
mod hostile_text;
mod keyboard;
mod main_job;
mod nothing_left;
mod notifications;
mod policy;
mod present;
mod scene;
mod spelling;
