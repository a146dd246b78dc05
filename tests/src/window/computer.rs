//! The computer on which the window opens: what IT has set up there.

use super::{Window, built};
use crate::proxy::Proxy;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A variable that names hosts which are reached without the proxy would have the proxy passed by.
const NO_PROXY: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// A computer; by default nothing is set up on it.
#[derive(Clone, Default)]
pub struct Computer {
    surroundings: Option<PathBuf>,
    policies: Option<PathBuf>,
    environment: Vec<(&'static str, Option<OsString>)>,
}

impl Computer {
    /// With everything that the program and its web view may write beside the profile in this folder: it is home, place
    /// for temporary files and working directory, and the log is the file `log` in it.
    #[must_use]
    pub fn with_surroundings(mut self, folder: &Path) -> Self {
        self.surroundings = Some(folder.to_owned());
        self
    }

    /// With the policies that stand in this folder.
    #[must_use]
    pub fn with_policies(mut self, folder: &Path) -> Self {
        self.policies = Some(folder.to_owned());
        self
    }

    /// Trusting the authorities in this file, and no others.
    #[must_use]
    pub fn trusting(mut self, authorities: &Path) -> Self {
        self.environment.push(("SSL_CERT_FILE", Some(authorities.into())));
        self.environment.push(("SSL_CERT_DIR", None));
        self
    }

    /// Set to reach other computers through this proxy.
    #[must_use]
    pub fn behind(mut self, proxy: &Proxy) -> Self {
        self.environment.push(("HTTPS_PROXY", Some(format!("http://{}", proxy.address()).into())));
        self.environment.extend(NO_PROXY.map(|variable| (variable, None)));
        self
    }

    /// Starts the program here with this profile folder and the service's address, and waits for its first screen.
    ///
    /// # Panics
    /// When the program was not built or does not start.
    pub async fn open(&self, profile: &Path, server_address: &str) -> Window {
        let program = built("allia-messages").expect("the program is built: script/build e2e");
        let mut arguments = Vec::new();
        if let Some(policies) = &self.policies {
            arguments.extend(["--policies".to_owned(), policies.display().to_string()]);
        }
        arguments.extend(["--profile".to_owned(), profile.display().to_string()]);
        arguments.extend(["--server", server_address].map(str::to_owned));
        let window = Window::start_on(self, &program, &arguments).await;
        window.find("main").await;
        window
    }

    /// Gives a program what the programs of this computer get.
    pub(super) fn prepare(&self, program: &mut Command) -> std::io::Result<()> {
        for (variable, value) in &self.environment {
            match value {
                Some(value) => program.env(variable, value),
                None => program.env_remove(variable),
            };
        }
        let Some(folder) = &self.surroundings else { return Ok(()) };
        std::fs::create_dir_all(folder)?;
        let log = File::options().create(true).append(true).open(folder.join("log"))?;
        program.current_dir(folder).env("HOME", folder).env("TMPDIR", folder);
        program.env("ALLIA_LOG", "debug").stdout(log.try_clone()?).stderr(log);
        Ok(())
    }
}
