//! Which proxy IT wants the program to use.

use allia_protocol::Sensitive;
use serde::{Deserialize, Serialize};

/// The proxy, as IT fixes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProxyPolicy {
    /// Where the proxy comes from.
    pub mode: ProxyMode,
    /// With [`ProxyMode::Fixed`], where the proxy listens, such as `proxy.clinic.example:3128`.
    pub address: Option<String>,
    /// With [`ProxyMode::Fixed`], what is reached without it: names with everything below them, numbers, and ranges of
    /// numbers such as `10.0.0.0/8`.
    pub bypass: Vec<String>,
    /// The name with which the program signs in at the proxy; the password is in the keyring.
    pub user_name: Option<Sensitive<String>>,
}

/// Where the proxy comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyMode {
    /// From the computer's own settings.
    #[default]
    System,
    /// There is none, whatever the computer's settings say.
    Direct,
    /// From the policy.
    Fixed,
}
