//! The real window on a virtual desktop.

mod accessibility;
mod clinic;
mod closing;
mod doctor;
mod hostile_text;
mod keyboard;
mod main_job;
mod network;
mod nothing_left;
mod notifications;
mod pictures;
mod policy;
mod present;
mod proxy;
mod scene;
mod spelling;
