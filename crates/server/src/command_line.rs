//! What can be done with the program `allia-server`.

mod administer;
mod ask;
mod audit;
mod founding;
mod serving;

use crate::demo;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// The reference messaging service of Allia Messages.
#[derive(Parser)]
#[command(name = "allia-server", version)]
struct CommandLine {
    /// Write the log as JSON, one object a line
    #[arg(long, global = true)]
    json_log: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Found a practice: its database, the first notice and the first administrator
    Init(founding::Options),
    /// Serve a practice
    Serve(serving::Options),
    /// Serve a fictional practice with patients that come online, read and answer
    Demo(demo::Options),
    /// Make a user
    #[command(subcommand)]
    User(administer::UserCommand),
    /// Invite a patient; prints the code, which is shown only now
    Invite(administer::Patient),
    /// Put a clinician on a patient's care team
    Join(administer::Pair),
    /// Take a clinician off a patient's care team
    Leave(administer::Pair),
    /// Grant a clinician view or supervisory access, which is no messaging access
    Grant(administer::Grant),
    /// Take such access back
    Revoke(administer::Pair),
    /// Take the app from a patient
    Deactivate(administer::Patient),
    /// Disable a user of any kind, for good
    Disable(administer::User),
    /// Set the emergency notice that patients see
    Notice(administer::Notice),
    /// Set the most that notifications on clinicians' computers may show
    NotificationContent(administer::NotificationContent),
    /// Read the audit log
    #[command(subcommand)]
    Audit(audit::Command),
}

impl Command {
    /// What is logged unless `ALLIA_LOG` says otherwise. The demo's patients call all the time: a line for each
    /// call would bury what the demo says about signing in.
    const fn log_level(&self) -> &'static str {
        match self {
            Self::Demo(_) => "warn",
            _ => "info",
        }
    }
}

/// Where the practice is.
#[derive(Args)]
struct Place {
    /// The directory that `init` made
    #[arg(long, value_name = "DIR", env = "ALLIA_DATA")]
    data: PathBuf,
}

/// Does what the command line says. A failure is told on the standard error, with its causes.
pub async fn run() -> ExitCode {
    let command_line = CommandLine::parse();
    start_log(command_line.json_log, command_line.command.log_level());
    log_panics_by_place();
    match carry_out(command_line.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "allia-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether these arguments say what is to be done; nothing is done. The first is the program's name.
///
/// # Errors
/// What the person would be told instead: what is wrong with them, or the help that they ask for.
pub fn check(arguments: impl IntoIterator<Item = OsString>) -> Result<(), clap::Error> {
    CommandLine::try_parse_from(arguments).map(drop)
}

async fn carry_out(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Init(options) => founding::found(options).await,
        Command::Serve(options) => serving::serve(options).await,
        Command::Demo(options) => {
            Ok(demo::run(options, &mut std::io::stdout(), serving::told_to_stop()?).await?)
        }
        Command::User(command) => command.carry_out().await,
        Command::Invite(patient) => patient.invite().await,
        Command::Join(pair) => pair.join().await,
        Command::Leave(pair) => pair.leave().await,
        Command::Grant(grant) => grant.grant().await,
        Command::Revoke(pair) => pair.revoke().await,
        Command::Deactivate(patient) => patient.deactivate().await,
        Command::Disable(user) => user.disable().await,
        Command::Notice(notice) => notice.put().await,
        Command::NotificationContent(content) => content.put().await,
        Command::Audit(command) => command.carry_out().await,
    }
}

/// The log goes to the standard error: route templates, ids and numbers, never a text, name or token.
fn start_log(json: bool, level: &str) {
    let filter = EnvFilter::try_from_env("ALLIA_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json {
        log.json().flatten_event(true).init();
    } else {
        log.with_ansi(std::io::stderr().is_terminal()).init();
    }
}

/// What a panic says may hold what a request said: only its place is logged.
fn log_panics_by_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic");
    }));
}

/// Writes a line to the standard output.
fn say(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{line}")
}
