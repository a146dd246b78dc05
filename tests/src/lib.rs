//! People and places of the stories: a practice with the real service on a real port, clinicians at desks
//! with the real engine, patients with phones that speak the API, and the line between them, which can fail.

#[cfg(target_os = "linux")]
pub mod accessibility;
pub mod api;
pub mod authority;
pub mod desk;
pub mod failing_disk;
pub mod file_key_store;
pub mod fuzzing;
pub mod headless;
pub mod hostile;
pub mod keyring;
#[cfg(target_os = "linux")]
pub mod launcher;
pub mod line;
pub mod marker;
pub mod notices;
#[cfg(target_os = "linux")]
pub mod own_network;
pub mod page_dump;
pub mod phone;
pub mod practice;
#[cfg(target_os = "linux")]
pub mod process;
pub mod proxy;
pub mod seed;
pub mod simulation;
pub mod tap;
pub mod time;
pub mod tls_service;
#[cfg(target_os = "linux")]
pub mod tray;
pub mod wait;
#[cfg(target_os = "linux")]
pub mod window;

pub use authority::Authority;
pub use desk::Desk;
pub use line::Line;
pub use phone::Phone;
pub use practice::{ClinicianAccount, PatientRecord, Practice};
pub use proxy::{Conduct, Proxy};
pub use tls_service::TlsService;
pub use wait::{eventually, eventually_equal};
