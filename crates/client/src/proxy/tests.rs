use super::*;
use crate::policy::{Document, PolicyStack};
use allia_protocol::Secret;

const SERVICE: &str = "https://messages.clinic.example";

fn to(address: &str, policy: Option<&ProxyPolicy>, system: &Matcher) -> Route {
    route(policy, system, &address.parse().unwrap())
}

fn system() -> Matcher {
    Matcher::builder().all("http://system.example:8080").no("intranet.example").build()
}

fn fixed_at(address: &str, bypass: &[&str]) -> ProxyPolicy {
    ProxyPolicy {
        mode: ProxyMode::Fixed,
        address: Some(address.to_owned()),
        bypass: bypass.iter().map(|part| (*part).to_owned()).collect(),
        user_name: None,
    }
}

fn authority(route: &Route) -> Option<(String, ProxySource)> {
    match route {
        Route::Through(proxy) => Some((proxy.authority(), proxy.source)),
        Route::Direct | Route::Unusable => None,
    }
}

#[test]
fn without_a_policy_the_computers_settings_hold() {
    let expected = Some(("system.example:8080".to_owned(), ProxySource::System));
    assert_eq!(authority(&to(SERVICE, None, &system())), expected);
    assert_eq!(authority(&to(SERVICE, Some(&ProxyPolicy::default()), &system())), expected);
    assert_eq!(to("https://a.intranet.example", None, &system()), Route::Direct);
    assert_eq!(to(SERVICE, None, &Matcher::builder().build()), Route::Direct);
}

#[test]
fn a_policy_stands_over_the_computers_settings() {
    let direct = ProxyPolicy { mode: ProxyMode::Direct, ..ProxyPolicy::default() };
    assert_eq!(to(SERVICE, Some(&direct), &system()), Route::Direct);
    let policy = fixed_at("proxy.clinic.example:3128", &["lab.clinic.example", "10.0.0.0/8"]);
    let expected = Some(("proxy.clinic.example:3128".to_owned(), ProxySource::Policy));
    assert_eq!(authority(&to(SERVICE, Some(&policy), &system())), expected);
    assert_eq!(to("https://x.lab.clinic.example", Some(&policy), &system()), Route::Direct);
    assert_eq!(to("https://10.1.2.3", Some(&policy), &system()), Route::Direct);
}

#[test]
fn a_policy_that_cannot_be_understood_leads_nowhere_rather_than_past_the_proxy() {
    for address in ["", "   ", "http://", "socks5://proxy.example:1080", "two words"] {
        assert_eq!(to(SERVICE, Some(&fixed_at(address, &["*"])), &system()), Route::Unusable, "{address:?}");
    }
}

#[test]
fn this_computer_itself_is_reached_without_a_proxy() {
    let policy = fixed_at("proxy.clinic.example:3128", &[]);
    assert_eq!(to("http://127.0.0.1:8420", Some(&policy), &system()), Route::Direct);
}

#[test]
fn a_proxys_port_is_that_of_its_scheme_when_none_is_given() {
    for (address, expected) in [("proxy.example", "proxy.example:80"), ("https://p.example", "p.example:443")]
    {
        let found = authority(&to(SERVICE, Some(&fixed_at(address, &[])), &system()));
        assert_eq!(found.map(|(authority, _)| authority).as_deref(), Some(expected));
    }
}

fn proxies(key_store: &Arc<MemoryKeyStore>) -> Proxies {
    let policy = br#"{ "ProxyMode": "fixed", "ProxyAddress": "proxy.clinic.example:3128" }"#;
    let machine = vec![Document::from_json("/etc/policy.json", policy)];
    let policies = Policies::new(&PolicyStack { machine, user: Vec::new() });
    Proxies::new(policies, Arc::clone(key_store) as Arc<dyn KeyStore>)
}

fn authorization(proxies: &Proxies) -> Option<HeaderValue> {
    match proxies.route(&SERVICE.parse().unwrap()) {
        Route::Through(proxy) => proxy.authorization,
        Route::Direct | Route::Unusable => None,
    }
}

fn ana() -> ProxyCredentials {
    ProxyCredentials { user_name: "ana".to_owned().into(), password: Secret::new("open:sesame") }
}

#[test]
fn credentials_come_back_from_the_key_store_at_the_next_start() {
    let key_store = Arc::new(MemoryKeyStore::default());
    let before = proxies(&key_store);
    assert!(!before.recall("proxy.clinic.example:3128"));
    assert_eq!(authorization(&before), None);
    before.keep("proxy.clinic.example:3128".to_owned(), ana()).unwrap();
    assert_eq!(authorization(&before).unwrap(), "Basic YW5hOm9wZW46c2VzYW1l");

    let after = proxies(&key_store);
    assert_eq!(authorization(&after), None);
    assert!(after.recall("proxy.clinic.example:3128"));
    assert_eq!(authorization(&after), authorization(&before));
    assert!(!after.recall("proxy.clinic.example:3128"), "they are in use already");
}

#[test]
fn another_proxy_never_sees_them() {
    let key_store = Arc::new(MemoryKeyStore::default());
    let proxies = proxies(&key_store);
    proxies.keep("proxy.elsewhere.example:3128".to_owned(), ana()).unwrap();
    assert_eq!(authorization(&proxies), None);
    assert!(!proxies.recall("proxy.clinic.example:3128"));
}

#[test]
fn what_is_forgotten_does_not_come_back() {
    let key_store = Arc::new(MemoryKeyStore::default());
    let before = proxies(&key_store);
    before.keep("proxy.clinic.example:3128".to_owned(), ana()).unwrap();
    before.forget().unwrap();
    assert_eq!(authorization(&before), None);
    assert!(!proxies(&key_store).recall("proxy.clinic.example:3128"));
}

#[test]
fn nothing_of_them_is_printed() {
    let key_store = Arc::new(MemoryKeyStore::default());
    let proxies = proxies(&key_store);
    proxies.keep("proxy.clinic.example:3128".to_owned(), ana()).unwrap();
    let route = proxies.route(&SERVICE.parse().unwrap());
    let printed = format!("{proxies:?} {route:?} {:?}", ana());
    for word in ["YW5h", "sesame", "\"ana\""] {
        assert!(!printed.contains(word), "{printed}");
    }
}
