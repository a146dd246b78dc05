//! Passwords: from the environment, else asked for on the terminal, never from the command line, where every
//! other account of the computer could read them.

use allia_protocol::Secret;
use anyhow::{Context, bail};

/// The password in this environment variable, or the one that is typed, twice.
pub(super) fn password(variable: &str) -> anyhow::Result<Secret> {
    if let Ok(password) = std::env::var(variable) {
        return Ok(Secret::new(password));
    }
    let typed = Secret::new(
        rpassword::prompt_password("Password: ")
            .with_context(|| format!("no terminal to ask on; set {variable} instead"))?,
    );
    let again = Secret::new(rpassword::prompt_password("The same again: ")?);
    if typed != again {
        bail!("the two passwords differ");
    }
    Ok(typed)
}
