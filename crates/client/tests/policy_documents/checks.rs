//! Whether the documents are what they claim to be.

use super::texts::{ENGLISH, SPANISH};
use super::{admx, profile, sample, schema};
use allia_client::policy::{Document, Kind, PolicyStack, SCHEMA};
use roxmltree::{Document as Xml, Node};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn problems(values: Map<String, Value>) -> Vec<String> {
    let resolved =
        PolicyStack { machine: vec![Document::from_values("sample", values)], user: Vec::new() }.resolve();
    assert_eq!(resolved.sources.len(), SCHEMA.len(), "every policy has a value");
    resolved.problems.into_iter().map(|problem| format!("{:?}", problem.fault)).collect()
}

fn named<'a>(xml: &'a Xml<'_>, tag: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.descendants().filter(move |node| {
        node.has_tag_name(("http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions", tag))
    })
}

/// The id in `$(string.id)` or `$(presentation.id)`; empty where there is no such reference.
fn reference<'a>(node: &Node<'a, 'a>, attribute: &str, table: &str) -> &'a str {
    let before = format!("$({table}.");
    let written = node.attribute(attribute).and_then(|written| written.strip_prefix(&before));
    written.and_then(|rest| rest.strip_suffix(')')).unwrap_or_default()
}

#[test]
fn the_template_of_windows_is_whole_in_both_languages() {
    let definitions = admx::definitions();
    let definitions = Xml::parse(&definitions).expect("well-formed");
    for texts in [&ENGLISH, &SPANISH] {
        let words = admx::words(texts);
        let words = Xml::parse(&words).expect("well-formed");
        let strings: BTreeSet<_> =
            named(&words, "string").map(|node| node.attribute("id").unwrap()).collect();
        let presentations: BTreeMap<_, _> =
            named(&words, "presentation").map(|node| (node.attribute("id").unwrap(), node)).collect();
        let used = named(&definitions, "policy")
            .flat_map(|policy| ["displayName", "explainText"].map(|name| reference(&policy, name, "string")))
            .chain(["item", "category", "definition"].into_iter().flat_map(|tag| {
                named(&definitions, tag)
                    .map(|node| reference(&node, "displayName", "string"))
                    .collect::<Vec<_>>()
            }));
        let used: BTreeSet<_> = used.collect();
        assert_eq!(used, strings, "every string is there, and none too many");
        for policy in named(&definitions, "policy").filter(|policy| policy.has_attribute("presentation")) {
            let presentation = presentations[reference(&policy, "presentation", "presentation")];
            let shown: Vec<_> =
                presentation.descendants().filter_map(|node| node.attribute("refId")).collect();
            let elements: Vec<_> = policy.descendants().filter_map(|node| node.attribute("id")).collect();
            assert_eq!(shown, elements);
        }
    }
}

#[test]
fn each_policy_of_the_template_says_for_whom_where_and_what() {
    let definitions = admx::definitions();
    let definitions = Xml::parse(&definitions).expect("well-formed");
    let policies: Vec<_> = named(&definitions, "policy").collect();
    assert_eq!(policies.len(), SCHEMA.len());
    for (policy, entry) in policies.iter().zip(SCHEMA) {
        assert_eq!(policy.attribute("class"), Some("Both"));
        assert_eq!(policy.attribute("key"), Some(r"SOFTWARE\Policies\Allia\Messages"));
        let values: Vec<_> = policy.descendants().filter_map(|node| node.attribute("valueName")).collect();
        assert_eq!(values, [entry.key.name()]);
        let parts: Vec<_> =
            policy.children().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
        let expected = match entry.kind {
            Kind::Switch => &["parentCategory", "supportedOn", "enabledValue", "disabledValue"][..],
            _ => &["parentCategory", "supportedOn", "elements"],
        };
        assert_eq!(parts, expected, "in the order of Microsoft's schema");
    }
    let top: Vec<_> =
        definitions.root_element().children().filter(Node::is_element).map(|n| n.tag_name().name()).collect();
    assert_eq!(top, ["policyNamespaces", "resources", "supportedOn", "categories", "policies"]);
}

#[test]
fn the_samples_are_policies_without_a_fault() {
    assert_eq!(problems(sample::sample_values()), [""; 0]);
    let profile = profile::configuration_profile();
    let read: Map<String, Value> = plist::from_bytes(profile.as_bytes()).expect("a property list");
    let mut payload = read["PayloadContent"][0].as_object().expect("a payload").clone();
    assert_eq!(payload["PayloadType"], "org.allia.messages");
    payload.retain(|name, _| !name.starts_with("Payload"));
    assert_eq!(problems(payload), [""; 0]);
}

#[test]
fn the_json_schema_takes_the_sample_and_refuses_what_the_program_refuses() {
    let schema: Value = serde_json::from_str(&schema::json_schema()).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let sample: Value = serde_json::from_str(&sample::sample_file()).expect("JSON");
    assert!(validator.is_valid(&sample), "{:?}", validator.iter_errors(&sample).next());
    for wrong in [
        json!({ "LockAfterMinutes": 0 }),
        json!({ "LockAfterMinutes": 31 }),
        json!({ "LockAfterMinutes": "10" }),
        json!({ "NotificationContent": "everything" }),
        json!({ "ServerAddress": "http://messages.example.org" }),
        json!({ "ProxyAddress": "http://me:secret@proxy.example.org" }),
        json!({ "ProxyBypass": "10.0.0.0/8" }),
        json!({ "CacheDays": 0 }),
        json!({ "Notifications": "yes" }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
        let document = Document::from_json("wrong", wrong.to_string().as_bytes());
        let resolved = PolicyStack { machine: vec![document], user: Vec::new() }.resolve();
        assert_eq!(resolved.problems.len(), 1, "{wrong}");
    }
    assert!(!validator.is_valid(&json!({ "LockAfterMinute": 5 })), "a slip of the pen");
}
