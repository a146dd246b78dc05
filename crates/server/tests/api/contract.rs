//! The published document and the service are the same thing.

use crate::support::{Running, fresh_id};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

fn snapshot() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json")
}

/// `ALLIA_WRITE_OPENAPI=1 cargo test -p allia-server` writes the file anew.
#[test]
fn the_checked_in_document_is_the_one_that_the_code_makes() {
    let made = allia_server::openapi_document().to_pretty_json().unwrap() + "\n";
    if std::env::var_os("ALLIA_WRITE_OPENAPI").is_some() {
        std::fs::write(snapshot(), &made).unwrap();
    }
    let checked_in = std::fs::read_to_string(snapshot()).unwrap_or_default();
    assert!(checked_in == made, "openapi.json is stale; write it anew as said above");
}

#[tokio::test]
async fn the_service_publishes_the_document() {
    let practice = Running::start().await;
    let published = practice.stranger().get("/v1/openapi.json").await.expect(200);
    assert_eq!(published["openapi"], "3.1.0");
    let made = allia_server::openapi_document().to_json().unwrap();
    assert_eq!(published, serde_json::from_str::<Value>(&made).unwrap());
}

fn operations() -> Vec<(String, String, Value)> {
    let document: Value = serde_json::to_value(allia_server::openapi_document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
            operations.push((path.clone(), (*method).to_owned(), item[*method].clone()));
        }
    }
    operations
}

#[test]
fn every_operation_says_what_it_does_what_it_answers_and_who_may_call() {
    let operations = operations();
    let ids: BTreeSet<_> =
        operations.iter().map(|(_, _, operation)| operation["operationId"].to_string()).collect();
    assert_eq!(ids.len(), operations.len(), "operation ids are unique");
    for (path, method, operation) in operations {
        let what = format!("{method} {path}");
        assert!(operation["summary"].as_str().is_some_and(|summary| summary.len() > 5), "{what}");
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].as_str().is_some_and(|text| text.len() > 3), "{what} {status}");
            if status.as_str() >= "400" {
                let content = &response["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(content, "#/components/schemas/Problem", "{what} {status}");
            }
        }
        let security = operation["security"].as_array().unwrap();
        let needs_token = security.iter().any(|scheme| scheme.get("access_token").is_some());
        let documents = |status: &str| operation["responses"].get(status).is_some();
        if needs_token {
            assert!(["401", "429", "503"].into_iter().all(documents), "{what}");
        }
        assert_eq!(operation.get("requestBody").is_some(), documents("413"), "{what}");
        if path.contains('{') {
            assert!(documents("404"), "{what}");
        }
    }
}

/// Members that are only there for callers who asked for them.
const ASKED_FOR: [(&str, &str); 1] = [("Changed", "unread_count")];

/// Only what a caller sends may leave members out; an answer has them all, if only as null.
#[test]
fn every_member_of_an_answer_is_required() {
    let document: Value = serde_json::to_value(allia_server::openapi_document()).unwrap();
    let mut checked = 0;
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let is_request = schema["additionalProperties"] == false;
        let Some(members) = schema["properties"].as_object().filter(|_| !is_request) else { continue };
        let required: Vec<_> = schema["required"].as_array().unwrap().iter().collect();
        for member in members.keys() {
            if ASKED_FOR.contains(&(name.as_str(), member.as_str())) {
                continue;
            }
            assert!(required.iter().any(|required| *required == member), "{name}.{member}");
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}

#[tokio::test]
async fn every_operation_is_there_and_answers_as_documented() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    for (template, method, operation) in operations() {
        let path = fill(&template);
        let documented = |status: u16| operation["responses"].get(status.to_string()).is_some();
        let needs_token = operation["security"][0].get("access_token").is_some();
        let as_stranger = practice.stranger().call(&method.to_uppercase(), &path, None).await;
        assert!(documented(as_stranger.status), "{method} {path}: {}", as_stranger.status);
        assert_eq!(as_stranger.status == 401, needs_token, "{method} {path}");
        if template != "/v1/live" && template != "/v1/sessions/current" {
            for person in [&ann, &practice.administrator] {
                let answer = person.call(&method.to_uppercase(), &path, None).await;
                assert!(documented(answer.status), "{method} {path}: {} {}", answer.status, answer.text);
            }
        }
    }
}

#[tokio::test]
async fn no_other_method_is_there() {
    let practice = Running::start().await;
    let operations = operations();
    for (template, _, _) in &operations {
        for method in METHODS {
            if operations.iter().any(|(path, known, _)| path == template && known == method) {
                continue;
            }
            let answer = practice.administrator.call(&method.to_uppercase(), &fill(template), None).await;
            if template == "/v1/sessions/current" {
                continue;
            }
            answer.expect_problem(405, "invalid");
        }
    }
}

/// A template with ids that nobody has.
fn fill(template: &str) -> String {
    let parts =
        template.split('/').map(|part| if part.starts_with('{') { fresh_id() } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("/")
}
