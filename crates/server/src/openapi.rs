//! The contract as OpenAPI 3.1, generated from the handlers.

mod responses;
mod stream;

pub(crate) use responses::{ForKind, Located, Numbered, Signed, WithBody, WithQuery};
pub(crate) use stream::LiveEvents;

use crate::routes;
use allia_protocol::problem::Problem;
use serde_json::Value;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{Modify, OpenApi};

/// The name under which operations ask for an access token.
pub(crate) const ACCESS_TOKEN: &str = "access_token";

/// What is not said by any one operation.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Allia messaging API",
        version = "1",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
        description = "Secure, non-urgent messages between clinicians and their own patients.\n\n\
            JSON in UTF-8, `snake_case`. Times are RFC 3339 in UTC with milliseconds, ids are UUIDs in lower case. \
            Unknown request fields are refused; clients ignore unknown response fields and unknown change kinds.\n\n\
            Every refusal is a problem document (RFC 9457) whose `code` is the machine's word. A conversation that \
            does not exist and one that the caller may not use answer alike. Bodies are never echoed. \
            429 and 503 carry `Retry-After` in seconds.\n\n\
            Limits: a request body of 1 MiB, sent within 30 s and without pauses of 15 s, with `Content-Length` or in chunks; a header block of \
            32 KiB, sent within 15 s; 50 requests and 20 sent messages a second for each user, sustained."
    ),
    components(schemas(Problem)),
    modifiers(&AccessToken),
    tags(
        (name = "sessions", description = "Signing in and staying signed in."),
        (name = "conversations", description = "Conversations, messages and receipts; the same for both sides."),
        (name = "changes", description = "How a client stays current."),
        (name = "administration", description = "Running a practice. Administrators never read messages."),
        (name = "health", description = "For whoever runs the service."),
    )
)]
struct Frame;

struct AccessToken;

impl Modify for AccessToken {
    fn modify(&self, document: &mut Document) {
        let scheme = SecurityScheme::Http(Http::builder().scheme(HttpAuthScheme::Bearer).build());
        document.components.get_or_insert_default().add_security_scheme(ACCESS_TOKEN, scheme);
    }
}

/// Clients have a word for what they do not know yet. The service never says it.
struct OnlyKnownWords;

impl Modify for OnlyKnownWords {
    fn modify(&self, document: &mut Document) {
        let Some(components) = &mut document.components else { return };
        for schema in components.schemas.values_mut() {
            match schema {
                RefOr::T(Schema::Object(object)) => leave_out_unknown(&mut object.enum_values),
                RefOr::T(Schema::OneOf(one_of)) => one_of.items.retain(|item| !is_unknown(item)),
                _ => {}
            }
        }
    }
}

fn leave_out_unknown(words: &mut Option<Vec<Value>>) {
    if let Some(words) = words {
        words.retain(|word| word != "unknown");
    }
}

fn is_unknown(item: &RefOr<Schema>) -> bool {
    let RefOr::T(Schema::Object(object)) = item else { return false };
    let Some(RefOr::T(Schema::Object(kind))) = object.properties.get("kind") else { return false };
    kind.enum_values.as_ref().is_some_and(|words| words.iter().any(|word| word == "unknown"))
}

/// The frame into which the routes put their operations.
pub(crate) fn frame() -> Document {
    Frame::openapi()
}

/// The whole document.
pub fn document() -> Document {
    let mut document = routes::all().1;
    OnlyKnownWords.modify(&mut document);
    document
}
