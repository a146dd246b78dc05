//! Addresses: of the service, as typed, of links in messages, as opened, and of links from other programs, as followed.

use allia_client::address::{ServerAddress, opens_outside};
use allia_client::link::{conversation_in, link_to};
use url::{Host, Url};

/// Reads the bytes as an address of the service, as a link in a message, and as a link from another program.
pub fn links(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    if let Ok(address) = typed.parse::<ServerAddress>() {
        check_address(&address);
    }
    if let Ok(url) = Url::parse(&typed) {
        check_link(&url);
    }
    check_conversation(&typed);
}

/// What is kept means the same the next time, leads where it says, and is safe on the way.
fn check_address(address: &ServerAddress) {
    let again: ServerAddress = address.as_str().parse().expect("what is kept can be read again");
    assert_eq!(again, *address);
    let base = Url::parse(address.as_str()).expect("an address is an address");
    let call = Url::parse(&address.join("/v1/me")).expect("a call has an address");
    assert_eq!((base.host(), base.port()), (call.host(), call.port()));
    assert!(call.path().ends_with("/v1/me") && call.query().is_none() && call.fragment().is_none());
    assert!(call.username().is_empty() && call.password().is_none());
    assert!(call.scheme() == "https" || (call.scheme() == "http" && address.is_loopback()));
    if let Some(Host::Domain(name)) = call.host() {
        assert_eq!(address.is_loopback(), name == "localhost" || name.ends_with(".localhost"));
    }
}

/// What is opened is https, and names nobody before the place it leads to.
fn check_link(url: &Url) {
    if opens_outside(url) {
        let address = url.as_str();
        assert!(address.starts_with("https://"));
        assert!(url.host().is_some() && url.username().is_empty() && url.password().is_none());
        assert!(!address.chars().any(|c| c.is_control() || c.is_whitespace()), "nothing is hidden in it");
    }
}

/// What leads to a conversation is its link and nothing beside it, and no other program opens it.
fn check_conversation(link: &str) {
    if let Some(conversation_id) = conversation_in(link) {
        assert_eq!(link_to(conversation_id), link.to_ascii_lowercase());
        assert!(!Url::parse(link).is_ok_and(|url| opens_outside(&url)));
    }
}
