use super::*;
use crate::clock::SystemClock;
use crate::fixture::desk::Board;
use crate::fixture::peer::{Answer, Peer};
use crate::fixture::untrusted;
use crate::key_store::MemoryKeyStore;
use crate::proxy::{Proxy, ProxySource};
use http::Uri;
use std::sync::Mutex;

/// A proxy that the policy names.
pub(super) fn a_proxy() -> Proxy {
    let uri = Uri::from_static("http://proxy.clinic.example:3128");
    Proxy { uri, source: ProxySource::Policy, authorization: None }
}

fn scene(address: ServerAddress) -> Scene {
    Scene {
        route: Route::Direct,
        api: Api::new(address.clone()),
        address,
        session: None,
        clock: Arc::new(SystemClock),
        key_store: Arc::new(MemoryKeyStore::default()),
        notifier: Arc::new(Board::default()),
        notifications_wanted: true,
        profile: std::env::temp_dir(),
        limit: CHECK_TIME,
    }
}

fn code_of(checks: &[Check], name: CheckName) -> CheckCode {
    checks.iter().find(|check| check.name == name).map(|check| check.code).unwrap()
}

#[tokio::test]
async fn checks_are_told_as_they_end_and_come_in_the_order_of_a_connection() {
    let portal = Peer::start(|_| Answer::web_page()).await;
    let told = Mutex::new(Vec::new());
    let checks = examine(&scene(portal.address.clone()), |check| told.lock().unwrap().push(check.name)).await;
    let order: Vec<CheckName> = checks.iter().map(|check| check.name).collect();
    let expected = [
        CheckName::NameResolution,
        CheckName::Proxy,
        CheckName::Tls,
        CheckName::Service,
        CheckName::LiveStream,
        CheckName::Clock,
        CheckName::DiskSpace,
        CheckName::Keyring,
        CheckName::Notifications,
    ];
    assert_eq!(order, expected);
    let mut told = told.into_inner().unwrap();
    assert_eq!(told.len(), expected.len());
    told.dedup();
    assert!(expected.iter().all(|name| told.contains(name)));
    assert_eq!(code_of(&checks, CheckName::Service), CheckCode::ServiceNotOurs);
    assert_eq!(code_of(&checks, CheckName::Keyring), CheckCode::KeyringWorks);
    assert_eq!(code_of(&checks, CheckName::Notifications), CheckCode::NotificationsShown);
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_refused_with_its_issuers_name() {
    let (address, _accepting) = untrusted::start().await;
    let checks = examine(&scene(address), |_| {}).await;
    let tls = checks.iter().find(|check| check.name == CheckName::Tls).unwrap();
    assert_eq!((tls.verdict, tls.code), (Verdict::Bad, CheckCode::TlsSelfSigned));
    assert_eq!(tls.facts.issuer.as_deref(), Some("Not a real authority"));
    assert_eq!(code_of(&checks, CheckName::Service), CheckCode::ServiceNotReached);
}

#[tokio::test]
async fn a_check_that_does_not_end_is_given_up() {
    let mute = Peer::start(|_| Answer::ThenSilence(Vec::new())).await;
    let hurried = Scene { limit: Duration::from_millis(300), ..scene(mute.address.clone()) };
    let checks = examine(&hurried, |_| {}).await;
    let service = checks.iter().find(|check| check.name == CheckName::Service).unwrap();
    assert_eq!((service.verdict, service.code), (Verdict::Bad, CheckCode::ServiceSilent));
}
