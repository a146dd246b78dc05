//! The real window on a virtual desktop.

mod main_job;
