//! What may be said on the command line.

use crate::policy::PolicyPlace;
use clap::Parser;
use std::path::PathBuf;
use tauri::path::PathResolver;

/// Secure, non-urgent messages between clinicians and their own patients.
#[derive(Debug, Parser)]
#[command(name = "allia-messages", version)]
pub(crate) struct Arguments {
    /// Keep everything in this folder instead of the user's application folder. A second start with the same folder
    /// raises the first.
    #[arg(long, value_name = "DIR")]
    pub(crate) profile: Option<PathBuf>,
    /// The service's address to offer at the first sign-in.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) server: Option<String>,
    /// Start in the tray, without a window.
    #[arg(long)]
    pub(crate) hidden: bool,
    /// A link to a conversation: allia-messages://conversation/ID. Anything else is ignored.
    // A link comes from anywhere, and Windows lets it end its own argument and begin another.
    #[cfg_attr(windows, arg(exclusive = true))]
    #[arg(value_name = "LINK")]
    pub(crate) link: Option<String>,
    /// Look for policies in this folder instead of the system's place.
    #[cfg(feature = "e2e")]
    #[arg(long, value_name = "DIR")]
    policies: Option<PathBuf>,
}

impl Arguments {
    /// Where the policies stand.
    pub(crate) fn policy_place(&self) -> PolicyPlace {
        #[cfg(feature = "e2e")]
        return PolicyPlace { folder: self.policies.clone() };
        #[cfg(not(feature = "e2e"))]
        PolicyPlace::default()
    }

    /// Where the encrypted files lie.
    ///
    /// # Errors
    /// When the system names no folder for applications' files and none was given.
    pub(crate) fn profile_directory(&self, path: &PathResolver<tauri::Wry>) -> tauri::Result<PathBuf> {
        self.profile.clone().map_or_else(|| path.app_local_data_dir(), Ok)
    }
}
