//! The refusals that operations have in common.

use allia_protocol::problem::{CONTENT_TYPE, Problem};
use std::collections::BTreeMap;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

/// Of every call with an access token.
pub(crate) struct Signed;
/// Of calls that only some kinds of user may make.
pub(crate) struct ForKind;
/// Of calls that name something by its id.
pub(crate) struct Located;
/// Of calls with a query.
pub(crate) struct WithQuery;
/// Of calls with a body.
pub(crate) struct WithBody;
/// Of calls that hand back a cursor.
pub(crate) struct Numbered;

type Responses = BTreeMap<String, RefOr<Response>>;

impl IntoResponses for Signed {
    fn responses() -> Responses {
        problems(&[
            (401, "`unauthenticated`: no valid access token."),
            (429, "`rate_limited`: more than 50 requests a second, sustained. `Retry-After` says when."),
            (503, "`unavailable`: the service cannot answer now. `Retry-After` says when."),
        ])
    }
}

impl IntoResponses for ForKind {
    fn responses() -> Responses {
        problems(&[(403, "`forbidden`: this kind of user may never do this.")])
    }
}

impl IntoResponses for Located {
    fn responses() -> Responses {
        problems(&[(404, "`not_found`: not there, or not for this caller; the two answer alike.")])
    }
}

impl IntoResponses for WithQuery {
    fn responses() -> Responses {
        problems(&[(422, "`invalid`: a parameter is unknown or out of its range.")])
    }
}

impl IntoResponses for WithBody {
    fn responses() -> Responses {
        problems(&[
            (400, "`invalid`: the body has another transfer coding than `chunked`."),
            (408, "`invalid`: the body took longer than 30 s, or paused for 15 s."),
            (413, "`too_large`: the body is larger than 1 MiB, or a text longer than its limit."),
            (415, "`invalid`: the body is not `application/json`."),
            (422, "`invalid`: the body is not of the documented form, or a field breaks a rule."),
        ])
    }
}

impl IntoResponses for Numbered {
    fn responses() -> Responses {
        problems(&[(
            410,
            "`cursor_expired`: the cursor is unknown, expired or another user's. Take the conversations afresh.",
        )])
    }
}

fn problems(statuses: &[(u16, &str)]) -> Responses {
    statuses
        .iter()
        .map(|(status, description)| (status.to_string(), RefOr::T(problem(*status, description))))
        .collect()
}

fn problem(status: u16, description: &str) -> Response {
    let schema = Ref::from_schema_name(Problem::name());
    let response = ResponseBuilder::new()
        .description(description)
        .content(CONTENT_TYPE, ContentBuilder::new().schema(Some(schema)).build());
    if matches!(status, 429 | 503) {
        response.header("Retry-After", seconds()).build()
    } else {
        response.build()
    }
}

fn seconds() -> utoipa::openapi::Header {
    let schema = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
    HeaderBuilder::new().schema(Some(schema)).description(Some("Whole seconds to wait.")).build()
}
