//! What policies can and cannot do.

use super::*;
use crate::address::ServerAddress;
use crate::view::{Appearance, Settings};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn file(name: &str, values: &Value) -> Document {
    Document::from_json(name, values.to_string().as_bytes())
}

fn machine(values: &Value) -> Resolved {
    PolicyStack { machine: vec![file("m.json", values)], user: Vec::new() }.resolve()
}

/// A value that may stand there.
fn valid(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Switch => {
            prop_oneof![any::<bool>().prop_map(Value::from), (0..2_u32).prop_map(Value::from)].boxed()
        }
        Kind::Number { least, most } => (least..=most).prop_map(Value::from).boxed(),
        Kind::Choice(words) => proptest::sample::select(words).prop_map(Value::from).boxed(),
        Kind::ServiceAddress => "https://[a-z]{1,9}\\.example".prop_map(Value::from).boxed(),
        Kind::ProxyAddress => "[a-z]{1,9}\\.example:[1-9][0-9]{1,3}".prop_map(Value::from).boxed(),
        Kind::Text => "[a-z]{1,9}".prop_map(Value::from).boxed(),
        Kind::Texts => prop::collection::vec("[a-z]{1,9}", 0..3).prop_map(Value::from).boxed(),
    }
}

/// A value that mostly may not.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
        Just(json!(["a", 1])),
        Just(json!("name_and_text")),
        Just(json!("http://elsewhere.example")),
    ]
}

