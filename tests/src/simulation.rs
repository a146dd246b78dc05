//! A practice on a simulated network: three clinicians with the real engine, three patients, an administrator and the
//! real service, while lines break and computers crash; and a checker over everything that happened.
//!
//! One seed decides who does what and when, what breaks and for how long. The ids that engine and service make, the
//! jitter of their retries and the order in which a task's several events are looked at do not come from it, so a
//! repeated seed is nearly, not exactly, the same run. Nothing that is checked depends on them.
//!
//! TLS is left out: the simulated line ends where a proxy in front of the service would take it off.

mod caller;
mod cast;
mod check;
mod clock;
mod desk;
mod dock;
mod findings;
mod history;
mod ledger;
mod look;
mod note;
mod office;
mod phone;
mod run;
mod trouble;
mod weather;
mod wire;
mod world;

pub use findings::{Finding, Kind};
pub use history::Tally;
pub use run::{Outcome, run};
