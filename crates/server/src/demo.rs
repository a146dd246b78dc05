//! A fictional practice that feels alive: people, months of history, and patients who come online, read, type
//! and answer. They do so over the public API only, like any phone.

mod answers;
mod crowd;
mod dialogue;
mod founding;
mod habits;
mod history;
mod pace;
mod patient;
mod patient_api;
pub mod people;
mod phone;
mod seed;
mod welcome;

pub use crowd::Company;
pub use pace::{Pace, PaceError};

use crate::origin::Actor;
use crate::{Config, InitializeError, OpenError, Practice, Refusal, ServeError, serve_practice};
use allia_protocol::id::UserId;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use welcome::Welcome;

/// How the demo runs.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Where the practice is kept; without it, nothing is kept
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the service listens; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8420")]
    pub listen: SocketAddr,
    /// How fast the patients live, as a factor; 1 is human
    #[arg(long, value_name = "FACTOR", default_value = "1")]
    pub pace: Pace,
    /// Only the prompt patient answers; nobody else does anything
    #[arg(long, conflicts_with = "quiet")]
    pub answers_only: bool,
    /// No patient does anything
    #[arg(long)]
    pub quiet: bool,
}

impl Options {
    const fn company(&self) -> Company {
        match (self.quiet, self.answers_only) {
            (true, _) => Company::Quiet,
            (false, true) => Company::Answering,
            (false, false) => Company::Lively,
        }
    }
}

/// Why the demo could not run.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The directory holds something that is not a demo practice, or one whose making was interrupted.
    #[error("{} holds something other than a demo practice; name an empty directory", .0.display())]
    NotADemo(PathBuf),
    /// The cast has nobody who is invited and not activated.
    #[error("the demo's cast has nobody to invite")]
    NobodyInvited,
    /// The practice could not be made.
    #[error("the demo practice could not be made")]
    Initialize(#[from] InitializeError),
    /// The practice could not be opened.
    #[error("the demo practice could not be opened")]
    Open(#[from] OpenError),
    /// Somebody or something of the practice could not be made.
    #[error("the demo practice could not be filled")]
    Fill(#[from] Refusal),
    /// The service could not run.
    #[error("the service could not run")]
    Serve(#[from] ServeError),
    /// The simulated patients have no way to call the service.
    #[error("the patients could not be given phones")]
    Phones(#[from] reqwest::Error),
    /// A file or the address could not be used.
    #[error("a file or the address could not be used")]
    Io(#[from] std::io::Error),
    /// The mark of a demo practice could not be read or written.
    #[error("the mark of the demo practice could not be understood")]
    Mark(#[from] serde_json::Error),
}

/// Runs the demo until `shutdown` resolves. Says on `out` how to sign in as soon as the service answers.
///
/// # Errors
/// When the directory or the address cannot be used.
pub async fn run(
    options: Options,
    out: &mut impl Write,
    shutdown: impl Future<Output = ()>,
) -> Result<(), DemoError> {
    // Held until the end: dropping it removes the directory.
    let temporary = if options.data.is_none() { Some(tempfile::tempdir()?) } else { None };
    let kept_in = options.data.clone();
    let directory =
        kept_in.clone().or_else(|| temporary.as_ref().map(|temporary| temporary.path().join("practice")));
    let config = Config::new(directory.unwrap_or_default());
    let listener = TcpListener::bind(options.listen).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let (practice, mark) = founding::open(config).await?;
    let activation_code = invite(&practice, mark.invited_patient).await;
    let welcome = Welcome { address: address.clone(), activation_code, kept_in };
    write!(out, "{welcome}")?;
    out.flush()?;
    let crowd = crowd::gather(&address, options.company(), options.pace, &practice.clock)?;
    let served = serve_practice(Arc::clone(&practice), listener, shutdown).await;
    drop(crowd);
    practice.close().await;
    Ok(served?)
}

#[cfg(test)]
mod tests;

/// A fresh code for the patient who is kept for trying the activation; none once they have activated.
async fn invite(practice: &Practice, patient_id: UserId) -> Option<String> {
    let invitation = practice.invite(Actor::local(), patient_id).await.ok()?;
    Some(invitation.code.expose().to_owned())
}
