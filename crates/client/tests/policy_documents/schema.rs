//! The JSON Schema of a policy file on Linux.

use super::texts::ENGLISH;
use allia_client::policy::{Entry, Kind, SCHEMA};
use serde_json::{Map, Value, json};

/// https anywhere, http on this computer alone.
const SERVICE_ADDRESS: &str = r"^(https://.+|http://(localhost|127\.0\.0\.1|\[::1\])([:/].*)?)$";
/// A host and a port, with or without a scheme; no credentials and no path.
const PROXY_ADDRESS: &str = r"^(https?://)?[^\s/@?#]+/?$";

/// The schema. Names that are not known are refused, so that an editor shows a slip of the pen.
pub(crate) fn json_schema() -> String {
    let mut properties = Map::from_iter([("$schema".to_owned(), json!({ "type": "string" }))]);
    properties.extend(SCHEMA.iter().map(property));
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": ENGLISH.title,
        "description": ENGLISH.description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    format!("{schema:#}\n")
}

fn property(entry: &Entry) -> (String, Value) {
    let (title, explanation) = (ENGLISH.of)(entry.key);
    let mut property =
        Map::from_iter([("title".to_owned(), json!(title)), ("description".to_owned(), json!(explanation))]);
    if let Value::Object(kind) = kind(entry.kind) {
        property.extend(kind);
    }
    (entry.key.name().to_owned(), Value::Object(property))
}

fn kind(kind: Kind) -> Value {
    match kind {
        Kind::Switch => json!({ "enum": [true, false, 1, 0] }),
        Kind::Number { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::ServiceAddress => json!({ "type": "string", "pattern": SERVICE_ADDRESS }),
        Kind::ProxyAddress => json!({ "type": "string", "maxLength": 256, "pattern": PROXY_ADDRESS }),
        Kind::Text => text(),
        Kind::Texts => json!({ "type": "array", "maxItems": 100, "items": text() }),
    }
}

fn text() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": 256, "pattern": r"\S" })
}
