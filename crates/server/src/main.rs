//! The program `allia-server`: founds a practice, serves it, runs it from the command line.

use allia_server::command_line;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    command_line::run().await
}
