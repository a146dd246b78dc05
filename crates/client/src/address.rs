//! The service's address, as a person types it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use url::{Host, Url};

/// Where the service answers: scheme, host, port and perhaps a path, without a slash at the end.
///
/// `http` stands only before names and numbers of this computer itself; everything else is `https`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServerAddress {
    base: String,
    loopback: bool,
}

/// Why what was typed is not an address of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// It cannot be read as an address, or it carries what an address of a service does not have: a user name,
    /// a password, a query, a fragment.
    #[error("not an address of a service")]
    Invalid,
    /// It is `http` to another computer: anybody on the way could read along.
    #[error("http is for this computer only")]
    Insecure,
}

impl ServerAddress {
    /// The whole address of a path that begins with a slash.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The address as shown to a person and kept for the next time.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// What a lookup of the service's name takes, such as `messages.example.org:443`.
    pub fn host_and_port(&self) -> Option<String> {
        let url = Url::parse(&self.base).ok()?;
        Some(format!("{}:{}", url.host()?, url.port_or_known_default()?))
    }

    /// Whether this computer itself is meant. No proxy is asked for it.
    pub const fn is_loopback(&self) -> bool {
        self.loopback
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

impl FromStr for ServerAddress {
    type Err = AddressFault;

    fn from_str(typed: &str) -> Result<Self, AddressFault> {
        let typed = typed.trim();
        let url = Url::parse(&with_scheme(typed)?).map_err(|_| AddressFault::Invalid)?;
        let loopback = url.host().as_ref().is_some_and(is_this_computer);
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(AddressFault::Insecure),
            _ => return Err(AddressFault::Invalid),
        }
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        if has_credentials || url.query().is_some() || url.fragment().is_some() || url.host().is_none() {
            return Err(AddressFault::Invalid);
        }
        Ok(Self { base: url.as_str().trim_end_matches('/').to_owned(), loopback })
    }
}

/// Whether a link of a message may be handed to the system's browser: https, and nobody's name before the place it
/// leads to, which would be taken for the place.
pub fn opens_outside(url: &Url) -> bool {
    url.scheme() == "https" && url.username().is_empty() && url.password().is_none()
}

/// People type `messages.clinic.example`; they mean https.
fn with_scheme(typed: &str) -> Result<String, AddressFault> {
    if typed.is_empty() || typed.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(AddressFault::Invalid);
    }
    Ok(if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") })
}

fn is_this_computer(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(number) => IpAddr::V4(*number).is_loopback(),
        Host::Ipv6(number) => IpAddr::V6(*number).is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Result<String, AddressFault> {
        typed.parse::<ServerAddress>().map(|address| address.to_string())
    }

    #[test]
    fn only_plain_https_opens_outside() {
        let opens = |url: &str| opens_outside(&Url::parse(url).unwrap());
        assert!(opens("https://clinic.example/leaflet.pdf?page=2#dose"));
        for refused in [
            "http://clinic.example",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://clinic.example@evil.example",
            "https://:pw@evil.example",
        ] {
            assert!(!opens(refused), "{refused}");
        }
    }

    #[test]
    fn a_bare_name_means_https() {
        assert_eq!(parsed(" Messages.Clinic.example "), Ok("https://messages.clinic.example".to_owned()));
        assert_eq!(parsed("clinic.example:8443/allia//"), Ok("https://clinic.example:8443/allia".to_owned()));
        assert_eq!(parsed("https://clinic.example:443/"), Ok("https://clinic.example".to_owned()));
    }

    #[test]
    fn http_is_for_this_computer_only() {
        for local in ["http://127.0.0.1:8420", "http://localhost:8420", "http://[::1]:8420"] {
            assert_eq!(parsed(local), Ok(local.to_owned()));
        }
        for public in ["http://clinic.example", "http://10.0.0.7", "http://localhost.clinic.example"] {
            assert_eq!(parsed(public), Err(AddressFault::Insecure), "{public}");
        }
    }

    #[test]
    fn what_no_service_has_in_its_address_is_refused() {
        let refused = [
            "",
            "  ",
            "https://",
            "nurse@clinic.example",
            "https://nurse:pw@clinic.example",
            "clinic.example?x=1",
            "clinic.example#top",
            "ftp://clinic.example",
            "file:///etc/passwd",
            "javascript://x",
            "two words",
            "https://clinic.example\\@evil.example",
            "https://clinic\n.example",
        ];
        for typed in refused {
            assert_eq!(parsed(typed), Err(AddressFault::Invalid), "{typed:?}");
        }
    }

    #[test]
    fn paths_of_the_contract_are_appended_to_the_whole_address() {
        let address: ServerAddress = "clinic.example/allia/".parse().unwrap();
        assert_eq!(address.join("/v1/me"), "https://clinic.example/allia/v1/me");
        assert!(!address.is_loopback());
    }
}
