//! Queries. Unknown parameters are refused, so that a misspelt one is not silently ignored.

use crate::Refusal;
use allia_protocol::limits::{DEFAULT_PAGE_ENTRIES, PAGE_ENTRIES};
use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;

/// The query, in the form of `T`.
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        axum::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(query)| Self(query))
            .map_err(|_| Refusal::Invalid("the query is not of the documented form"))
    }
}

/// How many entries a page may have, from what the caller asks for.
pub(crate) fn page_limit(asked: Option<u32>) -> Result<u32, Refusal> {
    match asked {
        None => Ok(DEFAULT_PAGE_ENTRIES),
        Some(limit) if (1..=PAGE_ENTRIES).contains(&limit) => Ok(limit),
        Some(_) => Err(Refusal::Invalid("limit takes 1 to 500")),
    }
}