fn values(value_of: impl Fn(Kind) -> BoxedStrategy<Value>) -> impl Strategy<Value = Map<String, Value>> {
    let each: Vec<_> = SCHEMA
        .iter()
        .map(|entry| {
            prop::option::of(value_of(entry.kind)).prop_map(|value| (entry.key.name().to_owned(), value))
        })
        .collect();
    each.prop_map(|all| all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

fn good_document(name: &'static str) -> impl Strategy<Value = Document> {
    values(valid).prop_map(move |values| Document::from_values(name, values))
}

fn any_document(name: &'static str) -> impl Strategy<Value = Document> {
    let mixed = |kind| prop_oneof![4 => valid(kind), 1 => any_value()].boxed();
    prop_oneof![
        values(mixed).prop_map(move |values| Document::from_values(name, values)),
        any::<Vec<u8>>().prop_map(move |bytes| Document::from_json(name, &bytes)),
        Just(Document::broken(name, PolicyFault::Unprotected)),
    ]
}

fn any_stack() -> impl Strategy<Value = PolicyStack> {
    let layer = |name| prop::collection::vec(any_document(name), 0..3);
    (layer("machine"), layer("user")).prop_map(|(machine, user)| PolicyStack { machine, user })
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let content = proptest::sample::select(vec!["nothing", "name", "name_and_text"]);
    let language = proptest::sample::select(vec!["system", "english", "spanish"]);
    (any::<bool>(), content, 0..60_u32, language, any::<bool>()).prop_map(
        |(notifications, content, minutes, language, start)| {
            let json = json!({
                "notifications": notifications,
                "notification_content": content,
                "lock_after_minutes": minutes,
                "language": language,
                "start_with_computer": start,
            });
            serde_json::from_value::<Settings>(json).unwrap().within_bounds()
        },
    )
}

proptest! {
    #[test]
    fn no_policy_weakens_what_a_person_or_the_program_protects(stack in any_stack(), own in any_settings()) {
        let resolved = stack.resolve();
        let held = resolved.settings(&own);
        prop_assert!((1..=30).contains(&held.lock_after_minutes));
        prop_assert!(held.lock_after_minutes <= own.lock_after_minutes);
        prop_assert!(held.notification_content <= own.notification_content);
        if let Some(address) = &resolved.policy.server_address {
            let address: ServerAddress = address.parse().unwrap();
            prop_assert!(address.as_str().starts_with("https://") || address.is_loopback());
        }
        let untouched = (held.appearance, held.text_size_percent, held.send_key, held.quiet_hours);
        prop_assert_eq!(untouched, (own.appearance, own.text_size_percent, own.send_key, own.quiet_hours));
    }

    #[test]
    fn a_broken_document_is_named_and_otherwise_as_if_it_were_not_there(
        stack in any_stack(), whole in good_document("whole"), place in 0..4_usize
    ) {
        let broken = Document::from_json("broken.json", b"{\"LockAfterMinutes\": 1, \"NotificationContent\":");
        let mut without = stack;
        without.machine.push(whole);
        let mut with = without.clone();
        with.machine.insert(place.min(with.machine.len()), broken);
        let (without, with) = (without.resolve(), with.resolve());
        prop_assert_eq!(&with.policy, &without.policy);
        prop_assert_eq!(&with.sources, &without.sources);
        prop_assert_eq!(with.problems.len(), without.problems.len() + 1);
        prop_assert!(with.problems.iter().any(|problem| problem.source == "broken.json"));
    }

    #[test]
    fn one_wrong_value_makes_the_whole_document_broken(good in values(valid), wrong in any_value()) {
        let mut values = good;
        values.insert("LockAfterMinutes".to_owned(), wrong);
        let resolved = PolicyStack { machine: vec![Document::from_values("m", values.clone())], user: vec![] }.resolve();
        if resolved.problems.iter().any(|problem| matches!(problem.fault, PolicyFault::WrongValue { .. })) {
            prop_assert_eq!(resolved.policy, Policy::default());
        } else {
            prop_assert!(values["LockAfterMinutes"].as_u64().is_some_and(|minutes| (1..=30).contains(&minutes)));
        }
    }

    #[test]
    fn the_computer_stands_over_the_user_and_each_says_where_it_comes_from(
        machine in values(valid), user in values(valid)
    ) {
        let of = |name: &str, values: &Map<String, Value>| vec![Document::from_values(name, values.clone())];
        let both = PolicyStack { machine: of("machine", &machine), user: of("user", &user) }.resolve();
        for entry in SCHEMA {
            let name = entry.key.name();
            let expected = match (machine.contains_key(name), user.contains_key(name)) {
                (true, _) => Some("machine"),
                (false, true) => Some("user"),
                (false, false) => None,
            };
            let found = both.sources.get(&entry.key).map(String::as_str);
            let proxy_left_out = entry.key == SettingKey::ProxyMode && both.policy.proxy.is_none();
            prop_assert!(found == expected || proxy_left_out, "{name}: {found:?}");
        }
    }

    #[test]
    fn what_the_schema_lets_through_has_its_place(good in values(valid)) {
        let resolved = PolicyStack { machine: vec![Document::from_values("m", good.clone())], user: vec![] }.resolve();
        let policy = resolved.policy;
        let there = |name: &str| good.contains_key(name);
        prop_assert_eq!(policy.lock_after_minutes.is_some(), there("LockAfterMinutes"));
        prop_assert_eq!(policy.notifications.is_some(), there("Notifications"));
        prop_assert_eq!(policy.notification_content.is_some(), there("NotificationContent"));
        prop_assert_eq!(policy.start_with_computer.is_some(), there("StartWithComputer"));
        prop_assert_eq!(policy.when_closed.is_some(), there("WhenClosed"));
        prop_assert_eq!(policy.language.is_some(), there("Language"));
        prop_assert_eq!(policy.server_address.is_some(), there("ServerAddress"));
        prop_assert_eq!(policy.cache_days.is_some(), there("CacheDays"));
        let fixed = good.get("ProxyMode") == Some(&json!("fixed"));
        let expected = there("ProxyMode") && (!fixed || there("ProxyAddress"));
        prop_assert_eq!(policy.proxy.is_some(), expected);
    }

    #[test]
    fn what_a_policy_made_of_a_setting_does_not_outlast_it(stack in any_stack(), own in any_settings()) {
        let resolved = stack.resolve();
        let sent = Settings { appearance: Appearance::Dark, ..resolved.settings(&own) };
        let kept = resolved.keep_own(&own, sent);
        prop_assert_eq!(kept, Settings { appearance: Appearance::Dark, ..own });
    }
}

#[test]
fn a_person_may_set_less_than_the_most() {
    let resolved = machine(&json!({ "LockAfterMinutes": 10, "NotificationContent": "name" }));
    let own = Settings { lock_after_minutes: 20, ..Settings::default() };
    assert_eq!(resolved.settings(&own).lock_after_minutes, 10);
    let kept = resolved.keep_own(&own, Settings { lock_after_minutes: 4, ..resolved.settings(&own) });
    assert_eq!(kept.lock_after_minutes, 4);
    assert_eq!(resolved.settings(&kept).lock_after_minutes, 4);
}

#[test]
fn a_policy_of_more_than_the_default_opens_nothing() {
    let resolved = machine(&json!({ "LockAfterMinutes": 30, "NotificationContent": "name_and_text" }));
    assert_eq!(resolved.settings(&Settings::default()), Settings::default());
}

#[test]
fn what_is_not_known_is_named_and_the_rest_holds() {
    let resolved =
        machine(&json!({ "$schema": "policy.schema.json", "LockAfterMinute": 1, "CacheDays": 90 }));
    assert_eq!(resolved.policy.cache_days, Some(90));
    let [problem] = &resolved.problems[..] else { panic!("{:?}", resolved.problems) };
    assert_eq!(problem.fault, PolicyFault::UnknownName { name: "LockAfterMinute".to_owned() });
}

#[test]
fn a_later_file_stands_over_an_earlier_one() {
    let files = vec![
        file("10.json", &json!({ "LockAfterMinutes": 5, "CacheDays": 90 })),
        file("20.json", &json!({ "LockAfterMinutes": 10 })),
    ];
    let resolved = PolicyStack { machine: files, user: Vec::new() }.resolve();
    assert_eq!((resolved.policy.lock_after_minutes, resolved.policy.cache_days), (Some(10), Some(90)));
    assert_eq!(resolved.sources[&SettingKey::LockAfterMinutes], "20.json");
}

#[test]
fn the_four_of_the_proxy_are_one_wherever_they_stand() {
    let user = vec![file("u", &json!({ "ProxyBypass": ["10.0.0.0/8"], "ProxyUserName": "clinic" }))];
    let machine = vec![file("m", &json!({ "ProxyMode": "fixed", "ProxyAddress": "proxy.example:3128" }))];
    let proxy = PolicyStack { machine, user }.resolve().policy.proxy.unwrap();
    assert_eq!((proxy.mode, proxy.address.as_deref()), (ProxyMode::Fixed, Some("proxy.example:3128")));
    assert_eq!((proxy.bypass.len(), proxy.user_name.unwrap().into_exposed().as_str()), (1, "clinic"));
}

#[test]
fn a_fixed_proxy_without_an_address_is_named_and_left_out() {
    let resolved = machine(&json!({ "ProxyMode": "fixed" }));
    assert_eq!(resolved.policy.proxy, None);
    assert_eq!(resolved.problems[0].fault, PolicyFault::NoProxyAddress);
    assert!(!resolved.sources.contains_key(&SettingKey::ProxyMode));
}
